#include "ui/models/queuemodel.h"

#include "ui/models/chip.h"
#include "ui/models/format.h"
#include "ui/models/plaintext.h"
#include "ui/models/words.h"

using namespace Qt::StringLiterals;
using gateway::admin::QueueItem;

namespace ui {
namespace {

QString subjectOf(const QueueItem &item) { return item.subject.isEmpty() ? QueueModel::tr("no subject") : marked(item.subject); }

QString stateWord(const QueueItem &item) { return item.isHeld ? QueueModel::tr("Held") : QueueModel::tr("Waiting"); }

} // namespace

QList<Column> QueueModel::columns() const
{
    return {{.title = tr("Arrived"), .width = 110, .hasEqualDigits = true},
            {.title = tr("State"), .width = 96},
            {.title = tr("To"), .width = 188, .elide = Qt::ElideMiddle},
            {.title = tr("Subject"), .width = 200, .stretches = true},
            {.title = tr("Tries"), .width = 60, .isNumeric = true},
            {.title = tr("Next try"), .width = 124, .hasEqualDigits = true},
            {.title = tr("Last answer of the mail server"), .width = 250}};
}

QVariant QueueModel::cell(const QueueItem &item, int column, int role) const
{
    const auto text = [&item, column]() -> QString {
        switch (column) {
        case Arrived: return formatTime(item.received);
        case State: return stateWord(item);
        case To: return recipientsWord(item.recipients);
        case Subject: return subjectOf(item);
        case Attempts: return formatNumber(item.attempts);
        case NextTry: return item.isHeld ? tr("when resumed") : formatTime(item.nextAttempt);
        case Reply: return item.lastReply.isEmpty() ? tr("none yet") : marked(item.lastReply);
        default: return {};
        }
    };
    switch (role) {
    case Qt::DisplayRole: return text();
    case ChipRole:
        if (column != State)
            return {};
        return QVariant::fromValue(item.isHeld ? Chip{u"pause"_s, text(), Tone::Attention, true} : Chip{u"hourglass"_s, text(), Tone::Information, true});
    case MutedRole: return column == Arrived || column == Reply || (column == NextTry && item.isHeld);
    case Qt::ToolTipRole:
        if (column == To)
            return plainToolTip(item.recipients.join(u'\n'));
        return column == Arrived ? tr("Arrived %1, kept until %2").arg(formatDateTime(item.received), formatDateTime(item.expires)) : plainToolTip(text());
    case Qt::AccessibleTextRole:
        return tr("%1, %2, to %3, %4, next try %5")
            .arg(formatTime(item.received), stateWord(item), recipientsWord(item.recipients), subjectOf(item), formatTime(item.nextAttempt));
    default: return {};
    }
}

} // namespace ui
