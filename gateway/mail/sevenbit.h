#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <optional>

namespace gateway::mail {

/// The message for a server that does not offer 8BITMIME (RFC 6152 3): every body that holds 8-bit octets is encoded, text as
/// quoted-printable and all else as base64, within multiparts and enclosed messages, too. What a reader decodes stays the same; parts
/// that are 7-bit already stay byte-identical. What no encoding exists for stays as it is: header fields, and the text around the parts
/// of a multipart, which is not shown. Nothing if the message cannot be taken apart safely: a multipart whose parts are not found, too deep
/// a nesting, a header section beyond its limits, or an encoded body with 8-bit octets that has no other form.
/// \a message has CRLF line ends. Time and size are linear in its size for each level of nesting, of which there are at most 64.
[[nodiscard]] std::optional<QByteArray> sevenBit(QByteArrayView message);

} // namespace gateway::mail
