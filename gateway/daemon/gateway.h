#pragma once

#include "gateway/daemon/config.h"

#include <QObject>
#include <memory>

namespace gateway::daemon {

/// A whole gateway: makes the objects of all rooms and connects them. Needs a QCoreApplication; lives on its thread.
class Gateway : public QObject
{
    Q_OBJECT
public:
    explicit Gateway(Config config, QObject *parent = nullptr);
    ~Gateway() override;

    /// Opens the data directory, the stores and the ports. The error is for the person who started it: what, why, what to do.
    [[nodiscard]] Result<> start();
    /// "ready smtp=127.0.0.1:2525 api=http://127.0.0.1:8025" (design.md 6).
    [[nodiscard]] QString readyLine() const;
    /// Finishes what runs, within 30 s (threats.md D12), then stopped() is emitted.
    void stop();

Q_SIGNALS:
    void stopped();

private:
    // The steps of start(), in this order; gatewaystart.cpp.
    [[nodiscard]] Result<> openStores();
    [[nodiscard]] Result<> openNet();
    [[nodiscard]] Result<> openRouting(); ///< Settings, recipients, next hops, queue.
    [[nodiscard]] Result<> openDoor();    ///< Who is let in.
    [[nodiscard]] Result<> openService(); ///< SMTP and administration.
    [[nodiscard]] Result<> openPorts();
    void adoptFiles(); ///< Messages that lie in the directories but not in the index, after a crash. (blocks)
    void startQueue();
    void keepHouse(); ///< Once a minute: what is too old goes.
    void saveTables(); ///< (blocks)
    void finishStopping();

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gateway::daemon
