#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QStringView>

namespace gateway::content {

/// A name that people trust and the domains that it really uses (resources/rules/brands.json).
struct Brand {
    QString name;       ///< As comparable text: "paypal".
    QByteArray compact; ///< The name as it can stand in a host: without blanks; empty if it is too short to tell.
    QList<QByteArray> domains;

    [[nodiscard]] bool owns(QByteArrayView domain) const; ///< The domain or one that it is part of.
};

/// The brand whose name stands as a word in \a text; null if none does.
[[nodiscard]] const Brand *brandNamedIn(QStringView text);

/// The brand whose name is written in a label of a host that it does not own: "paypal-login.example"; null if none.
[[nodiscard]] const Brand *brandImitatedBy(QByteArrayView host, QByteArrayView domain);

/// The brand that owns a domain; null if none.
[[nodiscard]] const Brand *brandOwning(QByteArrayView domain);

/// Whether a domain gives mailboxes to everybody: gmail.com.
[[nodiscard]] bool isFreeMail(QByteArrayView domain);
/// Whether a domain shortens links, or hosts pages of everybody.
[[nodiscard]] bool isShortener(QByteArrayView domain);
[[nodiscard]] bool isFreeHosting(QByteArrayView host);
/// Whether a domain is under a top-level domain that is mostly abused.
[[nodiscard]] bool isOddDomain(QByteArrayView domain);

} // namespace gateway::content
