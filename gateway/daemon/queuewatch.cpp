#include "gateway/daemon/queuewatch.h"

namespace gateway::daemon {
namespace {

QString messageId(const delivery::SpoolFile &file)
{
    return file.notes.value(QLatin1String("message")).toString(QString::fromLatin1(file.id));
}

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

} // namespace

net::Task<> QueueWatch::settled(const delivery::SpoolFile &file, QByteArrayView content, const QList<int> &recipients, Fate fate, const smtp::Reply &reply)
{
    Fate recorded = fate;
    if (fate != Fate::Delivered) {
        QList<mail::DsnFacts::Failure> failures;
        for (const int index : recipients)
            failures.append({file.recipients[index].path, {}, reply, fate == Fate::Expired});
        const Result<bool> reported = co_await m_keeper.report(file.envelope, content, file.received, std::move(failures));
        if (fate == Fate::Dsn && !(reported && *reported))
            recorded = Fate::Rejected;
    }
    for (const int index : recipients) {
        m_recorder.changed(messageId(file), QString::fromUtf8(file.recipients[index].path.mailbox.toBytes()), recorded,
                           QString::fromUtf8(reply.toLine()), sentence(recorded, reply));
    }
}

void QueueWatch::attempted(const delivery::SpoolFile &file, const delivery::Consignment &consignment)
{
    if (consignment.result.tls.isEncrypted && !consignment.result.isReused)
        m_recorder.tlsOut(consignment.hop.toBytes(), messageId(file), consignment.result.tls);
}

void QueueWatch::damaged(const QByteArray &id, const QString &cause)
{
    m_recorder.health(QStringLiteral("The queued message %1 is damaged and was set aside: %2").arg(QString::fromLatin1(id), cause), false);
}

} // namespace gateway::daemon
