#include "ui/models/mailboxmodel.h"

#include "ui/models/format.h"
#include "ui/models/plaintext.h"
#include "ui/models/words.h"

using gateway::admin::MailboxItem;

namespace ui {

QList<Column> MailboxModel::columns() const { return {{.title = tr("Arrived mail"), .width = 300, .stretches = true}}; }

QVariant MailboxModel::cell(const MailboxItem &item, int, int role) const
{
    const QString subject = item.subject.isEmpty() ? tr("no subject") : marked(item.subject);
    const QString who = tr("%1 to %2").arg(senderWord(item.sender), marked(item.recipient));
    switch (role) {
    case Qt::DisplayRole: return subject;
    case SecondLineRole: return who;
    case TimeTextRole: return formatTime(item.received);
    case Qt::ToolTipRole: return plainToolTip(subject + u'\n' + who);
    case Qt::AccessibleTextRole: return tr("%1, %2, %3").arg(formatTime(item.received), who, subject);
    default: return {};
    }
}

} // namespace ui
