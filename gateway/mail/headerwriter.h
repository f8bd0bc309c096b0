#pragma once

#include "gateway/smtp/address.h"

#include <QDateTime>
#include <QString>

namespace gateway::mail {

/// Builds header fields: the one place that does (threats.md P5). CR, LF, NUL and other control characters in a value become spaces; lines are
/// folded at 78 octets where the value has blanks; text that is not ASCII becomes encoded words (RFC 2047).
class HeaderWriter
{
public:
    void addText(QByteArrayView name, const QString &value);                ///< Unstructured.
    void addStructured(QByteArrayView name, QByteArrayView value);          ///< Printable ASCII or UTF-8 (RFC 6532); never encoded.
    void addDate(QByteArrayView name, const QDateTime &time);               ///< RFC 5322 3.3.
    void addAddress(QByteArrayView name, const QString &displayName, const smtp::Mailbox &mailbox);
    [[nodiscard]] const QByteArray &octets() const { return m_octets; }     ///< Whole lines with CRLF.

private:
    QByteArray m_octets;
};

/// "Tue, 24 Nov 2026 09:12:00 +0000"
[[nodiscard]] QByteArray dateTime(const QDateTime &time);

} // namespace gateway::mail
