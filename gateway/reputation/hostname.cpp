#include "gateway/reputation/hostname.h"

#include "gateway/dns/name.h"

#include <algorithm>

namespace gateway::reputation {

bool isHostName(QByteArrayView name)
{
    const auto isAllowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    };
    return dns::isName(name) && std::ranges::all_of(name, isAllowed);
}

} // namespace gateway::reputation
