#pragma once

#include "gateway/content/findings.h"
#include "gateway/content/analyzer.h"
#include "gateway/net/task.h"

#include <QDateTime>
#include <QStringList>
#include <chrono>
#include <memory>

namespace gateway::net {

class Loops;

struct ScannerConfig {
    QString program;                 ///< Path of postern-scan.
    int contentWorkers = 0;          ///< 0: one per loop.
    bool scansContent = true, scansVirus = true;
    QStringList signatureDirectories; ///< Databases for libclamav; all of them are loaded.
    QString scratchDirectory;        ///< Private (0700), for the virus engine's temporary files; empty: one below the system's.
    int virusThreads = 0;            ///< Messages the virus worker scans at a time; 0: one per loop.
    std::chrono::milliseconds deadline{120'000}; ///< Per message; then the worker is killed (V2).
    std::chrono::milliseconds readyWait{5'000};  ///< How long scan() waits for a worker that is being started.
    std::chrono::milliseconds startDeadline{300'000}; ///< Loading all of ClamAV's signatures takes a slow machine minutes.
    qint64 memoryLimit = 4'000'000'000;
};

/// What the workers said of themselves; for status and alarms.
struct ScannerStatus {
    bool isContentReady = false, isVirusReady = false;
    QString engine;                  ///< "ClamAV 1.4.6"
    qint64 signatures = 0;
    QDateTime signatureDate;
    bool hasOnlyTestSignatures = false;
    QString sandbox;                 ///< What holds the workers: "seccomp, landlock, rlimits".
    qint64 restarts = 0;
    QString lastFailure;
};

/// The worker processes and the queue in front of them. Requests may come from any loop.
class Scanner
{
public:
    Scanner(Loops &loops, ScannerConfig config);
    ~Scanner();
    void start();
    void stop(); ///< Closes the workers' input and waits for them; kills after 5 s. Before the loops are stopped, from outside of them. (blocks)
    /// Content and virus layer in parallel, merged. A worker that crashed, hung or is not ready is an Error (Io, Timeout):
    /// the message gets a 451, never a pass (I5, V1). Kind::Invalid is of the message itself, and of nothing else: one that killed its
    /// worker 3 times, or was over the deadline as often (D16, V2), is not scanned any more.
    [[nodiscard]] Task<Result<content::Findings>> scan(std::size_t loop, QByteArrayView message, const content::ScanContext &context);
    [[nodiscard]] ScannerStatus status() const; ///< Thread-safe.
    /// Loads the signature directories in a fresh virus worker that takes over when it is ready and found the test file (V4).
    [[nodiscard]] Task<Result<>> reloadSignatures();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gateway::net
