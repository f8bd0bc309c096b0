#include "gateway/reputation/blocklistpresets.h"

using namespace Qt::StringLiterals;

namespace gateway::reputation {
namespace {

BlockList::Code code(QByteArrayView range, double weight)
{
    return {CodeRange::parse(range).value_or(CodeRange{}), weight};
}

} // namespace

const QList<BlockListPreset> &blockListPresets()
{
    // The weights say how much a listing is worth as evidence: a direct source of spam 5, a line that should not send mail itself 3.
    static const QList<BlockListPreset> presets{
        {{.zone = "zen.spamhaus.org", .isEnabled = false,
             .codes = {code("127.0.0.2-3", 5), code("127.0.0.4-7", 5), code("127.0.0.9", 6), code("127.0.0.10-11", 3), code("127.0.0.30", 5)}},
            u"Spamhaus ZEN"_s, u"https://www.spamhaus.org/blocklists/dnsbl-fair-use-policy/"_s},
        {{.zone = "bl.spamcop.net", .isEnabled = false, .codes = {code("127.0.0.2", 3)}}, u"SpamCop"_s, u"https://www.spamcop.net/bl.shtml"_s},
        {{.zone = "b.barracudacentral.org", .isEnabled = false, .codes = {code("127.0.0.2", 3)}}, u"Barracuda Reputation"_s,
            u"https://www.barracudacentral.org/rbl"_s},
        {{.zone = "psbl.surriel.com", .isEnabled = false, .codes = {code("127.0.0.2", 2)}}, u"PSBL"_s, u"https://psbl.org/"_s},
        // 127.0.0.255 tells those who ask too much; the third octet is the kind of business, the fourth how far it is trusted.
        {{.zone = "list.dnswl.org", .kind = BlockList::Kind::Allow, .isEnabled = false,
             .codes = {code("127.0.*.0", 0.2), code("127.0.*.1", 1), code("127.0.*.2", 3), code("127.0.*.3", 5)},
             .refusals = {CodeRange{{127, 0, 0, 255}, {127, 0, 0, 255}}}},
            u"DNSWL"_s, u"https://www.dnswl.org/?page_id=9"_s},
    };
    return presets;
}

} // namespace gateway::reputation
