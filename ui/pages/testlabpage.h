#pragma once

#include "ui/pages/page.h"

class QProgressBar;
class QPushButton;
class QScrollArea;
class QSplitter;
class QVBoxLayout;

namespace ui {

class Banner;
class SampleOutcome;
class SampleRow;
class StateStack;
class TestMailbox;
class TextLabel;

/// Does a mail arrive, and what does it look like then?
class TestLabPage : public Page
{
    Q_OBJECT
public:
    explicit TestLabPage(GatewayLink &link, QWidget *parent = nullptr);
    ~TestLabPage() override;

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString question() const override;
    [[nodiscard]] QString iconName() const override;
    void refresh() override;
    void follow(const QList<gateway::admin::Event> &events) override;
    void forget() override;
    [[nodiscard]] QList<QWidget *> panes() const override;

private:
    [[nodiscard]] QWidget *samplesArea();
    void askSamples();
    void showSamples(const gateway::Result<QList<gateway::admin::Sample>> &answer);
    void select(SampleRow *row);
    void send(const QList<SampleRow *> &rows);
    void sendNext();
    void readOutcome(SampleRow *row, const gateway::admin::SendResult &result);
    void finishOne();
    void showProgress();

    QList<SampleRow *> m_rows, m_todo;
    SampleRow *m_selected = nullptr;
    int m_all = 0, m_done = 0;
    QHash<QString, gateway::admin::Message> m_outcomes; ///< By sample.
    QVBoxLayout *m_list;
    QScrollArea *m_area;
    StateStack *m_stack;
    QPushButton *m_sendAll, *m_cancel;
    TextLabel *m_progress;
    QProgressBar *m_bar;
    SampleOutcome *m_outcome;
    TestMailbox *m_mailbox;
    QSplitter *m_splitter;
    Awaited<QList<gateway::admin::Sample>> m_samples;
    Awaited<gateway::admin::SendResult> m_sending;
    Awaited<gateway::admin::Message> m_reading;
};

} // namespace ui
