#include "gateway/delivery/outcome.h"

using namespace Qt::StringLiterals;

namespace gateway::delivery {
namespace {

constexpr qsizetype maxReply = 500; ///< Characters of a peer's words that are kept for each attempt.

} // namespace

void applyFates(SpoolFile &file, const QList<AttemptResult::Recipient> &recipients)
{
    for (const AttemptResult::Recipient &each : recipients) {
        if (each.index < 0 || each.index >= file.recipients.size())
            continue;
        SpoolRecipient &recipient = file.recipients[each.index];
        if (each.fate)
            recipient.fate = each.fate;
        if (!each.reply.isEmpty())
            recipient.lastReply = each.reply.left(maxReply);
    }
}

QByteArray eventsBetween(const SpoolFile &before, const SpoolFile &after)
{
    QByteArray lines;
    for (qsizetype i = 0; i < after.recipients.size(); ++i) {
        const SpoolRecipient &recipient = after.recipients[i];
        if (recipient == before.recipients[i])
            continue;
        QJsonObject event{{u"recipient"_s, i}};
        if (recipient.fate)
            event[u"fate"_s] = QString::fromLatin1(toWord(*recipient.fate));
        if (!recipient.lastReply.isEmpty())
            event[u"reply"_s] = recipient.lastReply;
        lines += spoolEvent(event);
    }
    if (after.attempts != before.attempts || after.nextAttempt != before.nextAttempt)
        lines += spoolEvent({{u"attempts"_s, after.attempts}, {u"next"_s, after.nextAttempt.toMSecsSinceEpoch()}});
    return lines;
}

QList<int> waitingRecipients(const SpoolFile &file)
{
    QList<int> waiting;
    for (int i = 0; i < file.recipients.size(); ++i) {
        if (!file.recipients[i].fate)
            waiting.append(i);
    }
    return waiting;
}

} // namespace gateway::delivery
