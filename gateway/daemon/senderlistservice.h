#pragma once

#include "gateway/admin/senderlistadministration.h"

namespace gateway::daemon {

/// The part of the administration interface about the lists of senders.
class SenderListService : public admin::SenderListAdministration
{
public:
    Result<admin::Page<admin::SenderListEntry>> entries(const admin::SenderListFilter &filter) override;
    Result<QList<admin::SenderListConflict>> add(const admin::SenderListEntry &entry) override;
    Result<QList<admin::SenderListConflict>> check(const admin::SenderListEntry &entry) override;
    Result<> remove(const admin::SenderListEntry &entry) override;
    Result<QByteArray> toCsv() override;
    Result<admin::SenderListImport> fromCsv(const QByteArray &csv, bool replaces) override;
};

} // namespace gateway::daemon
