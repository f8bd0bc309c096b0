#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace gateway::content {

/// What different decoders make of a body in base64 (RFC 2045 6.8); one element if they all agree.
///
/// They disagree about characters outside the alphabet, padding in the middle, line ends inside a quad and text before
/// or after the data: a virus hides in the reading that a scanner did not try (P4).
[[nodiscard]] QList<QByteArray> base64Readings(QByteArrayView body);

/// The same for quoted-printable (RFC 2045 6.7).
[[nodiscard]] QList<QByteArray> quotedPrintableReadings(QByteArrayView body);

/// One block of uuencoded or yEnc data.
struct NamedBlock {
    QByteArray name, octets;
};
/// The blocks between "begin 644 name" and "end"; \a isDeclared: the body itself may be data without "begin".
[[nodiscard]] QList<NamedBlock> uuBlocks(QByteArrayView body, bool isDeclared);
[[nodiscard]] QList<NamedBlock> yencBlocks(QByteArrayView body);

/// Whether most lines of a body are base64, junk in them tolerated, though nobody said so.
[[nodiscard]] bool looksLikeBase64(QByteArrayView body);

} // namespace gateway::content
