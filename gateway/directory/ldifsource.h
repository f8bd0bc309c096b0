#pragma once

#include "gateway/directory/attributemapping.h"
#include "gateway/directory/entrylist.h"

namespace gateway::directory {

/// Reads recipients from an LDIF file, such as an export of a directory. Objects without an address are skipped; an address that is none
/// is skipped and noted. The error names the line. \a source is the id that the entries get.
[[nodiscard]] Result<Import> readLdif(QByteArrayView file, const AttributeMapping &mapping, const QByteArray &source, const QDateTime &now,
                                      EntryLimits limits = {});

} // namespace gateway::directory
