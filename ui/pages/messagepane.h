#pragma once

#include "ui/session/gatewaylink.h"

#include <QWidget>

class QPushButton;
class QStackedWidget;
class QTabBar;

namespace ui {

class Banner;
class AuthenticationTab;
class EnvelopeTab;
class QuarantineActs;
class StateStack;
class TextLabel;
class TlsTab;
class WhyTab;

/// One message: what happened to it and why, its envelope, its encryption.
class MessagePane : public QWidget
{
    Q_OBJECT
public:
    explicit MessagePane(GatewayLink &link, QWidget *parent = nullptr); ///< \a link must outlive the pane.

    void showMessage(const QString &id); ///< Reads it from the gateway and shows itself.
    void setMessage(const gateway::admin::Message &message);
    void forget();
    [[nodiscard]] QString messageId() const { return m_id; }
    [[nodiscard]] QWidget *firstField() const;

Q_SIGNALS:
    void closed();
    void doorOpened(const QString &pageId, const QString &argument);

private:
    [[nodiscard]] QWidget *headerArea();
    void act(bool isRelease);
    void openSenders(const QString &action); ///< To allow or block who it is from.

    GatewayLink &m_link;
    QString m_id;
    gateway::admin::Message m_message;
    TextLabel *m_title, *m_line;
    QPushButton *m_release, *m_delete, *m_queue, *m_allow, *m_block;
    QTabBar *m_tabs;
    QStackedWidget *m_pages;
    WhyTab *m_why;
    EnvelopeTab *m_envelope;
    AuthenticationTab *m_authentication;
    TlsTab *m_tls;
    StateStack *m_stack;
    Banner *m_banner;
    QuarantineActs *m_acts;
    Awaited<gateway::admin::Message> m_answer;
};

} // namespace ui
