#include "gateway/content/analyzer.h"

#include "gateway/content/mimetree.h"
#include "gateway/content/readings.h"
#include "gateway/content/structure.h"

namespace gateway::content {

Findings analyze(QByteArrayView octets, const ScanContext &context, const AnalyzerConfig &config)
{
    Q_UNUSED(context)
    Findings findings;
    const Structure structure = readStructure(octets, config);
    findings.isBrokenStructure = !structure.fault.isEmpty();
    findings.isAmbiguous = !structure.ambiguities.isEmpty();
    findings.wasContentScanned = true;
    return findings;
}

QList<DecodedPart> decodedParts(QByteArrayView octets, const AnalyzerConfig &config)
{
    const Structure structure = readStructure(octets, config);
    QList<DecodedPart> parts;
    for (Reading &reading : readAllWays(octets, structure, config))
        parts.append({std::move(reading.octets), std::move(reading.names)});
    if (!structure.fault.isEmpty())
        return parts; // No library parser sees what is over the caps.
    for (Leaf &leaf : readMimeTree(octets, config)) {
        const auto same = std::ranges::find(parts, leaf.octets, &DecodedPart::octets);
        if (same != parts.end()) {
            same->names += leaf.names;
            same->names.removeDuplicates();
        } else if (parts.size() < config.maxParts) {
            parts.append({std::move(leaf.octets), std::move(leaf.names)});
        }
    }
    return parts;
}

} // namespace gateway::content
