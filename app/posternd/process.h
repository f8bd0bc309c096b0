#pragma once

#include <functional>

/// Calls \a stop once on the application's thread when the system asks the program to end (SIGTERM, SIGINT). Needs a QCoreApplication.
void onStopSignal(std::function<void()> stop);
/// Whether the program runs with the powers of root, which it must not (threats.md O1).
[[nodiscard]] bool isPrivileged();
/// No core dumps (threats.md O6), as many descriptors as the system allows, and a lost pipe is an error value instead of the end.
void prepareProcess();
