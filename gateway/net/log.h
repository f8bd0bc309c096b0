#pragma once

#include "gateway/logrecord.h"

#include <QLoggingCategory>

namespace gateway::net {

Q_DECLARE_LOGGING_CATEGORY(lcNet)

} // namespace gateway::net
