#include "gateway/auth/arcchain.h"

#include "gateway/mail/authenticationresults.h"

using namespace Qt::StringLiterals;

namespace gateway::auth {
namespace {

constexpr Canonicalization sealed = Canonicalization::Relaxed; // RFC 8617 4.1.3
constexpr qsizetype maxFields = qsizetype(3) * ArcChain::maxSets; // More cannot all be in their place.

struct Results {
    int instance = 0;
    QByteArray payload;
};

// arc-info = instance [CFWS] ";" authres-payload; instance = [CFWS] %s"i" [CFWS] "=" [CFWS] 1*2DIGIT [CFWS] (RFC 8617 4.1.1)
std::optional<Results> parseResults(const mail::HeaderField &field)
{
    const QByteArray body = field.unfolded();
    QByteArrayView rest = mail::withoutCfws(body);
    for (const char expected : {'i', '='}) {
        if (!rest.startsWith(expected))
            return {};
        rest = mail::withoutCfws(rest.sliced(1));
    }
    qsizetype digits = 0;
    while (digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '9')
        ++digits;
    const std::optional<int> instance = arcInstance(rest.first(digits));
    rest = mail::withoutCfws(rest.sliced(digits));
    if (!instance || !rest.startsWith(';'))
        return {};
    return Results{*instance, rest.sliced(1).toByteArray().trimmed()};
}

} // namespace

ArcChain::ArcChain(const mail::HeaderSection &header, qint64 now) : m_fields(header.fields())
{
    qsizetype count = 0;
    for (qsizetype i = 0; i < m_fields.size() && count <= maxFields; ++i) {
        if (m_fields[i].isNamed("ARC-Seal") || m_fields[i].isNamed("ARC-Message-Signature") || m_fields[i].isNamed("ARC-Authentication-Results")) {
            ++count;
            take(i, now);
        }
    }
    if (count > 0 && m_fault.isEmpty())
        judge();
}

void ArcChain::take(qsizetype index, qint64 now)
{
    const mail::HeaderField &field = m_fields[index];
    const auto fail = [this](const QString &cause) {
        if (m_fault.isEmpty())
            m_fault = cause;
    };
    const auto place = [this, &fail](int instance, qsizetype Set::*member, qsizetype at) -> Set * {
        if (m_sets.size() < instance)
            m_sets.resize(instance);
        Set &set = m_sets[instance - 1];
        if (set.*member >= 0) {
            fail(u"two fields of one kind have i=%1"_s.arg(instance));
            return nullptr;
        }
        set.*member = at;
        return &set;
    };
    if (field.isNamed("ARC-Authentication-Results")) {
        const std::optional<Results> results = parseResults(field);
        if (!results)
            return fail(u"ARC-Authentication-Results is malformed"_s);
        if (Set *set = place(results->instance, &Set::resultsIndex, index))
            set->results = results->payload;
        return;
    }
    const bool isSeal = field.isNamed("ARC-Seal");
    const DkimSignature signature = DkimSignature::parse(field, isSeal ? DkimSignature::Kind::ArcSeal : DkimSignature::Kind::ArcMessage, now);
    if (signature.instance == 0)
        return fail(u"%1: %2"_s.arg(isSeal ? "ARC-Seal"_L1 : "ARC-Message-Signature"_L1, signature.fault));
    if (Set *set = place(signature.instance, isSeal ? &Set::sealIndex : &Set::signatureIndex, index))
        (isSeal ? set->seal : set->signature) = signature;
}

void ArcChain::judge()
{
    for (qsizetype i = 0; i < m_sets.size() && m_fault.isEmpty(); ++i) {
        const Set &set = m_sets[i];
        const QByteArrayView expected = i == 0 ? "none" : "pass"; // RFC 8617 5.2 step 3 C
        if (set.resultsIndex < 0 || set.signatureIndex < 0 || set.sealIndex < 0)
            m_fault = u"the set i=%1 is not complete"_s.arg(i + 1);
        else if (!set.seal.isUsable())
            m_fault = u"ARC-Seal i=%1: %2"_s.arg(QString::number(i + 1), set.seal.fault);
        else if (set.seal.chainStatus != expected)
            m_fault = u"the seal i=%1 says cv=%2"_s.arg(QString::number(i + 1), QString::fromLatin1(set.seal.chainStatus));
    }
}

bool ArcChain::isSealedAsFailed() const
{
    return !m_sets.isEmpty() && m_sets.last().seal.chainStatus == "fail";
}

void ArcChain::addFields(Sha256 &hash, const Set &set) const
{
    hash.add(canonicalField(m_fields[set.resultsIndex].whole, sealed));
    hash.add(canonicalField(m_fields[set.signatureIndex].whole, sealed));
}

QList<QByteArray> ArcChain::sealDigests() const
{
    QList<QByteArray> digests;
    Sha256 hash;
    for (const Set &set : m_sets) {
        addFields(hash, set);
        Sha256 upToSeal(hash);
        upToSeal.add(set.seal.canonicalUnsignedField(sealed));
        digests.append(upToSeal.result());
        hash.add(canonicalField(m_fields[set.sealIndex].whole, sealed));
    }
    return digests;
}

Sha256 ArcChain::hash() const
{
    Sha256 hash;
    for (const Set &set : m_sets) {
        addFields(hash, set);
        hash.add(canonicalField(m_fields[set.sealIndex].whole, sealed));
    }
    return hash;
}

} // namespace gateway::auth
