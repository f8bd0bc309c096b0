#include "gateway/content/analyzer.h"

#include <cstdlib>

using namespace gateway::content;

/// Any octets are a message; what leaves the analysis is within the limits of the findings.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView octets(data, qsizetype(size));
    const Findings findings = analyze(octets, {}, {});
    const auto read = findingsFromBytes(toBytes(findings));
    if (!read || *read != findings)
        std::abort();
    const AnalyzerConfig config;
    if (decodedParts(octets, config).size() > config.maxParts)
        std::abort();
    return 0;
}
