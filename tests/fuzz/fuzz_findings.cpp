#include "gateway/content/findings.h"

#include <cstdlib>

using namespace gateway::content;

/// The daemon's reading of what a scanner sent: what is accepted survives a second way unchanged.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto findings = findingsFromBytes(QByteArrayView(data, qsizetype(size)));
    if (!findings)
        return 0;
    const auto again = findingsFromBytes(toBytes(*findings));
    if (!again || *again != *findings)
        std::abort();
    return 0;
}
