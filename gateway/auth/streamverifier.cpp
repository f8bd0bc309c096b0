#include "gateway/auth/streamverifier.h"

#include "gateway/auth/arcsealer.h"

namespace gateway::auth {

void StreamVerifier::feed(QByteArrayView octets)
{
    if (m_section)
        return m_body.feed(octets);
    m_header.append(octets);
    constexpr QByteArrayView emptyLine = "\r\n\r\n";
    const bool isAtOnce = m_header.startsWith("\r\n"); // No header field at all.
    const bool isComplete = isAtOnce || QByteArrayView(m_header).sliced(m_searched).contains(emptyLine);
    m_searched = std::max<qsizetype>(m_header.size() - emptyLine.size() + 1, 0);
    // A header section beyond its limit is refused anyway (threats.md P2); here it must only not grow.
    if (isComplete || m_header.size() > mail::HeaderSection::maxOctets)
        beginBody();
}

void StreamVerifier::beginBody()
{
    m_section.emplace(m_header);
    m_dkim.emplace(*m_section, m_now, m_body);
    m_arc.emplace(*m_section, m_now, m_body);
    if (m_isToBeSealed)
        ArcSealer::prepare(m_body);
    m_body.feed(m_section->body());
}

void StreamVerifier::finish()
{
    if (!m_section)
        beginBody();
    m_body.finish();
}

std::optional<QList<DkimCheck>> StreamVerifier::checkDkim(dns::Resolver &resolver) const { return m_dkim->check(resolver); }

std::optional<ArcCheck> StreamVerifier::checkArc(dns::Resolver &resolver) const { return m_arc->check(resolver); }

} // namespace gateway::auth
