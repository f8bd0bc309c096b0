#include "gateway/auth/spfstatus.h"

namespace gateway::auth {

QByteArrayView toText(SpfStatus status)
{
    switch (status) {
    case SpfStatus::None: return "none";
    case SpfStatus::Neutral: return "neutral";
    case SpfStatus::Pass: return "pass";
    case SpfStatus::Fail: return "fail";
    case SpfStatus::SoftFail: return "softfail";
    case SpfStatus::TempError: return "temperror";
    case SpfStatus::PermError: return "permerror";
    }
    return {};
}

} // namespace gateway::auth
