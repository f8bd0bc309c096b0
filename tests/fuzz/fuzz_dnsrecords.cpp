#include "gateway/dns/name.h"
#include "gateway/dns/records.h"

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

void requireName(const QByteArray &name) { require(name.isEmpty() || (isName(name) && normalized(name) == name)); }

} // namespace

/// The input is one RDATA, and an answer of records, each an octet for its length and as many octets as there are (threats.md P14).
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray octets(reinterpret_cast<const char *>(data), qsizetype(size));
    if (const auto address = addressOf(octets)) {
        require(addressRecord(*address) == octets);
        require(isName(reverseName(*address)) && isName(reverseName(*address, "bl.example.net")));
    }
    if (const auto text = textOf(octets)) {
        require(text->size() <= octets.size());
        require(textOf(textRecord({*text})) == text);
    }
    if (const auto name = nameOf(octets)) {
        requireName(*name);
        require(name->isEmpty() || nameOf(toWire(*name)) == name);
    }
    if (const auto exchange = exchangeOf(octets)) {
        requireName(exchange->exchange);
        require(exchangeOf(exchangeRecord(*exchange)) == exchange);
    }
    if (isName(octets)) // As a name to ask for, whoever wrote it.
        require(nameOf(toWire(octets)) == normalized(octets));

    Answer answer{.status = Answer::Status::Found};
    for (QByteArrayView rest = octets; !rest.isEmpty();) {
        const qsizetype length = std::min<qsizetype>(uchar(rest[0]), rest.size() - 1);
        answer.records.append(rest.sliced(1, length).toByteArray());
        rest = rest.sliced(1 + length);
    }
    require(addressesOf(answer).size() + namesOf(answer).size() <= 2 * answer.records.size() && textsOf(answer).size() <= answer.records.size());
    const QList<Exchange> exchanges = exchangesOf(answer);
    require(std::ranges::is_sorted(exchanges, {}, &Exchange::preference));
    return 0;
}
