#include "gateway/net/mtastspolicy.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace gateway;
using namespace gateway::net;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

} // namespace

/// The input is a policy document, and its lines are TXT records (threats.md T5).
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray octets(reinterpret_cast<const char *>(data), qsizetype(size));
    if (const Result<MtaStsPolicy> policy = MtaStsPolicy::parse(octets)) {
        require(size <= std::size_t(MtaStsPolicy::maxOctets) && policy->exchanges.size() <= MtaStsPolicy::maxExchanges);
        require(policy->mode == MtaStsPolicy::Mode::None || !policy->exchanges.isEmpty());
        require(policy->maxAge.count() >= 0 && policy->maxAge.count() <= 31'557'600);
        for (const QByteArray &pattern : policy->exchanges) {
            const bool isWildcard = pattern.startsWith("*.");
            const QByteArray name = isWildcard ? pattern.mid(2) : pattern;
            require(isMtaStsDomain(name) && name == name.toLower());
            require(policy->covers(isWildcard ? "a." + name : name));
        }
    } else {
        require(policy.error().kind == Error::Kind::Invalid);
    }
    const QList<QByteArray> lines = octets.split('\n');
    for (const QByteArray &line : lines) {
        if (const std::optional<QByteArray> id = mtaStsIdOf({line}))
            require(!id->isEmpty() && id->size() <= 32 && line.startsWith("v=STSv1") && line.contains("id=" + *id));
    }
    (void)mtaStsIdOf(lines);
    return 0;
}
