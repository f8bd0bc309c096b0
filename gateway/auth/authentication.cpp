#include "gateway/auth/authentication.h"

#include "gateway/auth/shown.h"

using namespace Qt::StringLiterals;

namespace gateway::auth {
namespace {

constexpr qsizetype maxSignaturesShown = 20;

QByteArray commentOf(const QString &cause) { return cause.left(200).toUtf8(); }

QByteArray properties(std::initializer_list<QByteArray> all)
{
    QByteArrayList given;
    for (const QByteArray &each : all) {
        if (!each.isEmpty())
            given.append(each);
    }
    return given.join(' ');
}

QByteArray property(QByteArrayView name, QByteArrayView value)
{
    return value.isEmpty() ? QByteArray() : mail::authProperty(name, value);
}

mail::MethodResult spfResult(const SpfCheck &spf, const smtp::Mailbox &reversePath)
{
    const bool isHelo = spf.identity == SpfCheck::Identity::Helo;
    return {"spf", toText(spf.status).toByteArray(),
            isHelo ? property("smtp.helo", spf.domain) : property("smtp.mailfrom", reversePath.toBytes()), commentOf(spf.cause)};
}

mail::MethodResult dkimResult(const DkimCheck &check)
{
    return {"dkim", toText(check.status).toByteArray(),
            properties({property("header.d", check.domain), property("header.s", check.selector), property("header.a", check.algorithm),
                        property("header.b", check.signatureStart)}),
            commentOf(check.cause)};
}

/// Without comments and quoted strings, which hold what strangers said: only the sealer's own words count (RFC 8601 2.2).
QByteArray spoken(QByteArrayView results)
{
    QByteArray words;
    int depth = 0;
    bool isQuoted = false;
    for (qsizetype i = 0; i < results.size(); ++i) {
        const char c = results[i];
        if (c == '\\' && (depth > 0 || isQuoted))
            ++i;
        else if (c == '"' && depth == 0)
            isQuoted = !isQuoted;
        else if (c == '(' && !isQuoted)
            ++depth;
        else if (c == ')' && !isQuoted)
            depth = std::max(depth - 1, 0);
        else if (depth == 0 && !isQuoted)
            words += c;
    }
    return words;
}

Reason reason(const char *id, double points, QMap<QString, QString> evidence = {})
{
    return {id, Stage::Authentication, points, std::move(evidence)};
}

void addSpf(QList<Reason> &reasons, const SpfCheck &spf)
{
    const QMap<QString, QString> evidence{{u"domain"_s, shown(spf.domain)}, {u"mechanism"_s, shown(spf.mechanism)}, {u"cause"_s, spf.cause}};
    switch (spf.status) {
    case SpfStatus::Pass: reasons.append(reason("auth.spf-pass", -0.2, evidence)); break;
    case SpfStatus::Fail: reasons.append(reason("auth.spf-fail", 1.2, evidence)); break;
    case SpfStatus::SoftFail: reasons.append(reason("auth.spf-softfail", 0.6, evidence)); break;
    case SpfStatus::TempError: reasons.append(reason("auth.spf-unknown", 0, evidence)); break;
    case SpfStatus::PermError: reasons.append(reason("auth.spf-broken", 0.2, evidence)); break;
    case SpfStatus::None: case SpfStatus::Neutral: break;
    }
}

void addDkim(QList<Reason> &reasons, const QList<DkimCheck> &dkim)
{
    const auto passed = std::ranges::find(dkim, DkimCheck::Status::Pass, &DkimCheck::status);
    if (passed != dkim.end()) {
        reasons.append(reason("auth.dkim-pass", -0.3, {{u"domain"_s, shown(passed->domain)}}));
    } else if (!dkim.isEmpty()) {
        const DkimCheck &first = dkim.first();
        const bool isKnown = first.status != DkimCheck::Status::TempError;
        reasons.append(reason(isKnown ? "auth.dkim-fail" : "auth.dkim-unknown", isKnown ? 0.3 : 0,
                              {{u"domain"_s, shown(first.domain)}, {u"cause"_s, first.cause}}));
    }
}

void addDmarc(QList<Reason> &reasons, const Authentication &all)
{
    const DmarcCheck &dmarc = all.dmarc;
    const QMap<QString, QString> evidence{{u"domain"_s, shown(dmarc.authorDomain)}, {u"policy"_s, QString::fromLatin1(toText(dmarc.policy))},
                                          {u"cause"_s, dmarc.cause}, {u"sealer"_s, shown(all.vouchedBy)}};
    switch (dmarc.status) {
    case DmarcCheck::Status::Pass: reasons.append(reason("auth.dmarc-pass", -0.5, evidence)); break;
    case DmarcCheck::Status::Fail:
        if (!all.vouchedBy.isEmpty())
            reasons.append(reason("auth.dmarc-vouched", 0, evidence));
        else if (dmarc.authorDomain.isEmpty())
            reasons.append(reason("auth.no-author", 2.0, evidence));
        else
            reasons.append(reason("auth.dmarc-fail", 1.5, evidence));
        break;
    case DmarcCheck::Status::TempError: reasons.append(reason("auth.dmarc-unknown", 0, evidence)); break;
    case DmarcCheck::Status::None: case DmarcCheck::Status::PermError: break;
    }
}

} // namespace

QByteArrayView toText(DkimCheck::Status status)
{
    switch (status) {
    case DkimCheck::Status::Pass: return "pass";
    case DkimCheck::Status::Fail: return "fail";
    case DkimCheck::Status::Policy: return "policy";
    case DkimCheck::Status::Neutral: return "neutral";
    case DkimCheck::Status::TempError: return "temperror";
    case DkimCheck::Status::PermError: return "permerror";
    }
    return {};
}

QByteArrayView toText(ArcCheck::Status status)
{
    switch (status) {
    case ArcCheck::Status::None: return "none";
    case ArcCheck::Status::Pass: return "pass";
    case ArcCheck::Status::Fail: return "fail";
    }
    return {};
}

std::optional<Authentication> identify(const SpfFacts &facts, const StreamVerifier &message, dns::Resolver &resolver)
{
    const std::optional<SpfCheck> spf = checkSpf(facts, resolver);
    std::optional<QList<DkimCheck>> dkim = message.checkDkim(resolver);
    const std::optional<ArcCheck> arc = message.checkArc(resolver);
    if (!spf || !dkim || !arc)
        return {};
    return Authentication{*spf, *std::move(dkim), *arc, {}, {}};
}

std::optional<DmarcCheck> judge(const Authentication &identified, const QList<QByteArray> &authorDomains, dns::Resolver &resolver, const PublicSuffixes &suffixes)
{
    DmarcFacts facts{.authorDomains = authorDomains, .spf = identified.spf.status, .spfDomain = identified.spf.domain};
    for (const DkimCheck &check : identified.dkim) {
        if (check.status == DkimCheck::Status::Pass)
            facts.dkimPassDomains.append(check.domain);
        else if (check.status == DkimCheck::Status::TempError)
            facts.dkimTempErrorDomains.append(check.domain);
    }
    return checkDmarc(facts, resolver, suffixes);
}

QByteArray vouchingSealer(const ArcCheck &arc, const QList<QByteArray> &trusted)
{
    if (arc.status != ArcCheck::Status::Pass || arc.sets.isEmpty())
        return {};
    if (!std::ranges::all_of(arc.sets, [&trusted](const ArcCheck::Set &set) { return trusted.contains(set.sealer); }))
        return {};
    for (const QByteArray &statement : spoken(arc.sets.first().results).split(';')) {
        if (statement.simplified().replace(" =", "=").replace("= ", "=").toLower().split(' ').value(0) == "dmarc=pass")
            return arc.sets.first().sealer;
    }
    return {};
}

QList<mail::MethodResult> methodResults(const Authentication &authentication, const smtp::Mailbox &reversePath)
{
    QList<mail::MethodResult> results{spfResult(authentication.spf, reversePath)};
    for (const DkimCheck &check : authentication.dkim.first(std::min(authentication.dkim.size(), maxSignaturesShown)))
        results.append(dkimResult(check));
    if (authentication.dkim.isEmpty())
        results.append({"dkim", "none", {}, {}});
    if (authentication.arc.status != ArcCheck::Status::None)
        results.append({"arc", toText(authentication.arc.status).toByteArray(), {}, commentOf(authentication.arc.cause)});
    const DmarcCheck &dmarc = authentication.dmarc;
    QByteArray policy;
    if (!dmarc.recordDomain.isEmpty())
        policy = "p=" + toText(dmarc.publishedPolicy).toByteArray() + (authentication.vouchedBy.isEmpty() ? QByteArray() : QByteArray("; vouched for by ARC"));
    results.append({"dmarc", toText(dmarc.status).toByteArray(), property("header.from", dmarc.authorDomain), policy});
    return results;
}

QList<Reason> reasonsOf(const Authentication &authentication)
{
    QList<Reason> reasons;
    addSpf(reasons, authentication.spf);
    addDkim(reasons, authentication.dkim);
    addDmarc(reasons, authentication);
    return reasons;
}

} // namespace gateway::auth
