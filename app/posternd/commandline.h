#pragma once

#include "gateway/daemon/config.h"

#include <variant>

/// Reads the command line into a configuration, or says with which status the program ends (help was shown, or the usage was wrong).
[[nodiscard]] std::variant<gateway::daemon::Config, int> readCommandLine(int argc, char **argv);
