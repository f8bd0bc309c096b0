#pragma once

class QApplication;

namespace ui {

/// The desktop app from its command line to its end; the exit code of the program.
[[nodiscard]] int runDesktop(QApplication &application);

} // namespace ui
