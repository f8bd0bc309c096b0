#include "gateway/admin/defencetypes.h"

#include "gateway/admin/described.h"

namespace gateway::admin {

using described::readMembers, described::writeMembers;

BOOST_DESCRIBE_STRUCT(BlockListZone, (), (zone, kind, isEnabled, weight, codes, refusals, asksText))
BOOST_DESCRIBE_STRUCT(BlockListPreset, (), (list, title, terms))
BOOST_DESCRIBE_STRUCT(BlockListState, (), (zone, works, problems))
BOOST_DESCRIBE_STRUCT(DefenceClientRule, (), (action, client, note))
BOOST_DESCRIBE_STRUCT(DefenceRuleConflict, (), (kind, stronger, weaker))
BOOST_DESCRIBE_STRUCT(DefenceRates, (), (connectionsPerMinute, messagesPerMinute, recipientsPerHour))
BOOST_DESCRIBE_STRUCT(DefenceSettings, (),
                      (strictness, ownLists, blockLists, history, reverseName, helo, rates, harvestGuard, harvestLimit,
                       defersNotKnown, isGreylisting, countryFile, blockListZones, clientRules, unknownRates, knownRates,
                       partnerRates))
BOOST_DESCRIBE_STRUCT(DefenceCount, (), (rule, name, refused, deferred, greylisted, warned, observed))
BOOST_DESCRIBE_STRUCT(DefenceState, (),
                      (since, isStressed, accepted, rateRefusals, knownClients, historyOctets, hasCountryFile, asksDns, counts,
                       notes))
BOOST_DESCRIBE_STRUCT(DefenceExplanation, (), (client, helo, action, rule, reply, reasons, wouldBe, verifiedName, country))

QJsonObject BlockListZone::toJson() const { return writeMembers(*this); }
BlockListZone BlockListZone::fromJson(const QJsonObject &object) { return readMembers<BlockListZone>(object); }
QJsonObject BlockListPreset::toJson() const { return writeMembers(*this); }
BlockListPreset BlockListPreset::fromJson(const QJsonObject &object) { return readMembers<BlockListPreset>(object); }
QJsonObject BlockListState::toJson() const { return writeMembers(*this); }
BlockListState BlockListState::fromJson(const QJsonObject &object) { return readMembers<BlockListState>(object); }
QJsonObject DefenceClientRule::toJson() const { return writeMembers(*this); }
DefenceClientRule DefenceClientRule::fromJson(const QJsonObject &object) { return readMembers<DefenceClientRule>(object); }
QJsonObject DefenceRuleConflict::toJson() const { return writeMembers(*this); }
DefenceRuleConflict DefenceRuleConflict::fromJson(const QJsonObject &object) { return readMembers<DefenceRuleConflict>(object); }
QJsonObject DefenceRates::toJson() const { return writeMembers(*this); }
DefenceRates DefenceRates::fromJson(const QJsonObject &object) { return readMembers<DefenceRates>(object); }
QJsonObject DefenceSettings::toJson() const { return writeMembers(*this); }
DefenceSettings DefenceSettings::fromJson(const QJsonObject &object) { return readMembers<DefenceSettings>(object); }
QJsonObject DefenceCount::toJson() const { return writeMembers(*this); }
DefenceCount DefenceCount::fromJson(const QJsonObject &object) { return readMembers<DefenceCount>(object); }
QJsonObject DefenceState::toJson() const { return writeMembers(*this); }
DefenceState DefenceState::fromJson(const QJsonObject &object) { return readMembers<DefenceState>(object); }
QJsonObject DefenceExplanation::toJson() const { return writeMembers(*this); }
DefenceExplanation DefenceExplanation::fromJson(const QJsonObject &object) { return readMembers<DefenceExplanation>(object); }

} // namespace gateway::admin
