#include "gateway/admin/senderlisttypes.h"

#include "gateway/admin/described.h"

namespace gateway::admin {

using described::readMembers, described::writeMembers;

BOOST_DESCRIBE_STRUCT(SenderListEntry, (), (action, sender, scope, note, added))
BOOST_DESCRIBE_STRUCT(SenderListConflict, (), (kind, stronger, weaker))
BOOST_DESCRIBE_STRUCT(SenderListFilter, (), (text, action, offset, limit))
BOOST_DESCRIBE_STRUCT(SenderListImport, (), (entries, added, removed, conflicts))

QJsonObject SenderListEntry::toJson() const { return writeMembers(*this); }
SenderListEntry SenderListEntry::fromJson(const QJsonObject &object) { return readMembers<SenderListEntry>(object); }
QJsonObject SenderListConflict::toJson() const { return writeMembers(*this); }
SenderListConflict SenderListConflict::fromJson(const QJsonObject &object) { return readMembers<SenderListConflict>(object); }
QJsonObject SenderListFilter::toJson() const { return writeMembers(*this); }
SenderListFilter SenderListFilter::fromJson(const QJsonObject &object) { return readMembers<SenderListFilter>(object); }
QJsonObject SenderListImport::toJson() const { return writeMembers(*this); }
SenderListImport SenderListImport::fromJson(const QJsonObject &object) { return readMembers<SenderListImport>(object); }

} // namespace gateway::admin
