#include "gateway/admin/directorytypes.h"

#include "gateway/admin/described.h"

namespace gateway::admin {

using described::readMembers, described::writeMembers;

BOOST_DESCRIBE_STRUCT(DirectorySource, (),
                      (id, kind, preset, servers, tls, verifiesCertificate, caFile, bindName, password, hasPassword, base,
                       filter, addressAttributes, nameAttributes, groupsAttribute, importantGroups, file, intervalMinutes,
                       maxRemovedPercent))
BOOST_DESCRIBE_STRUCT(DirectorySourceState, (),
                      (source, isReading, lastRead, lastGood, outcome, cause, entries, hasPending, pendingAdded, pendingRemoved,
                       pendingChanged))
BOOST_DESCRIBE_STRUCT(DirectoryEntry, (), (address, aliases, name, groups, isImportant, isDisabled, source, firstSeen))
BOOST_DESCRIBE_STRUCT(DirectoryChange, (), (kind, before, after))
BOOST_DESCRIBE_STRUCT(DirectoryDifference, (), (source, added, removed, changed, changes, isPending, notes))
BOOST_DESCRIBE_STRUCT(DirectoryPreview, (), (server, count, first, skipped, notes, warnings))
BOOST_DESCRIBE_STRUCT(DirectoryImport, (), (time, source, outcome, added, removed, changed, cause))
BOOST_DESCRIBE_STRUCT(DirectoryLookup, (), (address, status, entry, isTagged, isFlagged, reply))
BOOST_DESCRIBE_STRUCT(DirectoryFilter, (), (text, domain, source, offset, limit))
BOOST_DESCRIBE_STRUCT(HarvestGuess, (), (recipient, time))
BOOST_DESCRIBE_STRUCT(HarvestSuspect, (), (client, count, isRefused, guesses))

QJsonObject DirectorySource::toJson() const { return writeMembers(*this); }
DirectorySource DirectorySource::fromJson(const QJsonObject &object) { return readMembers<DirectorySource>(object); }
QJsonObject DirectorySourceState::toJson() const { return writeMembers(*this); }
DirectorySourceState DirectorySourceState::fromJson(const QJsonObject &object) { return readMembers<DirectorySourceState>(object); }
QJsonObject DirectoryEntry::toJson() const { return writeMembers(*this); }
DirectoryEntry DirectoryEntry::fromJson(const QJsonObject &object) { return readMembers<DirectoryEntry>(object); }
QJsonObject DirectoryChange::toJson() const { return writeMembers(*this); }
DirectoryChange DirectoryChange::fromJson(const QJsonObject &object) { return readMembers<DirectoryChange>(object); }
QJsonObject DirectoryDifference::toJson() const { return writeMembers(*this); }
DirectoryDifference DirectoryDifference::fromJson(const QJsonObject &object) { return readMembers<DirectoryDifference>(object); }
QJsonObject DirectoryPreview::toJson() const { return writeMembers(*this); }
DirectoryPreview DirectoryPreview::fromJson(const QJsonObject &object) { return readMembers<DirectoryPreview>(object); }
QJsonObject DirectoryImport::toJson() const { return writeMembers(*this); }
DirectoryImport DirectoryImport::fromJson(const QJsonObject &object) { return readMembers<DirectoryImport>(object); }
QJsonObject DirectoryLookup::toJson() const { return writeMembers(*this); }
DirectoryLookup DirectoryLookup::fromJson(const QJsonObject &object) { return readMembers<DirectoryLookup>(object); }
QJsonObject DirectoryFilter::toJson() const { return writeMembers(*this); }
DirectoryFilter DirectoryFilter::fromJson(const QJsonObject &object) { return readMembers<DirectoryFilter>(object); }
QJsonObject HarvestGuess::toJson() const { return writeMembers(*this); }
HarvestGuess HarvestGuess::fromJson(const QJsonObject &object) { return readMembers<HarvestGuess>(object); }
QJsonObject HarvestSuspect::toJson() const { return writeMembers(*this); }
HarvestSuspect HarvestSuspect::fromJson(const QJsonObject &object) { return readMembers<HarvestSuspect>(object); }

} // namespace gateway::admin
