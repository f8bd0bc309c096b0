#pragma once

#include <QString>
#include <QStringList>

/// Text for a terminal whose letters are one or two cells wide.
namespace cli {

/// Text of mails and peers as it may be printed: control, bidirectional and invisible characters become visible marks, so that
/// it can neither steer the terminal nor reorder a line.
[[nodiscard]] QString marked(const QString &text);
/// The same for text of several lines: line feeds and tabs stay.
[[nodiscard]] QString markedLines(const QString &text);

/// Cells that \a text takes: two for East Asian wide letters, none for combining marks (Unicode Annex 11).
[[nodiscard]] int cells(QStringView text);

enum class Cut { Never, End, Middle };
/// \a text cut to \a width cells, with an ellipsis where something is missing.
[[nodiscard]] QString cut(const QString &text, int width, Cut where);

/// \a text as lines of at most \a width cells, broken at blanks where there are any.
[[nodiscard]] QStringList wrapped(const QString &text, int width);

} // namespace cli
