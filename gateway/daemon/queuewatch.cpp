#include "gateway/daemon/queuewatch.h"

namespace gateway::daemon {
namespace {

QString sentence(Fate fate, const smtp::Reply &reply)
{
    const QString words = QString::fromUtf8(reply.toLine());
    switch (fate) {
    case Fate::Delivered: return QStringLiteral("Delivered from the queue: %1").arg(words);
    case Fate::Expired: return QStringLiteral("The time in the queue is over; the sender was told if that is allowed.");
    case Fate::Rejected: return QStringLiteral("Refused by the next hop; no report may be sent to this sender: %1").arg(words);
    default: return QStringLiteral("Refused by the next hop; the sender gets a report: %1").arg(words);
    }
}

QList<mail::DsnFacts::Failure> reportLines(const delivery::SpoolFile &file, const QList<delivery::Settled> &recipients)
{
    QList<mail::DsnFacts::Failure> lines;
    for (const delivery::Settled &each : recipients)
        lines.append({file.recipients[each.recipient].path, {}, each.reply, each.fate == Fate::Expired});
    return lines;
}

} // namespace

net::Task<Result<bool>> QueueWatch::report(const delivery::SpoolFile &file, QByteArrayView content, const QList<delivery::Settled> &recipients)
{
    QList<mail::DsnFacts::Failure> failures = reportLines(file, recipients);
    co_return co_await m_keeper.report(file.envelope, content, file.received, std::move(failures));
}

net::Task<> QueueWatch::relayed(const delivery::SpoolFile &file, QByteArrayView content, const QList<delivery::Settled> &recipients)
{
    QList<mail::DsnFacts::Failure> lines = reportLines(file, recipients);
    (void)co_await m_keeper.report(file.envelope, content, file.received, std::move(lines), mail::DsnAction::Relayed); // The guard knows if it failed.
}

void QueueWatch::settled(const delivery::SpoolFile &file, const QList<delivery::Settled> &recipients)
{
    for (const delivery::Settled &each : recipients)
        m_recorder.changed(file, {each.recipient}, each.fate, QString::fromUtf8(each.reply.toLine()), sentence(each.fate, each.reply));
}

void QueueWatch::attempted(const delivery::SpoolFile &file, const delivery::Consignment &consignment)
{
    if (consignment.result.tls.isEncrypted && !consignment.result.isReused)
        m_recorder.tlsOut(consignment.hop.toBytes(), messageIdOf(file), consignment.result.tls);
}

void QueueWatch::damaged(const QByteArray &id, const QString &cause)
{
    m_recorder.health(QStringLiteral("The queued message %1 is damaged and was set aside: %2").arg(QString::fromLatin1(id), cause), false);
}

} // namespace gateway::daemon
