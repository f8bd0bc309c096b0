#include "app/postern-scan/sandbox.h"

using namespace Qt::StringLiterals;

namespace scan {

/// For systems whose means are not used yet: the worker is still a process of its own that can be killed.
SandboxState enterSandbox(const SandboxConfig &)
{
    return {{}, {u"no sandbox on this system"_s}};
}

void limitMemory(qint64) {}

void endWithParent() {}

} // namespace scan
