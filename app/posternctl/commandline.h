#pragma once

namespace cli {

/// Reads the command line, runs the command, returns the exit code. Needs a QCoreApplication.
[[nodiscard]] int run(int argc, const char *const *argv);

} // namespace cli
