#pragma once

#include "gateway/content/structure.h"

namespace gateway::content {

/// A decoded stretch of a message in one of its readings.
struct Reading {
    QByteArray octets;
    QStringList names;
    QByteArray type; ///< Declared media type, lower case, if one was seen.
};

/// Every stretch of \a structure in every decoding that some mail program may apply (P4): the declared ones and those
/// that its content suggests, nested messages included. Bounded by \a config and 400 MB.
[[nodiscard]] QList<Reading> readAllWays(QByteArrayView octets, const Structure &structure,
                                         const AnalyzerConfig &config);

} // namespace gateway::content
