#pragma once

#include "gateway/result.h"

#include <QStringList>

namespace scan {

/// What a worker is still allowed once it has loaded everything it needs.
struct SandboxConfig {
    QByteArray temporaryDirectory;      ///< The one directory in which files may be made and read; empty: no file at all.
    qint64 maxFileSize = 0;             ///< Of a file made there.
    bool mayStartThreads = false;       ///< Threads only; never processes.
};

/// What holds this process now, and what this system does not offer.
struct SandboxState {
    QStringList active;  ///< "no_new_privs", "rlimits", "landlock", "seccomp"
    QStringList missing; ///< "landlock (not in this kernel)"

    [[nodiscard]] QString text() const; ///< "no_new_privs, rlimits, landlock, seccomp; missing: ..."
};

/// Gives up, for ever, what a scanner of hostile octets does not need (threats.md O4, V3): network, other processes, files
/// outside \a config's directory, new programs, executable memory, core dumps. To be called in the only thread, before the
/// first octet of a message. A refused system call fails with EPERM. What the system cannot do is listed, not an error.
[[nodiscard]] SandboxState enterSandbox(const SandboxConfig &config);

/// Limits the address space to \a octets, and makes this process the first that the system ends when its memory runs out (threats.md D9).
void limitMemory(qint64 octets);

/// Ends this process at once when the one that started it ends, however it ends. Where the system cannot, the end of the
/// input is what ends a worker.
void endWithParent();

} // namespace scan
