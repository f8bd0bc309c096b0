#pragma once

#include <functional>

/// Calls \a stop once on the application's thread when the system asks the program to end (SIGTERM, SIGINT). Needs a QCoreApplication.
void onStopSignal(std::function<void()> stop);
/// Ends the program when it has not ended by itself after a while: what waits for a disk that hangs must not keep it (threats.md D6, D12).
void endInAnyCase();
/// Whether the program runs with the powers of root, which it must not (threats.md O1).
[[nodiscard]] bool isPrivileged();
/// No core dumps (threats.md O6), as many descriptors as the system allows, and a lost pipe is an error value instead of the end.
void prepareProcess();
