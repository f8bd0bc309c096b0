#include "gateway/delivery/routes.h"

namespace gateway::delivery {

Routes::Routes(QList<RoutedDomain> domains, net::NextHop defaultHop, std::optional<net::NextHop> relay)
    : m_defaultHop(std::move(defaultHop)), m_relay(std::move(relay))
{
    for (RoutedDomain &domain : domains)
        m_domains.insert(domain.name, std::move(domain));
}

const net::NextHop &Routes::nextHop(const smtp::Mailbox &recipient) const
{
    const auto domain = m_domains.constFind(recipient.domainKey());
    if (domain != m_domains.constEnd())
        return domain->nextHop ? *domain->nextHop : m_defaultHop;
    return m_relay && !recipient.domain.isEmpty() ? *m_relay : m_defaultHop;
}

Result<net::NextHop> parseNextHop(const QString &text)
{
    const QString trimmed = text.trimmed();
    QString host = trimmed, port;
    if (trimmed.startsWith(u'[')) {
        const qsizetype close = trimmed.indexOf(u']');
        host = trimmed.mid(1, close - 1);
        port = trimmed.mid(close + 1);
    } else if (trimmed.count(u':') == 1) {
        host = trimmed.section(u':', 0, 0);
        port = u':' + trimmed.section(u':', 1);
    }
    bool isNumber = true;
    const uint number = port.isEmpty() ? 25 : port.mid(1).toUInt(&isNumber);
    if (host.isEmpty() || !isNumber || number == 0 || number > 65535 || (!port.isEmpty() && port[0] != u':') || host.contains(u' '))
        return failure(Error::Kind::Invalid, QStringLiteral("“%1” is not a host and port. Write for example mail.example.com:25.").arg(text));
    return net::NextHop{host.toUtf8(), quint16(number), net::NextHop::Tls::Opportunistic};
}

} // namespace gateway::delivery
