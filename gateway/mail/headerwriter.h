#pragma once

#include "gateway/smtp/address.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace gateway::mail {

struct NamedMailbox {
    QString displayName; ///< May be empty.
    smtp::Mailbox mailbox;
};

/// Builds header fields: the one place that does (threats.md P5). CR, LF, NUL and other control characters in a value become spaces; lines are
/// folded at 78 octets where the value has blanks; text that is not ASCII becomes encoded words (RFC 2047). A field whose name is none
/// (isFieldName()) is left out.
class HeaderWriter
{
public:
    void addText(QByteArrayView name, const QString &value);                ///< Unstructured.
    void addStructured(QByteArrayView name, QByteArrayView value);          ///< Printable ASCII or UTF-8 (RFC 6532); never encoded.
    void addDate(QByteArrayView name, const QDateTime &time);               ///< RFC 5322 3.3.
    void addAddress(QByteArrayView name, const QString &displayName, const smtp::Mailbox &mailbox);
    void addAddresses(QByteArrayView name, const QList<NamedMailbox> &list); ///< RFC 5322 3.4; nothing for an empty list.
    [[nodiscard]] const QByteArray &octets() const { return m_octets; }     ///< Whole lines with CRLF.

private:
    void add(QByteArrayView name, QByteArrayView foldedBody);

    QByteArray m_octets;
};

/// "Tue, 24 Nov 2026 09:12:00 +0000"
[[nodiscard]] QByteArray dateTime(const QDateTime &time);
/// \a value folded at its blanks so that lines have at most 78 octets; \a column is where it begins. Control octets become
/// blanks, octets that are not UTF-8 '?'.
[[nodiscard]] QByteArray foldedStructured(QByteArrayView value, qsizetype column);
/// A phrase (RFC 5322 3.2.5): as it is, quoted, or as encoded words.
[[nodiscard]] QByteArray phrase(const QString &text, qsizetype column);

} // namespace gateway::mail
