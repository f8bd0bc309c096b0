#pragma once

#include "ui/pages/page.h"

class QVBoxLayout;

namespace ui {

class Banner;
class StateStack;
class TableView;
class TlsModel;

/// Is every mail encrypted, and with whom is it not?
class TlsPage : public Page
{
    Q_OBJECT
public:
    explicit TlsPage(GatewayLink &link, QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString question() const override;
    [[nodiscard]] QString iconName() const override;
    void refresh() override;
    void follow(const QList<gateway::admin::Event> &events) override;
    void forget() override;
    [[nodiscard]] QList<QWidget *> panes() const override;

private:
    [[nodiscard]] QWidget *certificatesCard();
    void askSessions();
    void askCertificates();
    void showCertificates(const gateway::Result<QList<gateway::admin::Certificate>> &answer);
    void reload();

    TlsModel *m_model;
    TableView *m_table;
    StateStack *m_sessions, *m_certificates;
    QVBoxLayout *m_rows;
    Banner *m_outcome;
    Awaited<gateway::admin::Page<gateway::admin::TlsSession>> m_answer, m_more;
    Awaited<QList<gateway::admin::Certificate>> m_certificatesAnswer;
    Awaited<> m_reload;
};

} // namespace ui
