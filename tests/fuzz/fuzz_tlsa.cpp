#include "gateway/dns/tlsa.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace gateway::dns;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

} // namespace

/// The input is one RDATA, and an answer of records, each an octet for its length and as many octets as there are (threats.md T4).
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray octets(reinterpret_cast<const char *>(data), qsizetype(size));
    if (const std::optional<Tlsa> record = tlsaOf(octets)) {
        require(tlsaRecord(*record) == octets);
        require(!isUsable(*record) || (record->usage >= 2 && record->usage <= 3 && record->selector <= 1 && record->matchingType <= 2));
    } else {
        require(octets.size() < 4);
    }
    Answer answer{.status = Answer::Status::Found};
    for (QByteArrayView rest = octets; !rest.isEmpty();) {
        const qsizetype length = std::min<qsizetype>(uchar(rest[0]), rest.size() - 1);
        answer.records.append(rest.sliced(1, length).toByteArray());
        rest = rest.sliced(1 + length);
    }
    const QList<Tlsa> usable = usableTlsasOf(answer);
    require(usable.size() <= 100 && std::is_sorted(usable.begin(), usable.end()) && std::ranges::all_of(usable, isUsable));
    return 0;
}
