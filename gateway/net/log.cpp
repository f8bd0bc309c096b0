#include "gateway/net/log.h"

namespace gateway::net {

Q_LOGGING_CATEGORY(lcNet, "postern.net", QtInfoMsg)

} // namespace gateway::net
