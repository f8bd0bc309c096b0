#pragma once

#include <QString>

namespace ui {

enum class LineEnds { Mark, Keep };

/// Text of a mail or a peer as it may be shown: each control, bidirectional and invisible character stands as a visible mark,
/// so that it can neither hide nor reorder what surrounds it. With LineEnds::Keep line feeds and tabs stay.
[[nodiscard]] QString marked(QStringView text, LineEnds lineEnds = LineEnds::Mark);

/// The same text as a tooltip: Qt guesses whether a tooltip is HTML, so what looks like it is escaped.
[[nodiscard]] QString plainToolTip(const QString &text);

} // namespace ui
