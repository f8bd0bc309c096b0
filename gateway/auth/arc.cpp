#include "gateway/auth/arc.h"

#include "gateway/auth/dkimcheck.h"

using namespace Qt::StringLiterals;

namespace gateway::auth {
namespace {

ArcCheck failed(const QString &cause)
{
    return {.status = ArcCheck::Status::Fail, .cause = cause};
}

ArcCheck failed(const char *field, qsizetype instance, const DkimCheck &check)
{
    ArcCheck result = failed(u"%1 i=%2: %3"_s.arg(QLatin1String(field), QString::number(instance), check.cause));
    result.isTemporary = check.status == DkimCheck::Status::TempError;
    return result;
}

} // namespace

ArcVerifier::ArcVerifier(const mail::HeaderSection &header, qint64 now, BodyHasher &body)
    : m_body(body), m_fields(header), m_chain(header, now)
{
    if (!m_chain.fault().isEmpty())
        return;
    for (const ArcChain::Set &set : m_chain.sets().sliced(firstSignature())) {
        if (set.signature.isUsable())
            body.want(set.signature.bodyCanonicalization, set.signature.bodyLength);
    }
}

qsizetype ArcVerifier::firstSignature() const
{
    return std::max(m_chain.sets().size() - 1 - maxOlderSignatures, qsizetype(0));
}

std::optional<ArcCheck> ArcVerifier::check(dns::Resolver &resolver) const
{
    const QList<ArcChain::Set> &sets = m_chain.sets();
    if (!m_chain.fault().isEmpty())
        return failed(m_chain.fault());
    if (sets.isEmpty())
        return ArcCheck();
    if (!sets.last().signature.isUsable())
        return failed("ARC-Message-Signature", sets.size(), unverified(sets.last().signature));

    QList<const dns::Answer *> sealKeys, signatureKeys(sets.size(), nullptr);
    bool areAllKnown = true;
    for (qsizetype i = 0; i < sets.size(); ++i) {
        sealKeys.append(resolver.find(sets[i].seal.keyQuestion()));
        const bool isLookedAt = i >= firstSignature() && sets[i].signature.isUsable();
        if (isLookedAt)
            signatureKeys[i] = resolver.find(sets[i].signature.keyQuestion());
        areAllKnown &= sealKeys[i] && (!isLookedAt || signatureKeys[i]);
    }
    if (!areAllKnown)
        return {};

    const auto checkSignature = [&](qsizetype i) {
        const DkimSignature &signature = sets[i].signature;
        return signatureKeys[i] ? verified(signature, *signatureKeys[i], m_fields.digest(signature, sets[i].signatureIndex), m_body)
                                : unverified(signature);
    };
    if (const DkimCheck last = checkSignature(sets.size() - 1); last.status != DkimCheck::Status::Pass)
        return failed("ARC-Message-Signature", sets.size(), last);
    const QList<QByteArray> digests = m_chain.sealDigests();
    for (qsizetype i = sets.size() - 1; i >= 0; --i) {
        if (const DkimCheck seal = verified(sets[i].seal, *sealKeys[i], digests[i]); seal.status != DkimCheck::Status::Pass)
            return failed("ARC-Seal", i + 1, seal);
    }

    ArcCheck result{.status = ArcCheck::Status::Pass};
    for (const ArcChain::Set &set : sets)
        result.sets.append({set.seal.domain, set.results});
    qsizetype oldest = sets.size() - 1;
    while (oldest > 0 && checkSignature(oldest - 1).status == DkimCheck::Status::Pass)
        --oldest;
    result.oldestPass = oldest == 0 ? 0 : int(oldest) + 1;
    return result;
}

} // namespace gateway::auth
