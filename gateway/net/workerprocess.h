#pragma once

#include "gateway/result.h"

#include <QStringList>

namespace gateway::net {

/// Octets of the machine's memory.
[[nodiscard]] qint64 machineMemory();

/// A child process with pipes on its standard streams: started from an argument list, without a shell, with an almost empty
/// environment and none of our other descriptors. Killed and waited for at the latest by the destructor.
///
/// The pipes' ends here are handed out once (take...()), to be closed by the taker.
class WorkerProcess
{
public:
    [[nodiscard]] static Result<WorkerProcess> start(const QString &program, const QStringList &arguments);
    WorkerProcess(WorkerProcess &&other) noexcept;
    WorkerProcess &operator=(WorkerProcess &&other) noexcept;
    ~WorkerProcess();

    [[nodiscard]] qint64 pid() const { return m_pid; }      ///< -1 once it was waited for.
    [[nodiscard]] int takeInput() { return std::exchange(m_input, -1); }   ///< Write here what the process reads.
    [[nodiscard]] int takeOutput() { return std::exchange(m_output, -1); } ///< Read here what it writes.

    void kill(); ///< Also a stopped process. It ends soon after; wait() tells.
    /// Waits for its end and tells how it came: "ended with exit code 4: no virus signatures in ..." with the last words of
    /// its standard error, escaped. (blocks; at once if the end of its output was read before)
    [[nodiscard]] QString wait();

private:
    WorkerProcess() = default;
    void end();

    qint64 m_pid = -1;
    int m_input = -1, m_output = -1, m_errorOutput = -1;
};

} // namespace gateway::net
