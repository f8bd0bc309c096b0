#include "gateway/reputation/blocklist.h"

#include "gateway/reputation/hostname.h"
#include "gateway/reputation/safetext.h"

using namespace Qt::StringLiterals;

namespace gateway::reputation {

Result<> BlockList::validated() const
{
    constexpr qsizetype maxZone = 253 - 64; // An IPv6 address takes 64 octets before it.
    constexpr qsizetype maxCodes = 100;
    const auto invalid = [this](const QString &what) {
        return failure(Error::Kind::Invalid, u"block list \"%1\": %2"_s.arg(safeText(zone), what));
    };
    if (!isHostName(zone) || zone.size() > maxZone || !zone.contains('.'))
        return invalid(u"the zone must be a domain name of at most %1 characters (bl.example.com)"_s.arg(maxZone));
    const auto isWeight = [](double value) { return value >= 0 && value <= maxWeight; }; // False for what is no number.
    if (!isWeight(weight) || !std::ranges::all_of(codes, [&](const Code &code) { return isWeight(code.weight); }))
        return invalid(u"a weight must be from 0 to %1; kind says in which direction it counts"_s.arg(maxWeight));
    if (codes.size() > maxCodes || refusals.size() > maxCodes)
        return invalid(u"at most %1 ranges of answers; join some"_s.arg(maxCodes));
    return {};
}

} // namespace gateway::reputation
