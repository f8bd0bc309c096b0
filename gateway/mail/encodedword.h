#pragma once

#include <QByteArray>
#include <QString>

namespace gateway::mail {

/// An unstructured field body with its RFC 2047 encoded words decoded. Raw octets are taken as UTF-8, else as Latin-1; raw ISO-2022-JP is
/// known by its escapes. Control characters become U+FFFD, a tabulator a blank. Tolerant: words too long, glued together or to text, without padding,
/// or with blanks inside are decoded; one with an unknown charset or junk in its base64 stays as it is. Time and memory are linear.
[[nodiscard]] QString decodedText(QByteArrayView body);

/// \a text as octets of an unstructured field body: ASCII stays, all else becomes encoded words (UTF-8) of at most 75 characters,
/// separated by folds. Control characters become blanks first. decodedText() gives the text again.
/// \a column is where on its line the result begins; lines are folded to at most 76 octets where there are blanks.
[[nodiscard]] QByteArray encodedText(const QString &text, qsizetype column = 0);
/// All of \a text as encoded words, for where plain text would be syntax, as in a display name.
[[nodiscard]] QByteArray encodedWords(const QString &text, qsizetype column = 0);
/// \a text with control characters, CR and LF among them, as blanks: what may stand in a field body (threats.md P5).
[[nodiscard]] QString withoutControls(QString text);

} // namespace gateway::mail
