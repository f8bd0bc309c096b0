#pragma once

#include "gateway/result.h"

#include <QByteArrayView>

namespace gateway::directory {

/// Checks that an administrator's file is text in UTF-8 and returns it without the byte order mark. The error names the line and says how
/// to save the file: whoever has Latin-1 or UTF-16 got it from a spreadsheet.
[[nodiscard]] Result<QByteArrayView> utf8Text(QByteArrayView file);

inline constexpr qsizetype maxFileSize = 256 * 1024 * 1024; ///< Of a file with recipients, in octets.

} // namespace gateway::directory
