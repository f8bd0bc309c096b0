#include "app/posternctl/authreport.h"

#include "gateway/auth/authentication.h"
#include "gateway/content/senders.h"
#include "gateway/dns/knownanswers.h"
#include "gateway/dns/zonefile.h"
#include "gateway/net/dnsresolver.h"

#include <QDateTime>
#include <QJsonArray>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

using namespace Qt::StringLiterals;
using namespace gateway;

namespace cli {
namespace {

constexpr std::chrono::seconds patience{30};

QByteArray withCrlf(const QByteArray &message)
{
    QByteArray octets = message;
    return octets.replace("\r\n", "\n").replace('\n', "\r\n");
}

QString text(QByteArrayView octets) { return QString::fromUtf8(octets); }

QByteArrayList authorDomains(QByteArrayView message)
{
    constexpr int maxFields = 2000;
    QByteArrayList domains;
    for (const content::Mailbox &author : content::readSenders(content::readHeaderSection(message, maxFields)).from) {
        if (!domains.contains(author.domain))
            domains.append(author.domain);
    }
    return domains;
}

/// A reverse-path that no server would take is asked about as it is: the checks have an answer to that, too.
smtp::Mailbox mailboxOf(const QByteArray &text)
{
    if (const Result<smtp::Mailbox> parsed = smtp::parseMailbox(text, smtp::Utf8::Allowed); parsed || text.isEmpty())
        return parsed.value_or(smtp::Mailbox());
    const qsizetype at = text.lastIndexOf('@');
    return {text.first(std::max<qsizetype>(at, 0)), text.sliced(at + 1)};
}

/// One check after another, as far as what is known goes.
std::optional<auth::Authentication> evaluate(const auth::SpfFacts &facts, const auth::StreamVerifier &verifier, const QByteArrayList &authors,
                                             const auth::PublicSuffixes &suffixes, dns::Resolver &resolver)
{
    std::optional<auth::Authentication> all = auth::identify(facts, verifier, resolver);
    if (!all)
        return {};
    const auto dmarc = auth::judge(*all, authors, resolver, suffixes);
    if (!dmarc)
        return {};
    all->dmarc = *dmarc;
    return all;
}

/// Asks the DNS until all is known, or it is known that it is not.
class Inquiry
{
public:
    Inquiry(boost::asio::io_context &loop, net::DnsResolver &resolver) : m_loop(loop), m_resolver(resolver) {}
    [[nodiscard]] dns::KnownAnswers &answers() { return m_answers; }
    void learn()
    {
        auto done = boost::asio::co_spawn(m_loop, m_resolver.learn(m_answers, m_deadline), boost::asio::use_future);
        m_loop.restart();
        m_loop.run();
        done.get();
    }

private:
    boost::asio::io_context &m_loop;
    net::DnsResolver &m_resolver;
    dns::KnownAnswers m_answers;
    const net::DnsResolver::Clock::time_point m_deadline = net::DnsResolver::Clock::now() + patience;
};

QJsonObject toJson(const auth::Authentication &all)
{
    QJsonArray dkim, sealers;
    for (const auth::DkimCheck &each : all.dkim) {
        dkim.append(QJsonObject{{u"result"_s, text(auth::toText(each.status))}, {u"reason"_s, each.cause}, {u"domain"_s, text(each.domain)},
                                {u"selector"_s, text(each.selector)}, {u"algorithm"_s, text(each.algorithm)}, {u"bits"_s, each.keyBits}});
    }
    for (const auth::ArcCheck::Set &set : all.arc.sets)
        sealers.append(text(set.sealer));
    const auth::DmarcCheck &dmarc = all.dmarc;
    return {{u"spf"_s, QJsonObject{{u"result"_s, text(auth::toText(all.spf.status))}, {u"reason"_s, all.spf.cause}, {u"domain"_s, text(all.spf.domain)},
                                   {u"mechanism"_s, text(all.spf.mechanism)}, {u"explanation"_s, text(all.spf.explanation)}}},
            {u"dkim"_s, dkim},
            {u"dmarc"_s, QJsonObject{{u"result"_s, text(auth::toText(dmarc.status))}, {u"reason"_s, dmarc.cause}, {u"domain"_s, text(dmarc.authorDomain)},
                                     {u"record"_s, text(dmarc.recordDomain)}, {u"policy"_s, text(auth::toText(dmarc.publishedPolicy))},
                                     {u"applied"_s, text(auth::toText(dmarc.policy))}, {u"isSpfAligned"_s, dmarc.isSpfAligned},
                                     {u"isDkimAligned"_s, dmarc.isDkimAligned}}},
            {u"arc"_s, QJsonObject{{u"result"_s, text(auth::toText(all.arc.status))}, {u"reason"_s, all.arc.cause}, {u"sealers"_s, sealers}}}};
}

/// "192.0.2.53:5353" as the resolver writes it: "192.0.2.53@5353".
QString nameServer(QString address)
{
    const bool isBracketed = address.startsWith(u'[');
    const qsizetype colon = address.lastIndexOf(u':');
    if (colon > 0 && (isBracketed || address.count(u':') == 1))
        address[colon] = u'@';
    return address.remove(u'[').remove(u']');
}

} // namespace

Result<QJsonObject> authReport(const AuthRequest &request)
{
    const smtp::Mailbox reversePath = mailboxOf(request.reversePath);
    const qint64 time = request.time > 0 ? request.time : QDateTime::currentSecsSinceEpoch();
    const QByteArray message = withCrlf(request.message);
    auth::StreamVerifier verifier(time);
    verifier.feed(message);
    verifier.finish();
    const auth::SpfFacts facts{request.client, request.helo, reversePath, "localhost", std::chrono::sys_seconds(std::chrono::seconds(time))};
    const QByteArrayList authors = authorDomains(message);
    const auth::PublicSuffixes suffixes;

    if (request.zone) {
        Result<dns::ZoneFile> zone = dns::ZoneFile::parse(*request.zone);
        if (!zone)
            return tl::make_unexpected(zone.error());
        return toJson(evaluate(facts, verifier, authors, suffixes, *zone).value_or(auth::Authentication()));
    }
    net::DnsConfig config;
    if (!request.resolver.isEmpty())
        config.forwarders = {nameServer(request.resolver)};
    config.validates = request.resolver.isEmpty(); // A name server that is named is believed.
    boost::asio::io_context loop; // Before the resolver, whose thread uses it to the end.
    const auto resolver = net::DnsResolver::make(config);
    if (!resolver)
        return tl::make_unexpected(resolver.error());
    Inquiry inquiry(loop, **resolver);
    while (true) {
        if (const auto all = evaluate(facts, verifier, authors, suffixes, inquiry.answers()))
            return toJson(*all);
        inquiry.learn();
    }
}

} // namespace cli
