#include "gateway/daemon/pipeline.h"

#include "gateway/content/evidence.h"
#include "gateway/logrecord.h"
#include "gateway/mail/authenticationresults.h"
#include "gateway/mail/headerwriter.h"
#include "gateway/mail/messageedit.h"
#include "gateway/mail/tracefields.h"
#include "gateway/net/poisonlist.h"

#include <QLoggingCategory>
#include <boost/asio/this_coro.hpp>

Q_LOGGING_CATEGORY(lcPipeline, "postern.pipeline")

namespace gateway::daemon {
namespace {

using State = admin::StageRecord::State;

smtp::Reply storageReply(const Error &error)
{
    return error.kind == Error::Kind::Full ? smtp::Reply{452, 3, 1, "Not enough storage at the moment"}
                                           : smtp::Reply{451, 3, 0, "The message could not be stored"};
}

QString subjectTag(const QList<policy::Change> &changes)
{
    const auto tag = std::ranges::find(changes, policy::Change::Kind::TagSubject, &policy::Change::kind);
    return tag == changes.end() ? QString() : tag->text;
}

/// Not decoded: for messages that nothing in this process is to look into.
QString subjectAsWritten(const MessageCase &message)
{
    return QString::fromUtf8(message.header.first("Subject")).left(500);
}

QString virusNote(const content::Findings &findings)
{
    if (!findings.wasVirusScanned)
        return QStringLiteral("not scanned");
    return findings.viruses.isEmpty() ? QStringLiteral("clean") : findings.viruses.first().name;
}

void logStorageFailure(const MessageCase &message, const char *what, const Error &error)
{
    qCCritical(lcPipeline).noquote() << LogRecord("not-stored").add("id", message.id).add("what", what).add("cause", error.message).text();
}

/// A mail that a trusted sealer vouches for is not a forged one.
policy::AuthenticationFacts authenticationFacts(const MessageCase &message)
{
    if (!message.authentication || !message.authentication->vouchedBy.isEmpty())
        return {};
    const auth::DmarcCheck &dmarc = message.authentication->dmarc;
    return {toText(dmarc.status).toByteArray(), toText(dmarc.policy).toByteArray()};
}

/// The one that content() made, if any.
std::shared_ptr<SenderCheck> senderCheckOf(const MessageCase &message) { return std::static_pointer_cast<SenderCheck>(message.transaction.observer); }

/// The groups of undecided lines that get the same octets at the same next hop.
std::vector<QList<int>> groups(const MessageCase &message)
{
    std::vector<QList<int>> all;
    const QList<delivery::Settlement::Line> &lines = message.settlement.lines();
    const delivery::Routes &routes = message.settings->routes;
    for (const int index : message.settlement.undecided()) {
        const auto group = std::ranges::find_if(all, [&](const QList<int> &g) {
            const delivery::Settlement::Line &first = lines[g.first()];
            return first.decision.changes == lines[index].decision.changes
                && routes.nextHop(first.path.mailbox) == routes.nextHop(lines[index].path.mailbox);
        });
        if (group == all.end())
            all.push_back({index});
        else
            group->append(index);
    }
    return all;
}

} // namespace

Pipeline::Pipeline(PipelineConfig config, LiveSettings &settings, Doorkeeper &door, RecipientCheck &recipients, const BounceGuard &bounces, const SenderScreen &screen,
                   net::DnsResolver *resolver, net::Scanner &scanner, delivery::Courier &courier, SafeKeeper &keeper, StorageGuard &guard, Recorder &recorder)
    : m_config(std::move(config)), m_settings(settings), m_door(door), m_recipients(recipients), m_bounces(bounces), m_screen(screen), m_resolver(resolver),
      m_scanner(scanner), m_courier(courier), m_keeper(keeper), m_guard(guard), m_recorder(recorder)
{
}

bool Pipeline::isEsteemed(const boost::asio::ip::address &client) { return m_door.isEsteemed(client); }

std::shared_ptr<net::SessionMemory> Pipeline::begin(const net::SessionInfo &session) { return m_door.begin(session); }

net::Task<std::optional<smtp::Reply>> Pipeline::connected(const net::SessionInfo &session)
{
    std::optional<smtp::Reply> refusal = co_await m_door.connected(session);
    co_return refusal;
}

net::Task<smtp::Reply> Pipeline::mail(const net::SessionInfo &session, const smtp::Envelope &envelope)
{
    if (const std::optional<smtp::Reply> refusal = m_guard.refusal(smtp::Clock::now()))
        co_return *refusal;
    if (m_config.scansVirus) { // threats.md V5
        const net::ScannerStatus status = m_scanner.status();
        if (!status.isVirusReady || (status.hasOnlyTestSignatures && !m_config.acceptsTestSignaturesOnly))
            co_return smtp::Reply{451, 3, 2, "Virus signatures are not loaded yet"};
    }
    const std::optional<smtp::Reply> refusal = co_await m_door.mail(session, envelope);
    co_return refusal.value_or(smtp::Reply{250, 1, 0, "Sender ok"});
}

net::Task<smtp::Reply> Pipeline::recipient(const net::SessionInfo &session, const smtp::Envelope &envelope, const smtp::ForwardPath &path)
{
    if (const std::optional<smtp::Reply> tooMany = m_door.recipient(session, envelope, path))
        co_return *tooMany;
    const smtp::Mailbox mailbox = m_bounces.recipient(path.mailbox, today());
    std::optional<RecipientRefusal> refusal;
    if (m_recipients.isOurs(mailbox)) // Before it matters whether the recipient exists: whoever sends reports is not to try that out.
        refusal = m_bounces.refusal(envelope.reversePath, path.mailbox, today());
    if (!refusal) {
        const RecipientCheck::Verdict verdict = co_await m_recipients.check(session.loop, mailbox);
        refusal = verdict.refusal ? verdict.refusal : m_screen.refusal(envelope.reversePath, mailbox);
        if (verdict.isGuess) {
            const smtp::Reply reply = co_await m_door.unknownRecipient(session, mailbox, refusal->reply);
            refusal->reply = reply;
        }
    }
    if (!refusal)
        co_return m_door.greylisted(session, envelope, path).value_or(RecipientCheck::accepted);
    m_recorder.refused(session, envelope, path.mailbox, *refusal);
    co_return refusal->reply;
}

std::shared_ptr<net::ContentObserver> Pipeline::content(const net::SessionInfo &session, const smtp::Envelope &envelope)
{
    // Who the author is the scanner reads from the message.
    if (!m_resolver || !m_config.scansContent)
        return {};
    return SenderCheck::begin(*m_resolver, m_suffixes, m_config.senderCheck, session, envelope);
}

net::Task<smtp::Reply> Pipeline::message(const net::SessionInfo &session, net::Transaction transaction)
{
    const Result<QByteArrayView> content = transaction.content.view();
    const QList<Reason> doubts = untag(transaction.envelope);
    MessageCase message(session, std::move(transaction), content.value_or(QByteArrayView()), m_settings.current());
    const RecipientCheck::Addressed addressed = m_recipients.address(message.transaction.envelope);
    message.settlement = delivery::Settlement(addressed.lines);
    message.recipientNotes = addressed.reasons;
    if (!content) { // To the checks it would be an empty message, and those let one pass.
        logStorageFailure(message, "content", content.error());
        message.settlement.defer(storageReply(content.error()));
        co_return finish(message, message.settlement.finalReply(message.id));
    }
    const smtp::Reply reply = co_await settle(message);
    message.findings.reasons += doubts;
    co_return finish(message, reply);
}

QList<Reason> Pipeline::untag(smtp::Envelope &envelope) const
{
    constexpr qsizetype maxDoubts = 20;
    QList<Reason> doubts;
    for (smtp::ForwardPath &path : envelope.recipients) {
        const std::optional<Reason> doubt = m_bounces.doubt(envelope.reversePath, path.mailbox, today());
        if (doubt && doubts.size() < maxDoubts)
            doubts.append(*doubt);
        path.mailbox = m_bounces.recipient(path.mailbox, today());
    }
    return doubts;
}

smtp::Reply Pipeline::finish(MessageCase &message, const smtp::Reply &reply)
{
    message.note(Stage::Answer, reply.isPositive() ? State::Passed : State::Stopped, smtp::Clock::now(), QString::fromUtf8(reply.toLine()).left(200));
    m_door.finished(message);
    m_recorder.finished(message, reply);
    return reply;
}

void Pipeline::closed(const net::SessionInfo &session)
{
    if (session.tls.isEncrypted)
        m_recorder.tlsIn(session);
}

void Pipeline::storageFailed() { m_guard.failed(smtp::Clock::now()); }

net::Task<smtp::Reply> Pipeline::settle(MessageCase &message)
{
    if (const std::optional<smtp::Reply> refusal = co_await analyse(message)) {
        if (refusal->isPermanent()) {
            for (delivery::Settlement::Line &line : message.settlement.lines()) {
                line.fate = Fate::Rejected;
                line.reply = *refusal;
            }
        } else {
            message.settlement.defer(*refusal);
        }
        co_return message.settlement.finalReply(message.id);
    }
    message.findings.reasons += message.recipientNotes;
    if (!message.isHeld)
        decide(message);
    // Of several recipients some may be served and others have to be kept. Without room for these nobody is served: each new try of the
    // client's would bring another copy (I3).
    if (message.settlement.lines().size() > 1 && !m_keeper.hasRoomFor(message.octets.size() * qint64(groups(message).size()))) {
        const Error full{Error::Kind::Full, QStringLiteral("the queue has no room for this message")};
        logStorageFailure(message, "queue", full);
        message.settlement.defer(storageReply(full));
        co_return message.settlement.finalReply(message.id);
    }
    // What must be durable comes first: should it fail, nothing has happened yet, and the client tries again without a second copy anywhere.
    if (const Result<> kept = co_await keepQuarantined(message); !kept) {
        logStorageFailure(message, "quarantine", kept.error());
        message.settlement.defer(storageReply(kept.error()));
        co_return message.settlement.finalReply(message.id);
    }
    if (message.isHeld) {
        m_recorder.health(QStringLiteral("The message %1 made its scanner fail %2 times. It is kept in the quarantine, unscanned, for the administrator.")
                              .arg(QString::fromLatin1(message.id), QString::number(net::PoisonList::maxDeaths)), false);
    }
    if (const Result<> delivered = co_await deliver(message); !delivered) {
        logStorageFailure(message, "queue", delivered.error());
        message.settlement.defer(storageReply(delivered.error()));
        co_return message.settlement.finalReply(message.id);
    }
    if (const Result<> reported = co_await reportRefused(message); !reported) {
        logStorageFailure(message, "report", reported.error());
        message.settlement.defer(storageReply(reported.error()));
    }
    co_await reportRelayed(message);
    co_return message.settlement.finalReply(message.id);
}

net::Task<std::optional<smtp::Reply>> Pipeline::analyse(MessageCase &message)
{
    if (mail::isLoop(message.header, m_config.hostName))
        co_return smtp::Reply{554, 4, 6, "The message goes in circles"};
    if (!m_config.scansContent && !m_config.scansVirus) { // Only for measurements and relays whose administrator chose so (threats.md I5).
        message.findings.subject = subjectAsWritten(message);
        co_return std::nullopt;
    }
    const smtp::Clock::time_point begin = smtp::Clock::now();
    const smtp::Envelope &envelope = message.transaction.envelope;
    content::ScanContext context{message.session.clientAddress, message.session.helo, envelope.reversePath.toBytes(), {}};
    for (const smtp::ForwardPath &path : envelope.recipients)
        context.recipients.append(path.mailbox.toBytes());
    const std::shared_ptr<SenderCheck> check = senderCheckOf(message);
    if (check) {
        const auto home = co_await boost::asio::this_coro::executor;
        check->start(home);
    }
    Result<content::Findings> findings = co_await m_scanner.scan(message.session.loop, message.octets, context);
    if (!findings && findings.error().kind == Error::Kind::Invalid) { // threats.md D16, V2
        qCWarning(lcPipeline).noquote() << LogRecord("held").add("id", message.id).add("cause", findings.error().message).text();
        message.note(Stage::Virus, State::Stopped, begin, findings.error().message.left(200));
        hold(message);
        co_return std::nullopt;
    }
    const bool isWhole = findings && findings->wasContentScanned >= m_config.scansContent && findings->wasVirusScanned >= m_config.scansVirus;
    if (!isWhole) { // threats.md I5, V1: a check that cannot run is a temporary failure.
        const QString cause = findings ? QStringLiteral("a layer did not run") : findings.error().message;
        qCWarning(lcPipeline).noquote() << LogRecord("not-scanned").add("id", message.id).add("cause", cause).text();
        message.note(Stage::Virus, State::Stopped, begin, cause.left(200));
        co_return smtp::Reply{451, 3, 0, "The message could not be checked at the moment"};
    }
    message.findings = std::move(*findings);
    if (check)
        co_await authenticate(message, *check, begin);
    m_door.testify(message);
    message.assessment = policy::assess(message.findings, content::baseWeight());
    message.isAnalysed = true;
    const bool hasVirus = message.assessment.messageClass == MessageClass::Virus;
    message.note(Stage::Virus, hasVirus ? State::Stopped : message.findings.viruses.isEmpty() ? State::Passed : State::Attention, begin, virusNote(message.findings));
    message.note(Stage::Content, message.assessment.score >= 90 ? State::Stopped : message.assessment.score >= 60 ? State::Attention : State::Passed, begin,
                 QStringLiteral("spam score %1").arg(qRound(message.assessment.score)));
    co_return std::nullopt;
}

/// Who vouches for the message: facts for the rules, evidence for the score.
net::Task<> Pipeline::authenticate(MessageCase &message, SenderCheck &check, smtp::Clock::time_point begin)
{
    const QByteArrayList authors = message.findings.authorDomains;
    auth::Authentication authentication = co_await check.conclude(authors);
    message.findings.reasons += auth::reasonsOf(authentication);
    const bool isPass = authentication.dmarc.status == auth::DmarcCheck::Status::Pass;
    const State state = authentication.isForged() && authentication.dmarc.policy != auth::DmarcPolicy::None ? State::Stopped : isPass ? State::Passed : State::Attention;
    message.noteAuthentication(state, begin, QStringLiteral("DMARC %1, SPF %2").arg(QLatin1String(toText(authentication.dmarc.status)), QLatin1String(toText(authentication.spf.status))));
    message.authentication = std::move(authentication);
}

/// For the administrator alone, marked as not scanned in case it is released.
void Pipeline::hold(MessageCase &message)
{
    message.isHeld = true;
    message.findings.subject = subjectAsWritten(message);
    message.findings.isUnscannable = true;
    message.findings.reasons = {{"virus.not-scanned", Stage::Virus, 0, {{QStringLiteral("count"), QString::number(net::PoisonList::maxDeaths)}}}};
    message.assessment = {0, MessageClass::Unscannable};
    for (delivery::Settlement::Line &line : message.settlement.lines()) {
        line.decision.verdict = Verdict::Quarantine;
        line.decision.rule = "unscannable";
        line.decision.isForAdministratorOnly = true;
        line.decision.changes = {{policy::Change::Kind::AddHeader, "X-Postern-Unscannable", QStringLiteral("yes")}};
    }
}

void Pipeline::decide(MessageCase &message)
{
    const policy::Facts facts{policy::Direction::Inbound, message.session.clientAddress, message.transaction.envelope.reversePath, message.octets.size(),
                              int(message.transaction.envelope.recipients.size()), authenticationFacts(message), message.findings};
    const policy::Evaluation evaluation(message.settings->policy, facts, message.assessment);
    QList<delivery::Settlement::Line> lines = message.settlement.lines();
    m_screen.decide(message, evaluation, lines);
    const bool isByRuleAlone = std::ranges::any_of(lines, [](const delivery::Settlement::Line &line) {
        return line.decision.verdict != Verdict::Deliver && line.decision.verdict != Verdict::Tag;
    });
    if (isByRuleAlone && message.assessment.messageClass <= MessageClass::Graymail)
        message.assessment.messageClass = MessageClass::Policy;
    message.settlement = delivery::Settlement(std::move(lines));
}

QByteArray Pipeline::prefix(const MessageCase &message, const QList<int> &indexes) const
{
    const QList<delivery::Settlement::Line> &lines = message.settlement.lines();
    const net::SessionInfo &session = message.session;
    mail::HeaderWriter writer;
    writer.addStructured("X-Postern-Id", message.id);
    if (message.isAnalysed)
        writer.addStructured("X-Postern-Score", QByteArray::number(message.assessment.score, 'f', 1));
    for (const policy::Change &change : lines[indexes.first()].decision.changes) {
        if (change.kind == policy::Change::Kind::AddHeader)
            writer.addText(change.name, change.text);
    }
    for (const QByteArray &rule : m_door.warnings(session))
        writer.addText("X-Postern-Warning", QString::fromLatin1(rule));
    const QByteArray recipient = indexes.size() == 1 && lines.size() == 1 ? message.transaction.envelope.recipients.first().mailbox.toBytes() : QByteArray();
    const QList<mail::MethodResult> results =
        message.authentication ? auth::methodResults(*message.authentication, message.transaction.envelope.reversePath) : QList<mail::MethodResult>();
    return mail::authenticationResultsField(m_config.hostName, results) + writer.octets()
        + mail::receivedField({session.helo, session.clientAddress, m_config.hostName, message.id, session.isExtended, session.tls.isEncrypted,
                               message.transaction.envelope.smtpUtf8, session.tls.version, session.tls.cipher, recipient, message.received, {}});
}

net::Task<Result<>> Pipeline::keepQuarantined(MessageCase &message)
{
    const QList<int> indexes = message.settlement.withVerdict(Verdict::Quarantine);
    if (indexes.isEmpty())
        co_return Result<>();
    // Edited even where nothing is to change: the message must not continue the fields in front of it (threats.md S17).
    const QList<int> removed = mail::fieldsToRemove(message.header, m_config.hostName);
    const mail::EditedMessage edited = mail::edited(message.octets, message.header, {removed, {}});
    const Result<> kept = co_await m_keeper.quarantine(message, indexes, prefix(message, indexes), edited.pieces);
    if (kept) {
        message.settlement.setFate(indexes, Fate::Quarantined);
        message.quarantined = message.id;
    }
    co_return kept;
}

net::Task<Result<>> Pipeline::deliver(MessageCase &message)
{
    const smtp::Clock::time_point begin = smtp::Clock::now();
    // What the next hop may take, and still leave time to store the message.
    const smtp::Clock::time_point end = message.replyBy - m_config.storagePatience;
    const smtp::Clock::time_point deadline = std::min(begin + m_config.deliveryDeadline, end);
    const auto finalPatience = std::clamp(std::chrono::floor<std::chrono::seconds>(end - deadline), std::chrono::seconds(0), m_config.finalPatience);
    const QList<int> removed = mail::fieldsToRemove(message.header, m_config.hostName);
    std::vector<mail::EditedMessage> edited;
    std::vector<delivery::Consignment> consignments;
    for (const QList<int> &indexes : groups(message)) {
        const delivery::Settlement::Line &first = message.settlement.lines()[indexes.first()];
        edited.push_back(mail::edited(message.octets, message.header, {removed, subjectTag(first.decision.changes)}));
        QByteArray trace = prefix(message, indexes);
        if (m_config.sealer && message.authentication)
            trace = m_config.sealer->seal(trace, edited.back(), message.header.body().size(), *senderCheckOf(message)) + trace;
        delivery::Consignment consignment{indexes, message.settings->routes.nextHop(first.path.mailbox), {message.transaction.envelope, trace, edited.back().pieces}, {}};
        consignment.delivery.finalPatience = finalPatience;
        consignment.delivery.envelope.recipients.clear();
        for (const int index : indexes)
            consignment.delivery.envelope.recipients.append(message.settlement.lines()[index].path);
        consignments.push_back(std::move(consignment));
    }
    if (consignments.empty()) {
        message.stages.append({Stage::NextHop, State::NotReached, 0, 0, QStringLiteral("not contacted")});
        co_return Result<>();
    }
    co_await m_courier.cutThrough(message.session.loop, consignments, deadline);

    for (const delivery::Consignment &each : consignments) {
        message.settlement.deliver(each.lines, each.result.outcomes, each.hop.toBytes());
        message.tlsOut = each.result.tls;
        if (each.result.tls.isEncrypted && !each.result.isReused)
            m_recorder.tlsOut(each.hop.toBytes(), QString::fromLatin1(message.id), each.result.tls);
    }
    const smtp::Reply &reply = consignments.front().result.outcomes.first().reply;
    message.note(Stage::NextHop, reply.isPositive() ? State::Passed : reply.isTransient() ? State::Attention : State::Stopped, begin,
                 QString::fromUtf8(reply.toLine()).left(200));

    const QList<int> open = message.settlement.undecided();
    QList<QByteArray> stored;
    for (const delivery::Consignment &each : consignments) {
        QList<int> left;
        std::ranges::copy_if(each.lines, std::back_inserter(left), [&open](int index) { return open.contains(index); });
        if (left.isEmpty())
            continue;
        const Result<QByteArray> queued = co_await m_keeper.queue(message, each, left);
        if (!queued) {
            m_keeper.takeBack(stored, message.quarantined);
            co_return tl::make_unexpected(queued.error());
        }
        stored.append(*queued);
        message.settlement.setFate(left, Fate::Queued);
    }
    m_keeper.letGo(stored);
    co_return Result<>();
}

net::Task<Result<>> Pipeline::reportRefused(MessageCase &message)
{
    const QList<int> indexes = message.settlement.needReport();
    if (indexes.isEmpty())
        co_return Result<>();
    QList<mail::DsnFacts::Failure> failures;
    for (const int index : indexes) {
        const delivery::Settlement::Line &line = message.settlement.lines()[index];
        failures.append({line.path, line.nextHop, line.reply, false});
    }
    const Result<bool> reported = co_await m_keeper.report(message.transaction.envelope, message.octets, message.received, failures);
    if (!reported)
        co_return tl::make_unexpected(reported.error());
    if (*reported)
        message.settlement.setFate(indexes, Fate::Dsn);
    co_return Result<>();
}

/// RFC 3461 5.2.2. It changes nothing for the message: without it the sender only hears nothing.
net::Task<> Pipeline::reportRelayed(const MessageCase &message)
{
    QList<mail::DsnFacts::Failure> relayed;
    for (const delivery::Settlement::Line &line : message.settlement.lines()) {
        if (line.isUnreported && line.fate == Fate::Delivered)
            relayed.append({line.path, line.nextHop, line.reply, false});
    }
    if (relayed.isEmpty())
        co_return;
    const Result<bool> reported = co_await m_keeper.report(message.transaction.envelope, message.octets, message.received, relayed, mail::DsnAction::Relayed);
    if (!reported)
        logStorageFailure(message, "report", reported.error());
}

} // namespace gateway::daemon
