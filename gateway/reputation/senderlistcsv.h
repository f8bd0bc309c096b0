#pragma once

#include "gateway/reputation/senderlists.h"

namespace gateway::reputation {

/// Lists of senders as a table: "action,sender,scope,note", action being allow or block. The first line may name the columns, then their
/// order is free and only action and sender are needed. All or nothing: the error names the first lines that are wrong, and how to mend them.
[[nodiscard]] Result<QList<SenderEntry>> senderEntriesFromCsv(QByteArrayView text);
[[nodiscard]] QByteArray toCsv(const QList<SenderEntry> &entries);

} // namespace gateway::reputation
