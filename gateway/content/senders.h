#pragma once

#include "gateway/content/fields.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace gateway::content {

/// One mailbox of an address field (RFC 5322 3.4).
struct Mailbox {
    QString name;       ///< Display name, decoded.
    QByteArray address; ///< As written, domain in A-labels and lower case.
    QByteArray domain;
};

/// The mailboxes of a field, groups resolved; at most 100.
[[nodiscard]] QList<Mailbox> mailboxesOf(const Field *field);

/// Who a message says that it is from and to.
struct Senders {
    QList<Mailbox> from, replyTo, to, cc;
};

[[nodiscard]] Senders readSenders(const HeaderSection &header);

/// The first address that stands inside a text: "ceo@corp.example" <x@evil.example>. Empty if none does.
[[nodiscard]] QByteArray addressIn(QStringView text);

} // namespace gateway::content
