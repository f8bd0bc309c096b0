#pragma once

#include "gateway/result.h"

#include <QByteArray>
#include <QList>

namespace gateway::reputation {

/// Tables as text (RFC 4180).

struct CsvRecord {
    int line = 0; ///< On which it begins, from 1.
    QList<QByteArray> fields;
};
inline constexpr qsizetype maxCsvOctets = 16 * 1024 * 1024, maxCsvFields = 20;

/// Lines may end in LF alone; blank ones are passed over, and so is a byte order mark at the front. Error::Kind::Invalid names line and remedy.
[[nodiscard]] Result<QList<CsvRecord>> parseCsv(QByteArrayView text);

/// One record with its CRLF, quoted where it has to be. What a spreadsheet would take for a formula gets an apostrophe in front.
[[nodiscard]] QByteArray csvLine(const QList<QByteArray> &fields);
/// A field without that apostrophe.
[[nodiscard]] QByteArray csvText(const QByteArray &field);

} // namespace gateway::reputation
