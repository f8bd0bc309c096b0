#include "gateway/auth/domains.h"

#include <algorithm>

namespace gateway::auth {

bool isWithin(QByteArrayView name, QByteArrayView domain)
{
    return name.endsWith(domain) && (name.size() == domain.size() || name[name.size() - domain.size() - 1] == '.');
}

bool isFqdn(QByteArrayView name)
{
    if (name.size() > 253 || name.startsWith('[') || !std::ranges::all_of(name, [](char c) { return c >= ' ' && c <= '~'; }))
        return false;
    qsizetype begin = 0, labels = 0;
    for (qsizetype i = 0; i <= name.size(); ++i) {
        if (i < name.size() && name[i] != '.')
            continue;
        if (i == begin || i - begin > 63)
            return false;
        ++labels;
        if (i < name.size())
            begin = i + 1;
    }
    return labels > 1 && !std::ranges::all_of(name.sliced(begin), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace gateway::auth
