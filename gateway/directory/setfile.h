#pragma once

#include "gateway/directory/recipient.h"
#include "gateway/result.h"

namespace gateway::directory {

/// What a source held when it was read.
struct SourceSet {
    QByteArray source; ///< Its id.
    QDateTime read;    ///< UTC
    QList<Entry> entries;
};

/// The set as a file: lines of text with a version, the names of the columns and a checksum over all before it. Read with parseSet() it is
/// the same again.
[[nodiscard]] QByteArray setToBytes(const SourceSet &set);
/// Fails on any deviation: a set that is damaged must not look like a shorter list of recipients.
[[nodiscard]] Result<SourceSet> parseSet(QByteArrayView file);
/// The last line of a file that begins with \a content.
[[nodiscard]] QByteArray checksumLine(QByteArrayView content);

} // namespace gateway::directory
