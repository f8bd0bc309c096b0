#pragma once

#include "gateway/delivery/spoolfile.h"
#include "gateway/reason.h"

#include <functional>
#include <memory>

namespace gateway::store {
class Database;
}

namespace gateway::quarantine {

struct Entry {
    QByteArray id;
    QDateTime received, expires;
    std::optional<std::chrono::seconds> ran; ///< As in delivery::SpoolFile.
    QByteArray reversePath;
    QList<QByteArray> recipients;  ///< Those it is held for: all in an entry from the file, the first 100 in one of a list.
    QString headerFrom, subject, rule;
    MessageClass messageClass = MessageClass::Spam;
    double score = 0;
    qint64 size = 0;
    bool isForAdministratorOnly = false;
    bool isReleased = false;       ///< A release has begun; no longer listed.
    QByteArray queueId;            ///< Under which the queue gets it then.
    QList<Reason> reasons;
    friend bool operator==(const Entry &, const Entry &) = default;
};

struct Filter {
    QString text;                  ///< In sender, recipients or subject (substring, case-insensitive, any script).
    std::optional<MessageClass> messageClass;
    QDateTime since;
    int offset = 0, limit = 100;
};

/// The durable quarantine: one spool file per message below data/quarantine, an index in the database rebuilt from the files.
/// Thread-safe.
class Quarantine
{
public:
    /// Reads the names in \a directory, not the files. \a database must outlive the quarantine; damaged files go to "damaged" beside
    /// \a directory. \a runningTime: store::RunningTime::now(), to be noted with each message. (blocks)
    using RunningTime = std::function<std::chrono::seconds()>;
    [[nodiscard]] static Result<std::unique_ptr<Quarantine>> open(const QString &directory, store::Database &database, RunningTime runningTime = {});
    ~Quarantine();
    /// Brings the index up to date with the files: reads the heads of those it does not know, removes rows without a file and orphan
    /// temporaries, sets damaged files aside. To be called once after open(), on a worker thread, while already in use. (blocks)
    struct Reconciled {
        int known = 0, recovered = 0, discarded = 0, damaged = 0;
    };
    Reconciled reconcile();

    /// Durable when it returns; listed a moment later. \a entry is kept in the file; what \a file says itself is taken from there. (blocks)
    [[nodiscard]] Result<> add(const delivery::SpoolFile &file, const Entry &entry, QByteArrayView content);
    [[nodiscard]] QList<Entry> list(const Filter &filter) const; ///< Newest first.
    [[nodiscard]] qint64 count(const Filter &filter) const;      ///< All that match.
    [[nodiscard]] std::optional<Entry> find(const QByteArray &id) const;                       ///< From the file. (blocks)
    [[nodiscard]] Result<delivery::SpoolFile> file(const QByteArray &id) const;                ///< Its checksum verified. (blocks)
    [[nodiscard]] Result<QByteArray> content(const QByteArray &id) const;                      ///< (blocks)
    /// Marks it released, durably; false if somebody else did before (threats.md Q5). The file stays until remove(). \a queueId: under
    /// which the queue will have it, kept for whoever has to find out after a crash how far this went. (blocks)
    [[nodiscard]] Result<bool> beginRelease(const QByteArray &id, const QByteArray &queueId);
    void cancelRelease(const QByteArray &id);                                                  ///< (blocks)
    /// Those whose release has begun: after a crash the daemon completes or cancels them.
    [[nodiscard]] QList<QByteArray> releasing() const;
    [[nodiscard]] Result<> remove(const QByteArray &id);                                       ///< (blocks)
    /// A damaged file: out of the quarantine, into data/damaged, with an alarm. (blocks)
    void setAside(const QByteArray &id, const QString &cause);
    /// Ids whose time is over, oldest first, at most 1,000.
    [[nodiscard]] QList<QByteArray> expired(const QDateTime &now) const;

private:
    Quarantine();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gateway::quarantine
