#pragma once

#include "gateway/daemon/directoryreading.h"
#include "gateway/daemon/recipients.h"
#include "gateway/daemon/recorder.h"
#include "gateway/daemon/secrets.h"

#include <map>
#include <thread>

namespace gateway::daemon {

/// Reads the sources of recipients: each in its interval and when somebody asks for it, one reading of a source at a time, on a thread of its
/// own. What was read is put in force, or waits for approval. A source that cannot be read changes nothing: its last good list stays in
/// force (threats.md L3), and the administrator hears of it once, and again when it is read. Thread-safe; everything of Parts must outlive it.
class DirectoryImports
{
public:
    using Clock = std::chrono::steady_clock;
    using Read = std::function<Result<directory::Import>(const admin::DirectorySource &, const QByteArray &password, const QDateTime &now, const std::stop_token &)>;
    struct Parts {
        const LiveSettings &settings;
        directory::SourceStore &store;
        Recipients &recipients;
        Secrets &secrets;
        Recorder &recorder;
        EventBus &events;
        Read read = readSource;
        std::function<QDateTime()> wallClock = QDateTime::currentDateTimeUtc;
    };
    using Approval = directory::SourceStore::Approval;
    using Offered = directory::SourceStore::Offered;

    explicit DirectoryImports(Parts parts) : m_parts(std::move(parts)) {}
    ~DirectoryImports();

    /// Begins the readings that are due. Called once a minute. (blocks for small files)
    void tick(Clock::time_point now);
    /// Begins a reading now; nothing happens if one is under way, except that it, too, waits for approval with Approval::Always.
    [[nodiscard]] Result<> start(const QString &id, Approval approval);
    /// Takes what was sent in the place of reading the source. (blocks)
    [[nodiscard]] Result<Offered> take(const QString &id, const directory::Import &import, Approval approval);
    /// A person decides about the waiting list. (blocks)
    [[nodiscard]] Result<> approve(const QString &id);
    [[nodiscard]] Result<> reject(const QString &id);
    /// The source is gone or another one: a reading under way ends without effect. (blocks for a moment)
    void forget(const QString &id);
    void stop(); ///< All readings end soon, without effect, and none begins.

    /// How it is with a source.
    struct State {
        bool isReading = false;
        QDateTime lastRead{}, lastGood{}; ///< Tried; put in force or found unchanged.
        QString outcome{}, cause{};       ///< Of the last reading: "imported", empty if there was none.
    };
    [[nodiscard]] State state(const QString &id);
    [[nodiscard]] QStringList problems(); ///< Sentences for the administrator.
    void wait(); ///< Until no reading is under way. For tests.

private:
    struct Job {
        State state;
        bool waitsForApproval = false;           ///< Whatever the reading under way brings.
        std::chrono::minutes interval{-1};       ///< As the settings said when due was set.
        std::optional<Clock::time_point> due{};
        std::jthread thread{};
    };

    [[nodiscard]] Result<admin::DirectorySource> sourceOf(const QString &id) const;
    [[nodiscard]] Job &jobOf(const QString &id); ///< Under the mutex.
    void discard(const QString &id);
    void begin(const admin::DirectorySource &source, Job &job, Approval approval);
    void run(const admin::DirectorySource &source, const std::stop_token &stop);
    [[nodiscard]] Result<Offered> conclude(const admin::DirectorySource &source, const Result<directory::Import> &import, Approval approval);
    void note(const QString &id, directory::ImportRecord::Outcome outcome, const QString &cause);
    [[nodiscard]] Result<> decided(const QString &id, directory::ImportRecord::Outcome outcome, const Result<> &result);

    const Parts m_parts;
    std::mutex m_mutex;
    std::map<QString, Job> m_jobs;
    bool m_isStopped = false;
};

} // namespace gateway::daemon
