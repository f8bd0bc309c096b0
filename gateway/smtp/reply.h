#pragma once

#include <QByteArray>

namespace gateway::smtp {

/// A reply: code, enhanced code and text (RFC 5321 4.2, RFC 3463).
///
/// The class of the enhanced code is the first digit of \a code and is not stored. subject = detail = 0 with
/// hasEnhancedCode false (greeting, EHLO, 354) writes none.
struct Reply {
    int code = 0;
    int subject = 0;
    int detail = 0;
    QByteArray text;              ///< Lines separated by '\n' for a multi-line reply. Printable ASCII or UTF-8.
    bool hasEnhancedCode = true;

    [[nodiscard]] bool isPositive() const { return code >= 200 && code < 400; }
    [[nodiscard]] bool isTransient() const { return code >= 400 && code < 500; }
    [[nodiscard]] bool isPermanent() const { return code >= 500 && code < 600; }

    /// With CRLF line ends, ready to send. Control octets in the text become '?'; lines are cut to 512 octets.
    [[nodiscard]] QByteArray toWire() const;
    /// "550 5.1.1 text" on one line, for records and people: cut to 2 KiB, control octets as '?'.
    [[nodiscard]] QByteArray toLine() const;

    friend bool operator==(const Reply &, const Reply &) = default;
};

} // namespace gateway::smtp
