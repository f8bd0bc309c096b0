#pragma once

#include "gateway/admin/types.h"
#include "ui/session/awaited.h"
#include "ui/widgets/frames.h"

class QListView;

namespace ui {

class CodeBox;
class GatewayLink;
class MailboxModel;
class StateStack;
class TextLabel;

/// The trial's mailbox behind the gateway: what arrived, as plain text.
class TestMailbox : public Ground
{
    Q_OBJECT
public:
    explicit TestMailbox(GatewayLink &link, QWidget *parent = nullptr); ///< \a link must outlive the mailbox.
    void refresh();
    void forget();
    [[nodiscard]] QWidget *list() const;

private:
    void askMore(int offset);
    void showAnswer(const gateway::Result<gateway::admin::Page<gateway::admin::MailboxItem>> &answer);
    void askText();

    GatewayLink &m_link;
    MailboxModel *m_model;
    QListView *m_list;
    CodeBox *m_text;
    StateStack *m_stack, *m_textStack;
    TextLabel *m_count;
    QString m_shown;
    Awaited<gateway::admin::Page<gateway::admin::MailboxItem>> m_answer, m_more;
    Awaited<gateway::admin::MailboxItem> m_textAnswer;
};

} // namespace ui
