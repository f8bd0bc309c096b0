#pragma once

#include "gateway/admin/client.h"
#include "ui/session/awaited.h"

#include <QDateTime>
#include <QTimer>
#include <memory>
#include <optional>

namespace ui {

/// Where a gateway is: by its data directory, or by address and token.
struct GatewayAddress {
    QString dataDirectory;
    QString url, tokenFile;
    bool isTrial = false;
    [[nodiscard]] QString name() const; ///< What people call it.
};

/// The window's one connection to a gateway: asks for its state, follows its events, notices loss and return.
class GatewayLink : public QObject
{
    Q_OBJECT
public:
    enum class State { None, Connecting, Connected, Lost };

    explicit GatewayLink(QObject *parent = nullptr);
    ~GatewayLink() override;

    void connectTo(const GatewayAddress &address); ///< Leaves the gateway before.
    void disconnectFrom();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const GatewayAddress &address() const { return m_address; }
    [[nodiscard]] gateway::admin::Client *client() const { return m_client.get(); } ///< Null in State::None.
    [[nodiscard]] const std::optional<gateway::admin::Status> &status() const { return m_status; } ///< The last one known.
    [[nodiscard]] const QString &cause() const { return m_cause; } ///< Why it is not connected.
    [[nodiscard]] const QDateTime &lostSince() const { return m_lostSince; }

    void refresh(); ///< Asks for the state now.

Q_SIGNALS:
    void stateChanged();
    void statusChanged();
    void clientChanged(); ///< Another gateway: forget all that is shown.
    /// What happened, in batches of at most ten a second.
    void eventsArrived(const QList<gateway::admin::Event> &events);

private:
    void enter(State state, const QString &cause = {});
    void open();
    void take(const gateway::Result<gateway::admin::Status> &status);

    GatewayAddress m_address;
    QByteArray m_endpointKey; ///< What the data directory said last, to notice a restart on another port.
    std::unique_ptr<gateway::admin::Client> m_client;
    State m_state = State::None;
    std::optional<gateway::admin::Status> m_status;
    QString m_cause;
    QDateTime m_lostSince;
    QTimer m_poll, m_batch;
    QList<gateway::admin::Event> m_events;
    Awaited<gateway::admin::Status> m_answer;
};

} // namespace ui
