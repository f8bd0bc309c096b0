#pragma once

#include <QByteArray>
#include <QString>

namespace gateway::mail {

/// An unstructured field body with its RFC 2047 encoded words decoded. Raw octets are taken as UTF-8, else as Latin-1. Control
/// characters become U+FFFD; broken words stay as they are.
[[nodiscard]] QString decodedText(QByteArrayView body);
/// \a text as octets of an unstructured field body: ASCII stays, all else becomes encoded words (UTF-8) of at most 75 characters,
/// separated by folds.
[[nodiscard]] QByteArray encodedText(const QString &text);

} // namespace gateway::mail
