#include "gateway/daemon/doorkeeper.h"

#include "gateway/reasontext.h"
#include "gateway/reputation/reasons.h"

#include <QLoggingCategory>
#include <QMutexLocker>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcDoor, "postern.door")

namespace gateway::daemon {
namespace {

using GuardAction = directory::HarvestGuard::Action;
using policy::Mode;
using reputation::ClientRule;
using reputation::ConnectionOutcome;
using reputation::HistorySubject;
using reputation::Outcome;
using reputation::Rates;

constexpr char ratesRule[] = "connection.rule-rates", harvestRule[] = "connection.rule-harvest", greylistRule[] = "connection.rule-greylist";

directory::HarvestGuard::Limits limitsOf(int refuseAfter)
{
    directory::HarvestGuard::Limits limits;
    constexpr int clientsOfNetwork = 4; // A network is more than one client, and less than all of them.
    limits.refuseClient = std::max(refuseAfter, 1);
    limits.delayClient = std::max(limits.refuseClient * 2 / 5, 1);
    limits.refuseNetwork = limits.refuseClient * clientsOfNetwork;
    limits.delayNetwork = limits.refuseNetwork / 2;
    limits.tightenAt = limits.refuseClient * 20; // A botnet: more than all the slips of a day.
    limits.refuseWhenTight = std::max(limits.refuseClient / 8, 1);
    return limits;
}

const smtp::Reply tooManyGuesses{421, 7, 0, "Too many unknown recipients, try again later"};

std::chrono::sys_seconds wallClock() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

ClientCheck *checkOf(const net::SessionInfo &session) { return static_cast<ClientCheck *>(session.memory.get()); } // From begin(), below.

smtp::Reply withReference(const smtp::Reply &reply, const QByteArray &reference)
{
    smtp::Reply referenced = reputation::withReference(reply, reference);
    if (referenced.text == reply.text)
        referenced.text += "; reference: " + reference;
    return referenced;
}

bool hasGoodName(const ClientCheck &check) { return check.standing() != Rates::Standing::Unknown; }

Reason harvestReason(const boost::asio::ip::address &client)
{
    return reputation::makeReason("connection.harvest", {{u"client"_s, QString::fromStdString(client.to_string())}});
}

/// "Orders <orders@partner.example>", the way the scanner gives an author.
smtp::Mailbox authorOf(const QString &headerFrom)
{
    const QByteArray text = headerFrom.toUtf8();
    const qsizetype open = text.lastIndexOf('<'), close = text.lastIndexOf('>');
    const QByteArrayView address = open >= 0 && close > open ? QByteArrayView(text).sliced(open + 1, close - open - 1) : QByteArrayView(text).trimmed();
    return smtp::parseMailbox(address, smtp::Utf8::Allowed).value_or(smtp::Mailbox());
}

/// Whom the message is from, as far as that is proved, and its first recipient.
HistorySubject subjectOf(const MessageCase &message, const boost::asio::ip::address &client)
{
    HistorySubject subject{client};
    const smtp::Envelope &envelope = message.transaction.envelope;
    if (!envelope.recipients.isEmpty())
        subject.recipient = envelope.recipients.first().mailbox;
    if (message.authentication) {
        const auth::DmarcCheck &dmarc = message.authentication->dmarc;
        const bool isProved = dmarc.status == auth::DmarcCheck::Status::Pass || dmarc.isSpfAligned || dmarc.isDkimAligned;
        if (isProved && !dmarc.authorDomain.isEmpty()) {
            const smtp::Mailbox author = authorOf(message.findings.headerFrom);
            subject.isAuthenticated = true;
            subject.domain = dmarc.authorDomain;
            if (author.domainKey() == dmarc.authorDomain)
                subject.sender = author;
            return subject;
        }
    }
    subject.sender = envelope.reversePath;
    subject.domain = envelope.reversePath.domainKey();
    return subject;
}

std::optional<Outcome> outcomeOf(const MessageCase &message)
{
    if (!message.isAnalysed)
        return {};
    switch (message.assessment.messageClass) {
    case MessageClass::Virus: return Outcome::Virus;
    case MessageClass::Spam: case MessageClass::Phishing: case MessageClass::Impersonation: return Outcome::Spam;
    case MessageClass::Clean: case MessageClass::Graymail: break;
    case MessageClass::Policy: case MessageClass::Unscannable: return {};
    }
    const Fate fate = message.settlement.overallFate();
    return fate == Fate::Delivered || fate == Fate::Queued ? std::optional(Outcome::Accepted) : std::nullopt;
}

} // namespace

Doorkeeper::Doorkeeper(DoorkeeperConfig config, Defence &defence, LiveSettings &settings, Learn learn, Recorder &recorder)
    : m_config(std::move(config)), m_defence(defence), m_settings(settings), m_learn(std::move(learn)), m_recorder(recorder), m_guardLimit(harvestLimit()),
      m_guard(std::make_unique<directory::HarvestGuard>(limitsOf(m_guardLimit)))
{
}

int Doorkeeper::harvestLimit() const { return m_config.refuseAfter.value_or(m_defence.current()->rules->harvestLimit); }

Rates::Standing Doorkeeper::standingOf(const boost::asio::ip::address &client) const
{
    const auto force = m_defence.current();
    const ClientRule *rule = force->rules->strictness.ownLists == Mode::Enforce ? force->rules->clients.find({client}) : nullptr;
    if (rule)
        return rule->action == ClientRule::Action::Allow ? Rates::Standing::Partner : Rates::Standing::Unknown;
    return m_defence.history().standing({client}, wallClock()).isKnown ? Rates::Standing::Known : Rates::Standing::Unknown;
}

std::shared_ptr<net::SessionMemory> Doorkeeper::begin(const net::SessionInfo &session)
{
    boost::system::error_code error;
    const auto client = boost::asio::ip::make_address(session.clientAddress.constData(), error);
    if (error || !isJudged(client))
        return {};
    return std::make_shared<ClientCheck>(m_defence.current(), m_learn, reputation::unmapped(client), standingOf(client));
}

smtp::Reply Doorkeeper::refuse(const Step &step, const QByteArray &rule, const smtp::Reply &reply, const QList<Reason> &reasons)
{
    const QByteArray id = records::newMessageId();
    RefusalBook::Place place;
    {
        const QMutexLocker lock(&m_mutex);
        place = m_book.enter(step.session.clientAddress, rule, id, smtp::Clock::now());
    }
    const smtp::Reply referenced = withReference(reply, place.id);
    m_recorder.refused(step.session, {place.id, place.isOwn, rule, referenced, reasons, step.envelope, step.recipient});
    return referenced;
}

/// A check that is not enforced.
void Doorkeeper::observe(ClientCheck &check, Mode mode, const QByteArray &rule, const Reason &reason)
{
    m_defence.count(rule, mode == Mode::Warn ? DefenceEffect::Warned : DefenceEffect::Observed);
    check.addReason(reason);
    if (mode == Mode::Warn)
        check.warn(rule);
}

/// Under stress those of whom nothing is known have a quarter of what they may do else (threats.md R4).
std::optional<smtp::Reply> Doorkeeper::rated(ClientCheck &check, const Step &step, What what)
{
    constexpr int stressCount = 4;
    const int count = check.standing() == Rates::Standing::Unknown && m_isUnderStress() ? stressCount : 1;
    const Rates::Admission admission = check.force().rates->take(check.client(), what, check.standing(), smtp::Clock::now(), count);
    if (admission.isGranted)
        return {};
    const Mode mode = check.force().rules->rates;
    if (mode != Mode::Enforce) {
        observe(check, mode, ratesRule, admission.reason());
        return {};
    }
    m_defence.count(ratesRule, DefenceEffect::Deferred);
    return refuse(step, ratesRule, admission.reply(), {admission.reason()});
}

std::optional<smtp::Reply> Doorkeeper::guarded(ClientCheck &check, const Step &step)
{
    if (harvestLimit() <= 0)
        return {};
    {
        const QMutexLocker lock(&m_mutex);
        if (m_guard->action(check.client(), smtp::Clock::now(), hasGoodName(check)) != GuardAction::Refuse)
            return {};
    }
    const Mode mode = check.force().rules->harvestGuard;
    const Reason reason = harvestReason(check.client());
    if (mode != Mode::Enforce) {
        observe(check, mode, harvestRule, reason);
        return {};
    }
    m_defence.count(harvestRule, DefenceEffect::Refused);
    return refuse(step, harvestRule, tooManyGuesses, {reason});
}

net::Task<std::optional<smtp::Reply>> Doorkeeper::connected(const net::SessionInfo &session)
{
    ClientCheck *const check = checkOf(session);
    if (!check)
        co_return std::nullopt;
    const Step step{session};
    if (const auto decision = check->decideAtConnect()) {
        tell(*check, *decision);
        if (decision->outcome.action == ConnectionOutcome::Action::Refuse) {
            m_defence.count(decision->outcome.rule, DefenceEffect::Refused);
            co_return refuse(step, decision->outcome.rule, decision->reply, decision->reasons);
        }
    }
    if (std::optional<smtp::Reply> refusal = guarded(*check, step))
        co_return refusal;
    if (std::optional<smtp::Reply> refusal = rated(*check, step, What::Connections))
        co_return refusal;
    m_defence.countAccepted();
    const auto home = co_await boost::asio::this_coro::executor;
    check->start(home);
    const bool waits = check->standing() == Rates::Standing::Unknown && check->force().rules->strictness.level >= reputation::Strictness::Standard
        && m_config.greetingDelay.count() > 0 && !m_isUnderStress();
    if (waits) {
        boost::asio::steady_timer timer(home, m_config.greetingDelay);
        co_await timer.async_wait(net::asTuple);
    }
    co_return std::nullopt;
}

/// What would have happened, were more enforced.
void Doorkeeper::tell(ClientCheck &check, const reputation::ConnectionDecision &decision)
{
    const auto isAgainst = [](const std::optional<ConnectionOutcome> &outcome) { return outcome && outcome->action != ConnectionOutcome::Action::Accept; };
    if (isAgainst(decision.warned)) {
        m_defence.count(decision.warned->rule, DefenceEffect::Warned);
        check.warn(decision.warned->rule);
    }
    if (isAgainst(decision.observed))
        m_defence.count(decision.observed->rule, DefenceEffect::Observed);
}

net::Task<std::optional<smtp::Reply>> Doorkeeper::mail(const net::SessionInfo &session, const smtp::Envelope &envelope)
{
    ClientCheck *const check = checkOf(session);
    if (!check)
        co_return std::nullopt;
    check->beginTransaction();
    if (std::optional<smtp::Reply> refusal = rated(*check, {session, &envelope}, What::Messages))
        co_return refusal;
    const ClientCheck::Own own = this->own();
    const std::optional<QByteArray> helo = session.helo;
    co_await check->conclude(helo, own);
    const HistorySubject subject{check->client(), envelope.reversePath.domainKey(), false, envelope.reversePath, {}};
    check->judge(m_defence.history().standing(subject, wallClock()), subject);
    for (const reputation::BlockListNote &note : check->facts().blockLists.notes)
        m_defence.note(note);
    tell(*check, check->decision());
    co_return std::nullopt;
}

std::optional<smtp::Reply> Doorkeeper::recipient(const net::SessionInfo &session, const smtp::Envelope &envelope, const smtp::ForwardPath &path)
{
    ClientCheck *const check = checkOf(session);
    if (!check)
        return {};
    const Step step{session, &envelope, &path.mailbox};
    const reputation::ConnectionDecision &decision = check->decision();
    const bool isRefused = decision.outcome.action == ConnectionOutcome::Action::Refuse;
    if (isRefused || decision.outcome.action == ConnectionOutcome::Action::Defer) {
        if (check->beginRefusal())
            m_defence.count(decision.outcome.rule, isRefused ? DefenceEffect::Refused : DefenceEffect::Deferred);
        return refuse(step, decision.outcome.rule, decision.reply, decision.reasons);
    }
    return rated(*check, step, What::Recipients);
}

std::optional<smtp::Reply> Doorkeeper::greylisted(const net::SessionInfo &session, const smtp::Envelope &envelope, const smtp::ForwardPath &path)
{
    ClientCheck *const check = checkOf(session);
    if (!check || check->decision().outcome.action != ConnectionOutcome::Action::Greylist)
        return {};
    const std::chrono::seconds wait = m_defence.greylist().check(check->client(), envelope.reversePath, path.mailbox, wallClock());
    if (wait.count() <= 0)
        return {};
    m_defence.count(greylistRule, DefenceEffect::Greylisted);
    const Reason greylisted = reputation::makeReason("connection.greylisted", {{u"wait"_s, QString::number(qint64(wait.count()))}});
    return refuse({session, &envelope, &path.mailbox}, greylistRule, reputation::Greylist::reply(wait), check->decision().reasons + QList<Reason>{greylisted});
}

net::Task<smtp::Reply> Doorkeeper::unknownRecipient(const net::SessionInfo &session, const smtp::Mailbox &recipient, smtp::Reply reply)
{
    ClientCheck *const check = checkOf(session);
    if (!check)
        co_return reply;
    m_defence.history().note({check->client()}, Outcome::UnknownRecipient, wallClock());
    const int limit = harvestLimit();
    if (limit <= 0)
        co_return reply;
    GuardAction before = GuardAction::None, action = GuardAction::None;
    {
        const QMutexLocker lock(&m_mutex);
        if (limit != m_guardLimit) { // The settings have changed: counting begins anew.
            m_guardLimit = limit;
            m_guard = std::make_unique<directory::HarvestGuard>(limitsOf(limit));
        }
        before = m_guard->action(check->client(), smtp::Clock::now(), hasGoodName(*check));
        action = m_guard->addUnknown(check->client(), recipient.toBytes(), smtp::Clock::now(), hasGoodName(*check));
    }
    const Mode mode = check->force().rules->harvestGuard;
    const bool isFirst = action == GuardAction::Refuse && before != GuardAction::Refuse;
    if (isFirst) {
        qCWarning(lcDoor).noquote() << LogRecord("harvest").add("client", session.clientAddress).add("session", session.sessionId).text();
        const QString client = QString::fromLatin1(session.clientAddress);
        m_recorder.health(mode == Mode::Enforce ? u"%1 tried out so many recipients who do not exist that it is refused for an hour."_s.arg(client)
                                                : u"%1 tried out many recipients who do not exist. It is not refused, for the harvest guard is not enforced."_s.arg(client), false);
    }
    if (mode != Mode::Enforce) {
        if (isFirst)
            observe(*check, mode, harvestRule, harvestReason(check->client()));
        co_return reply;
    }
    if (action == GuardAction::None)
        co_return reply;
    const auto home = co_await boost::asio::this_coro::executor;
    boost::asio::steady_timer timer(home, m_config.delay);
    co_await timer.async_wait(net::asTuple);
    if (action != GuardAction::Refuse)
        co_return reply;
    m_defence.count(harvestRule, DefenceEffect::Refused);
    co_return tooManyGuesses;
}

net::Task<Doorkeeper::Explanation> Doorkeeper::explain(const boost::asio::ip::address &client, const std::optional<QByteArray> &helo)
{
    const boost::asio::ip::address address = reputation::unmapped(client);
    const auto check = std::make_shared<ClientCheck>(m_defence.current(), m_learn, address, standingOf(address));
    const ClientCheck::Own own = this->own();
    co_await check->conclude(helo, own);
    const HistorySubject subject{address};
    check->judge(m_defence.history().standing(subject, wallClock()), subject);
    co_return Explanation{check->decision(), check->facts().names.verifiedName, check->force().countries.of(address)};
}

net::Task<std::optional<QList<reputation::BlockListNote>>> Doorkeeper::test(const reputation::BlockList &list)
{
    dns::KnownAnswers answers;
    const smtp::Clock::time_point deadline = smtp::Clock::now() + ClientCheck::patience;
    std::optional<QList<reputation::BlockListNote>> notes;
    while (m_learn && !notes) {
        notes = reputation::checkBlockList(list, answers);
        if (!notes)
            co_await m_learn(answers, deadline);
    }
    co_return notes;
}

net::Task<> Doorkeeper::testLists()
{
    const auto force = m_defence.current();
    for (const reputation::BlockList &list : force->rules->blockLists) {
        if (!list.isEnabled)
            continue;
        const std::optional<QList<reputation::BlockListNote>> notes = co_await test(list);
        if (!notes)
            co_return;
        const bool wasWell = std::ranges::none_of(m_defence.notes(), [&list](const auto &note) { return note.zone == list.zone; });
        m_defence.forget(list.zone);
        if (notes->isEmpty())
            continue;
        m_defence.note(notes->first());
        if (wasWell)
            m_recorder.health(reasonText(reputation::reasonOf(notes->first()), Language::English), false);
    }
}

void Doorkeeper::testify(MessageCase &message) const
{
    const ClientCheck *const check = checkOf(message.session);
    if (!check)
        return;
    const HistorySubject subject = subjectOf(message, check->client());
    const reputation::Standing standing = m_defence.history().standing(subject, wallClock());
    reputation::ConnectionFacts facts = check->facts();
    facts.history = standing.sum();
    facts.historyReasons = standing.reasons(subject);
    double sum = 0;
    for (const Reason &reason : facts.historyReasons)
        sum += reason.points;
    if (std::abs(sum) > std::abs(facts.history)) { // Together they say no more than the bounded sum (threats.md P15).
        for (Reason &reason : facts.historyReasons)
            reason.points *= std::abs(facts.history / sum);
    }
    message.findings.reasons += reputation::decide(facts, check->force().rules->strictness).reasons + check->extraReasons();
    if (!check->warnings().isEmpty()) {
        admin::StageRecord &stage = message.stages.first();
        stage.state = admin::StageRecord::State::Attention;
        stage.note += u", would be refused: "_s + QString::fromLatin1(check->warnings().first());
    }
}

QList<QByteArray> Doorkeeper::warnings(const net::SessionInfo &session) const
{
    const ClientCheck *const check = checkOf(session);
    return check ? check->warnings() : QList<QByteArray>();
}

void Doorkeeper::finished(const MessageCase &message)
{
    const ClientCheck *const check = checkOf(message.session);
    if (!check)
        return;
    if (const std::optional<Outcome> outcome = outcomeOf(message))
        m_defence.history().note(subjectOf(message, check->client()), *outcome, wallClock());
}

void Doorkeeper::keepHouse()
{
    QList<RefusalBook::Repeated> repeated;
    {
        const QMutexLocker lock(&m_mutex);
        repeated = m_book.takeRepeated(smtp::Clock::now());
    }
    for (const RefusalBook::Repeated &each : repeated)
        m_recorder.remarked(QString::fromLatin1(each.id), u"%1 more refusals like this one followed within a minute."_s.arg(each.count));
}

void Doorkeeper::setOwnAddresses(const QList<boost::asio::ip::address> &addresses)
{
    const QMutexLocker lock(&m_mutex);
    m_ownAddresses = addresses;
}

ClientCheck::Own Doorkeeper::own() const
{
    ClientCheck::Own own{{m_config.hostName}, {}};
    for (const admin::Domain &domain : m_settings.current()->domains)
        own.names.append(domain.name.toUtf8());
    const QMutexLocker lock(&m_mutex);
    own.addresses = m_ownAddresses;
    return own;
}

QList<directory::HarvestGuard::Suspect> Doorkeeper::suspects(int limit)
{
    const QMutexLocker lock(&m_mutex);
    return m_guard->suspects(limit, smtp::Clock::now(), QDateTime::currentDateTimeUtc());
}

} // namespace gateway::daemon
