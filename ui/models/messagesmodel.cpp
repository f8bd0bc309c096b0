#include "ui/models/messagesmodel.h"

#include "ui/models/format.h"
#include "ui/models/plaintext.h"
#include "ui/models/words.h"

using namespace Qt::StringLiterals;
using gateway::admin::Message;

namespace ui {
namespace {

QStringList addresses(const Message &message)
{
    QStringList all;
    for (const gateway::admin::RecipientRecord &recipient : message.recipients)
        all.append(recipient.address);
    return all;
}

} // namespace

QList<Column> MessagesModel::columns() const
{
    return {{.title = tr("Time"), .width = 112, .hasEqualDigits = true},
            {.title = tr("Fate"), .width = 122},
            {.title = tr("From"), .width = 190, .elide = Qt::ElideMiddle},
            {.title = tr("To"), .width = 160, .elide = Qt::ElideMiddle},
            {.title = tr("Subject"), .width = 300, .stretches = true},
            {.title = tr("Spam"), .width = 68, .isNumeric = true},
            {.title = tr("Took"), .width = 92, .isNumeric = true}};
}

QVariant MessagesModel::cell(const Message &message, int column, int role) const
{
    const auto text = [&message, column]() -> QString {
        switch (column) {
        case Time: return formatTime(message.received);
        case Fate: return fateChip(message).word;
        case From: return senderWord(message.sender);
        case To: return recipientsWord(addresses(message));
        case Subject: return subjectWord(message);
        case Spam: return message.score ? formatNumber(qRound(*message.score)) : tr("none");
        case Took: return formatMilliseconds(message.took);
        default: return {};
        }
    };
    switch (role) {
    case Qt::DisplayRole:
        return text();
    case ChipRole:
        return column == Fate ? QVariant::fromValue(fateChip(message)) : QVariant();
    case MutedRole:
        return column == Time || (column == Subject && message.subject.isEmpty()) || (column == Spam && !message.score);
    case Qt::ToolTipRole:
        if (column == To)
            return plainToolTip(addresses(message).join(u'\n'));
        return column == Time ? formatDateTime(message.received) : plainToolTip(text());
    case Qt::AccessibleTextRole:
        return tr("%1, %2, %3 to %4, %5")
            .arg(formatTime(message.received), fateChip(message).word, senderWord(message.sender), recipientsWord(addresses(message)), subjectWord(message));
    default:
        return {};
    }
}

} // namespace ui
