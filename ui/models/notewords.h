#pragma once

#include <QString>

namespace ui {

/// What a stage noted, in the window's language where the gateway's words are known; words of peers come through with marks.
[[nodiscard]] QString stageNote(const QString &note);

} // namespace ui
