#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace gateway::mail {

/// One header field as it stands in the message (RFC 5322 2.2).
struct HeaderField {
    QByteArrayView whole; ///< With its folds and its last CRLF.
    QByteArrayView name;
    QByteArrayView body;  ///< After the colon, folds and last CRLF included.

    [[nodiscard]] bool isNamed(QByteArrayView wanted) const; ///< Case-insensitive.
    [[nodiscard]] QByteArray unfolded() const;               ///< RFC 5322 2.2.3; trimmed.
};

/// The header section of a message, cut into fields without copying: the views live as long as the message.
/// Tolerant: a line that is no field ends the section as the empty line does.
class HeaderSection
{
public:
    explicit HeaderSection(QByteArrayView message);

    [[nodiscard]] const QList<HeaderField> &fields() const { return m_fields; }
    [[nodiscard]] QByteArrayView body() const { return m_body; }
    [[nodiscard]] qsizetype size() const { return m_size; }       ///< Octets, the empty line included.
    [[nodiscard]] bool contains(QByteArrayView name) const;
    [[nodiscard]] int count(QByteArrayView name) const;
    [[nodiscard]] QByteArray first(QByteArrayView name) const;    ///< Unfolded; empty if there is none.
    [[nodiscard]] QList<QByteArray> all(QByteArrayView name) const;

private:
    QList<HeaderField> m_fields;
    QByteArrayView m_body;
    qsizetype m_size = 0;
};

} // namespace gateway::mail
