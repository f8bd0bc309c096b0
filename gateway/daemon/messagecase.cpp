#include "gateway/daemon/messagecase.h"

#include "gateway/records/trace.h"

namespace gateway::daemon {

MessageCase::MessageCase(const net::SessionInfo &sessionInfo, net::Transaction &&given, QByteArrayView content,
                         std::shared_ptr<const LiveSettings::Snapshot> snapshot)
    : id(records::newMessageId()), replyBy(given.dataEnded + std::chrono::seconds(285)), session(sessionInfo), transaction(std::move(given)), settings(std::move(snapshot)),
      octets(content), header(octets)
{
    using State = admin::StageRecord::State;
    const smtp::Envelope &envelope = transaction.envelope;
    stages.append({Stage::Connection, State::Passed, 0, 0, session.tls.isEncrypted ? QString::fromLatin1(session.tls.version) : QStringLiteral("clear text")});
    note(Stage::Envelope, State::Passed, transaction.mailGiven,
         envelope.recipients.size() == 1 ? QStringLiteral("1 recipient") : QStringLiteral("%1 recipients").arg(envelope.recipients.size()));
    stages.last().at = stages.last().took = sinceMail(transaction.dataStarted);
    stages.append({Stage::Authentication, State::NotReached, 0, 0, QStringLiteral("not checked")});
}

double MessageCase::sinceMail(smtp::Clock::time_point time) const
{
    return std::chrono::duration<double, std::milli>(time - transaction.mailGiven).count();
}

void MessageCase::note(Stage stage, admin::StageRecord::State state, smtp::Clock::time_point begin, const QString &text)
{
    const smtp::Clock::time_point now = smtp::Clock::now();
    stages.append({stage, state, sinceMail(now), std::chrono::duration<double, std::milli>(now - begin).count(), text});
}

void MessageCase::noteAuthentication(admin::StageRecord::State state, smtp::Clock::time_point begin, const QString &text)
{
    stages.removeIf([](const admin::StageRecord &record) { return record.stage == Stage::Authentication; });
    note(Stage::Authentication, state, begin, text);
}

} // namespace gateway::daemon
