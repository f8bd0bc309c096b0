#include "gateway/daemon/directoryimports.h"

#include "gateway/logrecord.h"

#include <QLoggingCategory>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcImports, "postern.directory")

namespace gateway::daemon {
namespace {

using Outcome = directory::ImportRecord::Outcome;

constexpr qint64 staleSeconds = 24 * 60 * 60; ///< After that without a good reading the status says so.

QString wordOf(Outcome outcome) { return QString::fromLatin1(toWord(outcome)); }

bool isReading(Outcome outcome) { return outcome != Outcome::Approved && outcome != Outcome::Rejected; }

bool isGood(Outcome outcome) { return outcome == Outcome::Imported || outcome == Outcome::Unchanged || outcome == Outcome::Approved; }

QString timeText(const QDateTime &time) { return time.toUTC().toString(u"yyyy-MM-dd HH:mm"_s) + u" UTC"_s; }

/// Up to a tenth earlier, so that not all sources are read in the same second.
DirectoryImports::Clock::duration jittered(std::chrono::minutes interval)
{
    const auto whole = std::chrono::duration_cast<std::chrono::milliseconds>(interval);
    return whole - whole * int(QRandomGenerator::global()->bounded(100)) / 1000;
}

/// What the history says about a source, after a restart.
DirectoryImports::State stateOf(const directory::SourceStore &store, const QByteArray &id)
{
    DirectoryImports::State state;
    const auto history = store.history();
    for (const directory::ImportRecord &record : history ? *history : QList<directory::ImportRecord>()) {
        if (record.source != id)
            continue;
        if (isReading(record.outcome))
            state.lastRead = record.time;
        state.outcome = wordOf(record.outcome);
        state.cause = record.cause;
        if (isGood(record.outcome))
            state.lastGood = record.time;
    }
    const auto set = store.load(id);
    if (set && !*set) // What stands there is of an earlier source with this name.
        state.lastGood = {};
    else if (set && !state.lastGood.isValid()) // Its record has made room for newer ones.
        state.lastGood = (*set)->read;
    return state;
}

} // namespace

DirectoryImports::~DirectoryImports()
{
    stop();
    wait();
}

void DirectoryImports::stop()
{
    const std::lock_guard lock(m_mutex);
    m_isStopped = true;
    for (auto &[id, job] : m_jobs)
        job.thread.request_stop();
}

void DirectoryImports::wait()
{
    for (;;) {
        std::jthread running;
        {
            const std::lock_guard lock(m_mutex);
            const auto job = std::ranges::find_if(m_jobs, [](const auto &each) { return each.second.thread.joinable(); });
            if (job == m_jobs.end())
                return;
            running = std::move(job->second.thread);
        }
        running.join();
    }
}

Result<admin::DirectorySource> DirectoryImports::sourceOf(const QString &id) const
{
    const auto settings = m_parts.settings.current();
    const auto source = std::ranges::find(settings->sources, id, &admin::DirectorySource::id);
    if (source == settings->sources.end())
        return failure(Error::Kind::NotFound, u"There is no source “%1”."_s.arg(id.left(100)));
    return *source;
}

DirectoryImports::Job &DirectoryImports::jobOf(const QString &id)
{
    const auto known = m_jobs.find(id);
    if (known != m_jobs.end())
        return known->second;
    Job job;
    job.state = stateOf(m_parts.store, id.toLatin1());
    return m_jobs.emplace(id, std::move(job)).first->second;
}

void DirectoryImports::tick(Clock::time_point now)
{
    const auto settings = m_parts.settings.current();
    const QDateTime wallClock = m_parts.wallClock();
    const std::lock_guard lock(m_mutex);
    if (m_isStopped)
        return;
    std::erase_if(m_jobs, [&](const auto &each) {
        const bool isGone = std::ranges::find(settings->sources, each.first, &admin::DirectorySource::id) == settings->sources.end();
        if (isGone && !each.second.state.isReading)
            discard(each.first);
        return isGone && !each.second.state.isReading;
    });
    for (const admin::DirectorySource &source : settings->sources) {
        Job &job = jobOf(source.id);
        const std::chrono::minutes interval(source.intervalMinutes);
        if (job.interval != interval) { // New here, or set anew.
            job.interval = interval;
            const std::chrono::seconds ago(job.state.lastRead.isValid() ? std::max<qint64>(job.state.lastRead.secsTo(wallClock), 0) : 0);
            const bool isOverdue = !job.state.lastGood.isValid() || ago >= interval || !m_parts.recipients.isComplete();
            job.due = interval.count() == 0 ? std::nullopt : std::optional(isOverdue ? now : now + jittered(interval) - ago);
        }
        const bool isWithoutFile = source.kind != "ldap"_L1 && source.file.isEmpty();
        if (!job.due || now < *job.due || isWithoutFile || job.state.isReading)
            continue;
        job.due = now + jittered(interval);
        begin(source, job, Approval::IfNeeded);
    }
}

/// What is kept for a source that an import of the configuration has left out: another one may get its name.
void DirectoryImports::discard(const QString &id)
{
    for (const Result<> &removed : {m_parts.store.remove(id.toLatin1()), m_parts.secrets.remove(secretName(id))}) {
        if (!removed)
            qCWarning(lcImports).noquote() << LogRecord("source-not-removed").add("source", id).add("cause", removed.error().message).text();
    }
}

/// Under the mutex.
void DirectoryImports::begin(const admin::DirectorySource &source, Job &job, Approval approval)
{
    job.state.isReading = true;
    job.waitsForApproval = approval == Approval::Always;
    job.thread = std::jthread([this, source](const std::stop_token &stop) { run(source, stop); }); // The one before has done its work.
}

Result<> DirectoryImports::start(const QString &id, Approval approval)
{
    const Result<admin::DirectorySource> source = sourceOf(id);
    if (!source)
        return tl::make_unexpected(source.error());
    if (source->kind != "ldap"_L1 && source->file.isEmpty())
        return failure(Error::Kind::Invalid, u"The source “%1” has no file on the gateway's machine. Send one, or name one in its settings."_s.arg(id));
    const std::lock_guard lock(m_mutex);
    if (m_isStopped)
        return failure(Error::Kind::Io, u"The gateway is stopping."_s);
    Job &job = jobOf(id);
    if (!job.state.isReading)
        begin(*source, job, approval);
    else if (approval == Approval::Always)
        job.waitsForApproval = true;
    return {};
}

void DirectoryImports::run(const admin::DirectorySource &source, const std::stop_token &stop)
{
    const Result<QByteArray> password = m_parts.secrets.get(secretName(source.id));
    const Result<directory::Import> import = password ? m_parts.read(source, *password, m_parts.wallClock(), stop) : tl::make_unexpected(password.error());
    Approval approval = Approval::IfNeeded;
    {
        const std::lock_guard lock(m_mutex);
        if (const auto job = m_jobs.find(source.id); job != m_jobs.end() && job->second.waitsForApproval)
            approval = Approval::Always;
    }
    if (!stop.stop_requested())
        (void)conclude(source, import, approval);
    const std::lock_guard lock(m_mutex);
    if (const auto job = m_jobs.find(source.id); job != m_jobs.end() && !stop.stop_requested()) // Else it is not its job any more.
        job->second.state.isReading = false;
}

/// A source has been read, or could not be.
Result<DirectoryImports::Offered> DirectoryImports::conclude(const admin::DirectorySource &source, const Result<directory::Import> &import, Approval approval)
{
    const Result<admin::DirectorySource> now = sourceOf(source.id);
    if (!now || *now != source)
        return failure(Error::Kind::Invalid, u"The source “%1” was changed or removed meanwhile."_s.arg(source.id));
    const QByteArray id = source.id.toLatin1();
    const QDateTime time = m_parts.wallClock();
    Result<Offered> offered = import ? m_parts.store.offer(id, import->entries, time, source.maxRemovedPercent, approval) : tl::make_unexpected(import.error());
    if (!offered) {
        if (const Result<> noted = m_parts.store.noteFailure(id, offered.error().message, time); !noted)
            qCWarning(lcImports).noquote() << LogRecord("import-not-noted").add("source", id).add("cause", noted.error().message).text();
        note(source.id, Outcome::Failed, offered.error().message);
        return offered;
    }
    // Also where nothing has changed: the list may not have been readable when the snapshot was made.
    if (offered->outcome == Outcome::Imported || !m_parts.recipients.isComplete())
        (void)m_parts.recipients.rebuild(); // It keeps its problem for the status.
    note(source.id, offered->outcome, {});
    return offered;
}

/// Keeps how a reading ended, and tells those who must know.
void DirectoryImports::note(const QString &id, Outcome outcome, const QString &cause)
{
    bool hadFailed = false;
    QDateTime lastGood;
    {
        const std::lock_guard lock(m_mutex);
        State &state = jobOf(id).state;
        hadFailed = state.outcome == wordOf(Outcome::Failed); // Then that was told, be it before a restart.
        if (isReading(outcome))
            state.lastRead = m_parts.wallClock();
        if (isGood(outcome))
            state.lastGood = m_parts.wallClock();
        state.outcome = wordOf(outcome);
        state.cause = cause;
        lastGood = state.lastGood;
    }
    const LogRecord line = LogRecord("directory-import").add("source", id).add("outcome", toWord(outcome)).add("cause", cause);
    if (outcome == Outcome::Failed)
        qCWarning(lcImports).noquote() << line.text();
    else
        qCInfo(lcImports).noquote() << line.text();
    if (outcome == Outcome::Failed && !hadFailed) {
        m_parts.recorder.health((lastGood.isValid() ? u"The source of recipients “%1” could not be read; the list of %2 stays in use. %3"_s
                                                    : u"The source of recipients “%1” could not be read%2; until it is, nobody is refused as unknown. %3"_s)
                                    .arg(id, lastGood.isValid() ? timeText(lastGood) : QString(), cause), false);
    } else if (outcome != Outcome::Failed && hadFailed) {
        m_parts.recorder.health(u"The source of recipients “%1” can be read again."_s.arg(id), true);
    }
    m_parts.events.publish(u"directory"_s, {{u"source"_s, id}, {u"outcome"_s, wordOf(outcome)}});
}

Result<DirectoryImports::Offered> DirectoryImports::take(const QString &id, const directory::Import &import, Approval approval)
{
    const Result<admin::DirectorySource> source = sourceOf(id);
    if (!source)
        return tl::make_unexpected(source.error());
    {
        const std::lock_guard lock(m_mutex);
        State &state = jobOf(id).state;
        if (std::exchange(state.isReading, true))
            return failure(Error::Kind::Invalid, u"The source “%1” is being read. Try again in a moment."_s.arg(id));
    }
    const Result<Offered> offered = conclude(*source, import, approval);
    const std::lock_guard lock(m_mutex);
    jobOf(id).state.isReading = false;
    return offered;
}

Result<> DirectoryImports::decided(const QString &id, Outcome outcome, const Result<> &result)
{
    if (!result)
        return result;
    if (outcome == Outcome::Approved) {
        if (const Result<> rebuilt = m_parts.recipients.rebuild(); !rebuilt)
            return rebuilt;
    }
    note(id, outcome, {});
    return {};
}

Result<> DirectoryImports::approve(const QString &id)
{
    const Result<admin::DirectorySource> source = sourceOf(id);
    return source ? decided(id, Outcome::Approved, m_parts.store.approve(id.toLatin1(), m_parts.wallClock())) : tl::make_unexpected(source.error());
}

Result<> DirectoryImports::reject(const QString &id)
{
    const Result<admin::DirectorySource> source = sourceOf(id);
    return source ? decided(id, Outcome::Rejected, m_parts.store.reject(id.toLatin1(), m_parts.wallClock())) : tl::make_unexpected(source.error());
}

void DirectoryImports::forget(const QString &id)
{
    std::jthread running; // Joined when it goes, after the mutex.
    const std::lock_guard lock(m_mutex);
    if (const auto job = m_jobs.find(id); job != m_jobs.end()) {
        running = std::move(job->second.thread);
        running.request_stop();
        m_jobs.erase(job);
    }
}

DirectoryImports::State DirectoryImports::state(const QString &id)
{
    const std::lock_guard lock(m_mutex);
    return jobOf(id).state;
}

QStringList DirectoryImports::problems()
{
    QStringList problems;
    const QDateTime now = m_parts.wallClock();
    const auto settings = m_parts.settings.current();
    for (const admin::DirectorySource &source : settings->sources) {
        const State state = this->state(source.id);
        if (!state.lastGood.isValid())
            problems.append(u"The source of recipients “%1” has not been read yet: until it is, nobody is refused as unknown. %2"_s.arg(source.id, state.cause).trimmed());
        else if (state.outcome == wordOf(Outcome::Failed) && state.lastGood.secsTo(now) > staleSeconds)
            problems.append(u"The source of recipients “%1” was last read on %2; that list stays in use. %3"_s.arg(source.id, timeText(state.lastGood), state.cause));
        if (state.outcome == wordOf(Outcome::Pending))
            problems.append(u"What was read from the source of recipients “%1” waits for your approval."_s.arg(source.id));
    }
    return problems;
}

} // namespace gateway::daemon
