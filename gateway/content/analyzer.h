#pragma once

#include "gateway/content/findings.h"

namespace gateway::content {

/// What the gateway knows about a message beside its octets; hints for the spam layer, never trusted more than needed.
struct ScanContext {
    QByteArray clientAddress, helo, reversePath;
    QList<QByteArray> recipients;
};

/// Caps that are checked before any parser sees the message (threats.md, default limits).
struct AnalyzerConfig {
    int maxDepth = 64, maxParts = 1000, maxFields = 2000, maxAddresses = 10000, maxParameters = 100, maxReceived = 100;
    qint64 maxHeaderSection = 1 << 20;
};

/// MIME, text, links, attachments and spam evidence of one message. Runs inside postern-scan; pure.
/// \a octets: the message with CRLF line ends. Never fails: what could not be read is a finding.
[[nodiscard]] Findings analyze(QByteArrayView octets, const ScanContext &context, const AnalyzerConfig &config);

/// One decoded leaf of the message for the virus engine: octets and the names it goes by.
struct DecodedPart {
    QByteArray octets;
    QStringList names;
};
/// Every leaf in every plausible reading (P4), for scanning beside the raw message.
[[nodiscard]] QList<DecodedPart> decodedParts(QByteArrayView octets, const AnalyzerConfig &config);

} // namespace gateway::content
