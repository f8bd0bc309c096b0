#pragma once

#include "gateway/directory/recipient.h"
#include "gateway/result.h"

#include <QHash>

namespace gateway::directory {

/// What a source may hold (threats.md I8): a broken or hostile one must not take all memory.
struct EntryLimits {
    qsizetype entries = 1'000'000;
    qsizetype octets = 512 * 1024 * 1024; ///< That all entries take, more or less.
    qsizetype aliases = 1'000;            ///< Of one entry.
    qsizetype groups = 1'000;             ///< Of one entry; those beyond are left out and noted.
};

/// What a source was read as.
struct Import {
    QList<Entry> entries;
    qint64 skipped = 0;       ///< Objects and addresses of no use, such as those without an address.
    QStringList notes;        ///< About them, the first few.
};

/// Collects what a source lists: checks the addresses, joins what is listed twice, shares equal group names.
class EntryList
{
public:
    explicit EntryList(QByteArray source, EntryLimits limits = {});

    /// Takes an entry whose addresses are still as the source wrote them. Fails with a sentence about the first one that is no address,
    /// and with one about the limit. An address that was there before: the two entries become one, which is disabled only if both are.
    [[nodiscard]] Result<> add(Entry entry);
    /// The same, but leaves out what is no address and notes it under \a name: one slip among the accounts of a directory must not keep
    /// all the others from being known.
    [[nodiscard]] Result<> addSound(Entry entry, QStringView name);
    void skip(const QString &note);

    [[nodiscard]] Import take();

private:
    [[nodiscard]] Result<> put(Entry entry);
    [[nodiscard]] Result<> count(const Entry &entry);
    void join(Entry &entry, const Entry &other);
    [[nodiscard]] QString shared(const QString &group);

    const QByteArray m_source;
    const EntryLimits m_limits;
    Import m_import;
    qsizetype m_octets = 0;
    QHash<QByteArray, qsizetype> m_positions; ///< By the key of the primary address.
    QHash<QString, QString> m_groups;
};

} // namespace gateway::directory
