#pragma once

#include "gateway/content/htmltext.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace gateway::content {

/// A link of a message with its host as a resolver would see it.
struct Link {
    HtmlLink::Kind kind = HtmlLink::Kind::Anchor;
    QString target;    ///< As written, without white space and control characters.
    QString text;      ///< What a person sees; empty for a bare address.
    QByteArray scheme; ///< Lower case; "http" where none is written.
    QByteArray host;   ///< A-labels, lower case; an IP address in its usual form. Empty for mailto:, data: ...
    QByteArray domain; ///< Registrable domain of host by the public suffix list; the address if it is one.
    int port = -1;
    bool isAddress = false;    ///< The host is an IP address.
    bool isOddAddress = false; ///< ... written in hexadecimal, octal or as one number.
    bool hasUserInfo = false;  ///< "https://bank.example@evil.example/"
    bool isPunycode = false;
    bool isMixedScript = false; ///< A label mixes letters of Latin with look-alikes of another script.
};

/// Takes a target apart leniently, as browsers do.
[[nodiscard]] Link parseLink(QStringView target, QStringView text, HtmlLink::Kind kind = HtmlLink::Kind::Anchor);

/// The addresses that stand in a text: "http://...", "https://...", "www...". At most \a maxCount, in one pass.
[[nodiscard]] QList<Link> linksInText(QStringView text, qsizetype maxCount);

/// The host that a shown text claims to lead to: "www.bank.example", "https://bank.example/login". Empty if it shows
/// none.
[[nodiscard]] QByteArray shownHost(QStringView text);

/// Lower case A-labels of a host name (IDNA 2008 as browsers apply it); IP addresses in any form become dotted.
[[nodiscard]] QByteArray normalizedHost(QStringView host);

/// The registrable domain of a host: "a.b.co.uk" -> "b.co.uk". The host itself if it has none.
[[nodiscard]] QByteArray registrableDomain(QByteArrayView host);

} // namespace gateway::content
