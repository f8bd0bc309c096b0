#pragma once

#include "gateway/admin/senderlisttypes.h"

namespace gateway::admin {

/// What an administrator can do with the lists of senders. A part of Administration, with the same rules.
class SenderListAdministration
{
public:
    virtual ~SenderListAdministration() = default;

    [[nodiscard]] virtual Result<Page<SenderListEntry>> entries(const SenderListFilter &filter) = 0;
    /// In place of the same entry, if there is one. Tells what it is in conflict with; it is added all the same.
    [[nodiscard]] virtual Result<QList<SenderListConflict>> add(const SenderListEntry &entry) = 0;
    [[nodiscard]] virtual Result<QList<SenderListConflict>> check(const SenderListEntry &entry) = 0; ///< The same, without adding it.
    [[nodiscard]] virtual Result<> remove(const SenderListEntry &entry) = 0;
    [[nodiscard]] virtual Result<QByteArray> toCsv() = 0;
    /// All or nothing. \a replaces: what is not in the file goes.
    [[nodiscard]] virtual Result<SenderListImport> fromCsv(const QByteArray &csv, bool replaces) = 0;
    [[nodiscard]] virtual Result<SenderListImport> checkCsv(const QByteArray &csv, bool replaces) = 0; ///< What fromCsv() would bring.
};

} // namespace gateway::admin
