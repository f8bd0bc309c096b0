#pragma once

#include "gateway/directory/entrylist.h"

namespace gateway::directory {

/// Reads recipients from a CSV file: one address per line, or a header row with the names address, aliases, name, groups, important and
/// disabled in any order. Comma, semicolon or tab separate the columns; within the columns aliases and groups, a comma or semicolon separates
/// several (aliases also a blank). The error names the line. \a source is the id that the entries get.
[[nodiscard]] Result<Import> readCsv(QByteArrayView file, const QByteArray &source, EntryLimits limits = {});

} // namespace gateway::directory
