#pragma once

#include "gateway/delivery/spoolfile.h"
#include "gateway/reason.h"

#include <memory>

namespace gateway::store {
class Database;
}

namespace gateway::quarantine {

struct Entry {
    QByteArray id;
    QDateTime received, expires;
    QByteArray reversePath;
    QList<QByteArray> recipients;  ///< Those it is held for.
    QString headerFrom, subject, rule;
    MessageClass messageClass = MessageClass::Spam;
    double score = 0;
    qint64 size = 0;
    bool isForAdministratorOnly = false;
    QList<Reason> reasons;
};

struct Filter {
    QString text;                  ///< In sender, recipients or subject (substring, case-insensitive, any script).
    std::optional<MessageClass> messageClass;
    QDateTime since;
    int offset = 0, limit = 100;
};

/// The durable quarantine: one spool file per message below data/quarantine, an index in the database rebuilt from the files.
class Quarantine
{
public:
    [[nodiscard]] static Result<std::unique_ptr<Quarantine>> open(const QString &directory, store::Database &database);
    ~Quarantine();
    [[nodiscard]] Result<> add(const delivery::SpoolFile &file, const Entry &entry, QByteArrayView content); ///< Durable when it returns. (blocks)
    [[nodiscard]] QList<Entry> list(const Filter &filter) const;
    [[nodiscard]] qint64 count(const Filter &filter) const;
    [[nodiscard]] std::optional<Entry> find(const QByteArray &id) const;
    [[nodiscard]] Result<delivery::SpoolFile> file(const QByteArray &id) const;                ///< (blocks)
    [[nodiscard]] Result<QByteArray> content(const QByteArray &id) const;                      ///< (blocks)
    /// Marks it released; false if somebody else did before (threats.md Q5). The file stays until remove().
    [[nodiscard]] Result<bool> beginRelease(const QByteArray &id);
    void cancelRelease(const QByteArray &id);
    [[nodiscard]] Result<> remove(const QByteArray &id);                                       ///< (blocks)
    /// Ids whose time is over.
    [[nodiscard]] QList<QByteArray> expired(const QDateTime &now) const;

private:
    Quarantine();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gateway::quarantine
