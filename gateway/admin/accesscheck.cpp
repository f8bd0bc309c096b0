#include "gateway/admin/accesscheck.h"

#include <QCryptographicHash>
#include <algorithm>

namespace gateway::admin {
namespace {

/// Hashes make both sides equally long, so that the time of the comparison tells nothing about the token.
QByteArray hash(QByteArrayView token)
{
    return QCryptographicHash::hash(token.toByteArray(), QCryptographicHash::Sha256);
}

bool isEqualInConstantTime(const QByteArray &a, const QByteArray &b)
{
    uchar difference = a.size() == b.size() ? 0 : 1;
    for (qsizetype i = 0; i < std::min(a.size(), b.size()); ++i)
        difference |= uchar(a[i]) ^ uchar(b[i]);
    return difference == 0;
}

/// Host = uri-host [ ":" port ] (RFC 9110 7.2): the name without brackets and port, empty if it is malformed.
QByteArray hostName(QByteArrayView host)
{
    QByteArrayView name = host, port;
    if (host.startsWith('[')) {
        const qsizetype close = host.indexOf(']');
        if (close < 0 || (close + 1 < host.size() && host[close + 1] != ':'))
            return {};
        name = host.sliced(1, close - 1);
        port = host.sliced(std::min(close + 2, host.size()));
    } else if (const qsizetype colon = host.indexOf(':'); colon >= 0) {
        name = host.first(colon);
        port = host.sliced(colon + 1);
    }
    if (!std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; }))
        return {};
    return name.toByteArray().toLower();
}

} // namespace

AccessCheck::AccessCheck(QByteArray token, QList<QByteArray> hosts)
    : m_tokenHash(token.isEmpty() ? QByteArray() : hash(token)), m_hosts(std::move(hosts))
{
    m_hosts.append("localhost");
    for (QByteArray &host : m_hosts)
        host = host.toLower();
}

AccessCheck::Answer AccessCheck::check(QByteArrayView host, QByteArrayView authorization) const
{
    if (!m_hosts.contains(hostName(host)))
        return Answer::WrongHost;
    constexpr QByteArrayView scheme = "Bearer ";
    if (m_tokenHash.isEmpty() || authorization.size() <= scheme.size()
        || authorization.first(scheme.size()).compare(scheme, Qt::CaseInsensitive) != 0)
        return Answer::NoToken;
    return isEqualInConstantTime(hash(authorization.sliced(scheme.size())), m_tokenHash) ? Answer::Granted
                                                                                        : Answer::NoToken;
}

} // namespace gateway::admin
