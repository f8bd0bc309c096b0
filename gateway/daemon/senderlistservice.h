#pragma once

#include "gateway/admin/senderlistadministration.h"
#include "gateway/reputation/storedsenderlists.h"

namespace gateway::records {
class Audit;
}

namespace gateway::daemon {

/// The part of the administration interface about the lists of senders. Every change is audited.
class SenderListService : public admin::SenderListAdministration
{
public:
    /// Both must outlive it.
    SenderListService(reputation::StoredSenderLists &lists, records::Audit &audit) : m_lists(lists), m_audit(audit) {}

    Result<admin::Page<admin::SenderListEntry>> entries(const admin::SenderListFilter &filter) override;
    Result<QList<admin::SenderListConflict>> add(const admin::SenderListEntry &entry) override;
    Result<QList<admin::SenderListConflict>> check(const admin::SenderListEntry &entry) override;
    Result<> remove(const admin::SenderListEntry &entry) override;
    Result<QByteArray> toCsv() override;
    Result<admin::SenderListImport> fromCsv(const QByteArray &csv, bool replaces) override;
    Result<admin::SenderListImport> checkCsv(const QByteArray &csv, bool replaces) override;

private:
    [[nodiscard]] Result<admin::SenderListImport> imported(const QList<reputation::SenderEntry> &entries, bool replaces) const;

    reputation::StoredSenderLists &m_lists;
    records::Audit &m_audit;
};

} // namespace gateway::daemon
