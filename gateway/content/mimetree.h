#pragma once

#include "gateway/content/analyzer.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace gateway::content {

/// A leaf of the MIME tree as GMime reads it, decoded.
struct Leaf {
    QByteArray type;    ///< "text/html", lower case.
    QByteArray charset; ///< As declared; empty if not.
    QByteArray contentId;
    QStringList names;              ///< Every candidate name, raw.
    QByteArray octets;              ///< After transfer decoding.
    bool isAttachment = false;      ///< Content-Disposition says so.
    bool isInNestedMessage = false; ///< Below a message/rfc822 part.

    [[nodiscard]] bool isText() const
    {
        return !isAttachment && (type == "text/plain" || type == "text/html") && names.isEmpty();
    }
};

/// The usual reading of a message. Only for what readStructure() found within the caps.
[[nodiscard]] QList<Leaf> readMimeTree(QByteArrayView octets, const AnalyzerConfig &config);

/// What all parsers of one message may unpack together (P7, P8).
inline constexpr qint64 maxUnpackedOctets = qint64(400) << 20;

} // namespace gateway::content
