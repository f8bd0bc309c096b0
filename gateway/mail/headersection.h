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
/// Tolerant: a line that is no field ends the section as the empty line does; the separator line of an mbox file ("From a@x.test Tue ...") at the
/// very beginning is passed over and part of no field. Stops at the limits of threats.md P2.
class HeaderSection
{
public:
    static constexpr qsizetype maxOctets = 1 << 20;
    static constexpr qsizetype maxFields = 2000;
    enum class Fault {
        None,
        NoField,       ///< A line that is no field came before the empty line; body() begins with it.
        Unfinished,    ///< The message ends without an empty line.
        TooManyFields, ///< Those beyond maxFields are part of body().
        TooBig,        ///< What goes beyond maxOctets is part of body().
    };

    explicit HeaderSection(QByteArrayView message);

    [[nodiscard]] const QList<HeaderField> &fields() const { return m_fields; }
    [[nodiscard]] QByteArrayView body() const { return m_body; }
    [[nodiscard]] qsizetype size() const { return m_size; }       ///< Octets, the empty line included.
    [[nodiscard]] Fault fault() const { return m_fault; }
    [[nodiscard]] bool isOverLimit() const { return m_fault == Fault::TooManyFields || m_fault == Fault::TooBig; } ///< 554 5.6.0
    [[nodiscard]] bool contains(QByteArrayView name) const;
    [[nodiscard]] int count(QByteArrayView name) const;
    [[nodiscard]] QByteArray first(QByteArrayView name) const;    ///< Unfolded; empty if there is none.
    [[nodiscard]] QList<QByteArray> all(QByteArrayView name) const;

private:
    QList<HeaderField> m_fields;
    QByteArrayView m_body;
    qsizetype m_size = 0;
    Fault m_fault = Fault::None;
};

/// Whether \a name may name a field: printable ASCII without the colon (RFC 5322 2.2).
[[nodiscard]] bool isFieldName(QByteArrayView name);

} // namespace gateway::mail
