#pragma once

#include "gateway/directory/difference.h"
#include "gateway/result.h"

namespace gateway::directory {

/// How one reading of a source ended.
struct ImportRecord {
    enum class Outcome {
        Imported,  ///< The set is in use.
        Unchanged, ///< It is the same as before.
        Pending,   ///< It waits for approval.
        Approved,  ///< A person put the waiting set in use,
        Rejected,  ///< or threw it away.
        Failed,    ///< The source could not be read; the last good set stays in use.
    };
    QDateTime time; ///< UTC
    QByteArray source;
    Outcome outcome = Outcome::Failed;
    qsizetype added = 0, removed = 0, changed = 0;
    QString cause{}; ///< Of Failed.

    friend bool operator==(const ImportRecord &, const ImportRecord &) = default;
};
[[nodiscard]] QByteArrayView toWord(ImportRecord::Outcome outcome); ///< "imported"

/// The last readings of all sources, oldest first.
class ImportHistory
{
public:
    static constexpr qsizetype maxRecords = 100;

    /// Of readings of one source that change nothing, one after another, only the last is kept: a source is read every hour.
    void add(const ImportRecord &record);
    [[nodiscard]] const QList<ImportRecord> &records() const { return m_records; }

    [[nodiscard]] QByteArray toJson() const;
    [[nodiscard]] static Result<ImportHistory> parse(const QByteArray &json);

private:
    QList<ImportRecord> m_records;
};

} // namespace gateway::directory
