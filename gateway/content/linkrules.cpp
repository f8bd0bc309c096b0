#include "gateway/content/rules.h"

#include "gateway/content/brands.h"

#include <QSet>
#include <array>

using namespace Qt::StringLiterals;

namespace gateway::content {
namespace {

/// A link whose query or path carries another address: the host only forwards.
bool isRedirect(const Link &link)
{
    const qsizetype first = link.target.indexOf(u"://");
    const qsizetype second = first < 0 ? -1
                                       : std::max(link.target.indexOf(u"://", first + 3),
                                                  link.target.indexOf(u"%3A%2F%2F", first + 3, Qt::CaseInsensitive));
    return second > 0;
}

class LinkJudge
{
public:
    LinkJudge(const MessageView &message, Evidence &evidence) : m_message(message), m_evidence(evidence)
    {
        if (!message.senders.from.isEmpty())
            m_fromDomain = registrableDomain(message.senders.from.front().domain);
        m_asksCredentials = evidence.has("spam.credential-words") || evidence.has("spam.credential-words-many") ||
                            evidence.has("spam.delivery-lure") || evidence.has("spam.delivery-lure-many");
    }

    void judge()
    {
        for (const Link &link : m_message.text.links) {
            if (link.kind == HtmlLink::Kind::Image)
                continue;
            judgeTarget(link);
            if (link.kind == HtmlLink::Kind::Anchor)
                judgeShown(link);
        }
        judgeAll();
    }

private:
    QMap<QString, QString> valuesOf(const Link &link) const
    {
        return {{u"text"_s, link.text}, {u"host"_s, QString::fromLatin1(link.host)}, {u"link"_s, link.target}};
    }

    void judgeTarget(const Link &link)
    {
        const QMap<QString, QString> values = valuesOf(link);
        if (link.scheme == "data" || link.scheme == "javascript" || link.scheme == "vbscript" ||
            link.scheme == "file" || link.scheme == "search-ms")
            m_evidence.add("phish.script-link", values);
        if (link.host.isEmpty())
            return;
        m_domains.insert(link.domain);
        if (link.isOddAddress)
            m_evidence.add("phish.odd-address-link", values);
        else if (link.isAddress)
            m_evidence.add("spam.address-link", values);
        if (link.hasUserInfo)
            m_evidence.add("spam.userinfo-link", values);
        if (link.isMixedScript)
            m_evidence.add("phish.mixed-script-link", values);
        else if (link.isPunycode)
            m_evidence.add("spam.punycode-link", values);
        if (link.port > 0 && link.port != 80 && link.port != 443)
            m_evidence.add("spam.odd-port-link", values);
        if (isShortener(link.domain))
            m_evidence.add("spam.shortener", values);
        if (isFreeHosting(link.host))
            m_evidence.add("spam.free-hosting", values);
        if (isOddDomain(link.domain) && link.domain != m_fromDomain)
            m_evidence.add("spam.odd-domain-link", values);
        if (link.host.count('.') >= 4 && !link.isAddress)
            m_evidence.add("spam.deep-host", values);
        if (isRedirect(link) && link.domain != m_fromDomain)
            m_evidence.add("spam.redirect-link", values);
        if (const Brand *brand = brandImitatedBy(link.host, link.domain); brand && link.domain != m_fromDomain)
            m_evidence.add("phish.brand-in-host",
                           {{u"brand"_s, brand->name}, {u"host"_s, QString::fromLatin1(link.host)}});
        for (const QString &recipient : m_message.recipients)
            if (recipient.size() > 5 && link.target.contains(u'#') &&
                link.target.contains(recipient, Qt::CaseInsensitive))
                m_evidence.add("phish.recipient-in-link", values);
    }

    void judgeShown(const Link &link)
    {
        const QByteArray shown = shownHost(link.text);
        if (shown.isEmpty() || link.host.isEmpty())
            return;
        const QByteArray shownDomain = registrableDomain(shown);
        if (shownDomain == link.domain)
            return;
        // Newsletters count clicks on a host of their own and show the real one: a lie only if somebody's name is used.
        const QMap<QString, QString> values{{u"text"_s, QString::fromUtf8(shown)},
                                            {u"host"_s, QString::fromLatin1(link.host)}};
        const bool isOwn = shownDomain == m_fromDomain;
        const Brand *brand = brandOwning(shownDomain);
        const bool isForeignBrand = brand && !brand->owns(link.domain) && !brand->owns(m_fromDomain);
        if (isForeignBrand || (!isOwn && m_asksCredentials && !m_message.isBulk))
            m_evidence.add("phish.link-mismatch", values);
        else
            m_evidence.add("spam.link-mismatch", values);
    }

    void judgeAll()
    {
        const bool hasForeign =
            std::ranges::any_of(m_domains, [this](const QByteArray &domain) { return domain != m_fromDomain; });
        if (m_domains.size() > 10)
            m_evidence.add("spam.many-hosts", {{u"count"_s, QString::number(m_domains.size())}});
        if (!m_domains.isEmpty() && !m_domains.contains(m_fromDomain))
            m_evidence.add("spam.links-elsewhere", {{u"host"_s, QString::fromLatin1(*m_domains.begin())},
                                                    {u"domain"_s, QString::fromLatin1(m_fromDomain)}});
        const bool isRisky =
            std::ranges::any_of(std::array{"spam.shortener", "spam.free-hosting", "spam.odd-domain-link",
                                           "spam.address-link", "spam.redirect-link", "spam.link-mismatch"},
                                [this](const char *id) { return m_evidence.has(id); });
        const Brand *claimed =
            brandNamedIn(m_message.senders.from.isEmpty() ? QString() : m_message.senders.from.front().name);
        if (!claimed)
            claimed = brandNamedIn(m_message.subject);
        const bool ownsALink = claimed && std::ranges::any_of(m_domains, [claimed](const QByteArray &domain) {
                                   return claimed->owns(domain);
                               });
        if (claimed && !claimed->owns(m_fromDomain) && hasForeign && m_asksCredentials)
            m_evidence.add("phish.brand-credentials",
                           {{u"brand"_s, claimed->name}, {u"host"_s, hostOutside(*claimed)}});
        else if (claimed && !claimed->owns(m_fromDomain) && hasForeign && !ownsALink && !m_message.isBulk)
            m_evidence.add("phish.brand-elsewhere", {{u"brand"_s, claimed->name}, {u"host"_s, hostOutside(*claimed)}});
        else if (m_asksCredentials && isRisky && !m_message.isBulk)
            m_evidence.add("phish.credentials",
                           {{u"host"_s, m_domains.isEmpty() ? QString() : QString::fromLatin1(*m_domains.begin())}});
    }

    QString hostOutside(const Brand &brand) const
    {
        for (const QByteArray &domain : m_domains)
            if (!brand.owns(domain))
                return QString::fromLatin1(domain);
        return {};
    }

    const MessageView &m_message;
    Evidence &m_evidence;
    QByteArray m_fromDomain;
    bool m_asksCredentials = false;
    QSet<QByteArray> m_domains;
};

} // namespace

void judgeLinks(const MessageView &message, Evidence &evidence)
{
    LinkJudge(message, evidence).judge();
}

} // namespace gateway::content
