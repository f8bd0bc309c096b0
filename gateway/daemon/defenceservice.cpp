#include "gateway/daemon/defenceservice.h"

#include "gateway/logrecord.h"
#include "gateway/net/loops.h"
#include "gateway/reasontext.h"
#include "gateway/records/audit.h"
#include "gateway/reputation/blocklistpresets.h"

#include <QLoggingCategory>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcDefence, "postern.defence")

namespace gateway::daemon {
namespace {

using reputation::ClientRuleConflict;
using reputation::ConnectionOutcome;

QString text(const QByteArray &octets) { return QString::fromUtf8(octets); }

admin::DefenceClientRule ruleOf(const reputation::ClientRule &rule)
{
    return {rule.action == reputation::ClientRule::Action::Allow ? u"allow"_s : u"block"_s, text(rule.toText()), rule.note};
}

QString wordOf(ClientRuleConflict::Kind kind)
{
    switch (kind) {
    case ClientRuleConflict::Kind::Duplicate: return u"duplicate"_s;
    case ClientRuleConflict::Kind::Tie: return u"tie"_s;
    case ClientRuleConflict::Kind::Exception: return u"exception"_s;
    }
    return {};
}

QString wordOf(ConnectionOutcome::Action action)
{
    switch (action) {
    case ConnectionOutcome::Action::Accept: return u"accept"_s;
    case ConnectionOutcome::Action::Greylist: return u"greylist"_s;
    case ConnectionOutcome::Action::Defer: return u"defer"_s;
    case ConnectionOutcome::Action::Refuse: return u"refuse"_s;
    }
    return {};
}

admin::BlockListZone zoneOf(const reputation::BlockList &list)
{
    admin::BlockListZone zone{text(list.zone), list.kind == reputation::BlockList::Kind::Allow ? u"allow"_s : u"block"_s, list.isEnabled, list.weight, {}, {}, list.asksText};
    for (const reputation::BlockList::Code &code : list.codes)
        zone.codes.append(text(code.range.toText()) + u'=' + QString::number(code.weight));
    for (const reputation::CodeRange &refusal : list.refusals)
        zone.refusals.append(text(refusal.toText()));
    return zone;
}

QString sentenceOf(const reputation::BlockListNote &note) { return reasonText(reputation::reasonOf(note), Language::English); }

} // namespace

Result<admin::DefenceSettings> DefenceService::settings()
{
    return admin::DefenceSettings::fromJson(m_parts.settings.current()->defenceDocument);
}

Result<> DefenceService::apply(const admin::DefenceSettings &settings)
{
    const auto save = [&]() -> Result<> {
        if (!settings.countryFile.isEmpty()) { // Now, while somebody is there who can mend it.
            const Result<reputation::Countries> countries = reputation::Countries::open(settings.countryFile);
            if (!countries)
                return tl::make_unexpected(countries.error());
            if (!countries->hasFile())
                return failure(Error::Kind::Invalid, u"countryFile: There is no file %1 on the gateway's machine. Put one there first, or leave the name empty."_s.arg(settings.countryFile));
        }
        const Result<int> version = m_parts.settings.applyDefence(settings.toJson(), {});
        return version ? Result<>() : tl::make_unexpected(version.error());
    };
    const Result<> saved = save();
    const Result<> written = m_parts.audit.append({QDateTime::currentDateTimeUtc(), u"administrator"_s, u"defence.put"_s, {},
                                                   {{u"outcome"_s, saved ? u"done"_s : saved.error().message}}}); // threats.md O9
    if (!written)
        qCWarning(lcDefence).noquote() << LogRecord("not-audited").add("action", "defence.put").add("cause", written.error().message).text();
    return saved;
}

Result<QList<admin::DefenceRuleConflict>> DefenceService::conflicts(const admin::DefenceSettings &settings)
{
    const Result<DefenceRules> rules = defenceFromJson(settings.toJson());
    if (!rules)
        return tl::make_unexpected(rules.error());
    QList<admin::DefenceRuleConflict> conflicts;
    for (const ClientRuleConflict &each : rules->clients.conflicts())
        conflicts.append({wordOf(each.kind), ruleOf(each.stronger), ruleOf(each.weaker)});
    return conflicts;
}

Result<admin::DefenceState> DefenceService::state()
{
    const Defence &defence = m_parts.defence;
    const auto force = defence.current();
    admin::DefenceState state;
    state.since = defence.since();
    state.isStressed = m_parts.server.isUnderStress();
    state.accepted = defence.accepted();
    state.knownClients = m_parts.defence.history().count();
    state.historyOctets = m_parts.defence.history().octets();
    state.hasCountryFile = force->countries.hasFile();
    state.asksDns = m_parts.asksDns;
    for (const DefenceCount &count : defence.counts()) {
        const auto &[refused, deferred, greylisted, warned, observed] = count.effects;
        state.counts.append({text(count.rule), {}, refused, deferred, greylisted, warned, observed});
        if (count.rule == "connection.rule-rates")
            state.rateRefusals = refused + deferred;
    }
    for (const reputation::BlockListNote &note : defence.notes())
        state.notes.append(sentenceOf(note));
    if (!force->problem.isEmpty())
        state.notes.append(force->problem);
    state.notes += defence.problems();
    return state;
}

Result<QList<admin::BlockListPreset>> DefenceService::presets()
{
    QList<admin::BlockListPreset> presets;
    for (const reputation::BlockListPreset &each : reputation::blockListPresets())
        presets.append({zoneOf(each.list), each.title, each.terms});
    return presets;
}

Result<QList<admin::BlockListState>> DefenceService::checkLists()
{
    if (!m_parts.asksDns)
        return failure(Error::Kind::Invalid, u"The DNS is not asked here, so no list can be checked. Switch it on with dns.use, or name the servers to ask with dns.forwarders."_s);
    const auto force = m_parts.defence.current();
    QList<admin::BlockListState> states;
    for (const reputation::BlockList &list : force->rules->blockLists) {
        if (!list.isEnabled)
            continue;
        const auto notes = boost::asio::co_spawn(m_parts.loops.at(0), m_parts.door.test(list), boost::asio::use_future).get();
        admin::BlockListState state{text(list.zone), notes && notes->isEmpty(), {}};
        for (const reputation::BlockListNote &note : notes.value_or(QList<reputation::BlockListNote>()))
            state.problems.append(sentenceOf(note));
        states.append(state);
    }
    return states;
}

Result<admin::DefenceExplanation> DefenceService::explain(const QString &client, const QString &helo)
{
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(client.trimmed().toStdString(), error);
    if (error)
        return failure(Error::Kind::Invalid, u"“%1” is not an address. Write for example 192.0.2.1."_s.arg(client));
    const std::optional<QByteArray> said = helo.isEmpty() ? std::nullopt : std::optional(helo.toUtf8().left(255));
    const Doorkeeper::Explanation found = boost::asio::co_spawn(m_parts.loops.at(0), m_parts.door.explain(address, said), boost::asio::use_future).get();
    const reputation::ConnectionDecision &decision = found.decision;
    admin::DefenceExplanation explanation{client.trimmed(), helo, wordOf(decision.outcome.action), text(decision.outcome.rule), {}, decision.reasons, {},
                                          text(found.verifiedName), text(found.country)};
    std::ranges::stable_sort(explanation.reasons, std::greater(), [](const Reason &reason) { return std::abs(reason.points); });
    if (decision.reply.code != 0)
        explanation.reply = text(reputation::withReference(decision.reply, "(that of the record)").toLine());
    const std::optional<ConnectionOutcome> &other = decision.observed ? decision.observed : decision.warned;
    if (other && other->action != decision.outcome.action)
        explanation.wouldBe = wordOf(other->action);
    return explanation;
}

} // namespace gateway::daemon
