#include "app/postern-scan/sandbox.h"

using namespace Qt::StringLiterals;

namespace scan {

QString SandboxState::text() const
{
    const QString held = active.isEmpty() ? u"none"_s : active.join(", "_L1);
    return missing.isEmpty() ? held : held + "; missing: "_L1 + missing.join(", "_L1);
}

} // namespace scan
