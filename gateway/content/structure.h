#pragma once

#include "gateway/content/analyzer.h"

#include <QByteArrayView>
#include <QList>

namespace gateway::content {

/// A stretch of the message between two lines that some parser may take for delimiters of a multipart (RFC 2046 5.1.1).
struct Segment {
    qsizetype begin = 0, bodyBegin = 0, end = 0; ///< Header section from begin, body up to end.
};

/// What a first, linear look at a message found before any library parser may see it.
struct Structure {
    QByteArray fault; ///< Which cap of threats.md P1-P3 is exceeded ("depth"), empty if none. Then no parser may run.
    QList<QByteArray>
        ambiguities;         ///< Why parsers may disagree (P4): "double-encoding", "hidden-boundary", ... each once.
    QList<Segment> segments; ///< The first one is the message itself with its preamble.
    qint64 steps = 0;        ///< Octets looked at, for the test of linearity.
};

/// Iterative; work and memory are linear in the size of \a octets for every input.
[[nodiscard]] Structure readStructure(QByteArrayView octets, const AnalyzerConfig &config);

} // namespace gateway::content
