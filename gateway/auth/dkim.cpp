#include "gateway/auth/dkim.h"

using namespace Qt::StringLiterals;

namespace gateway::auth {
namespace {

constexpr qsizetype minSignatureStart = 8; // RFC 6008 4

qsizetype commonLength(QByteArrayView a, QByteArrayView b)
{
    return std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin();
}

} // namespace

DkimVerifier::DkimVerifier(const mail::HeaderSection &header, qint64 now)
    : DkimVerifier(header, now, std::make_unique<BodyHasher>(), nullptr)
{
}

DkimVerifier::DkimVerifier(const mail::HeaderSection &header, qint64 now, BodyHasher &body) : DkimVerifier(header, now, nullptr, &body)
{
}

DkimVerifier::DkimVerifier(const mail::HeaderSection &header, qint64 now, std::unique_ptr<BodyHasher> own, BodyHasher *shared)
    : m_ownBody(std::move(own)), m_body(shared ? *shared : *m_ownBody), m_fields(header)
{
    for (qsizetype i = 0; i < m_fields.all().size(); ++i) {
        const mail::HeaderField &field = m_fields.all()[i];
        if (!field.isNamed("DKIM-Signature"))
            continue;
        if (m_candidates.size() == maxSignatures) {
            ++m_notChecked;
            continue;
        }
        const DkimSignature signature = DkimSignature::parse(field, DkimSignature::Kind::Dkim, now);
        if (signature.isUsable())
            m_body.want(signature.bodyCanonicalization, signature.bodyLength);
        m_candidates.append({i, signature});
    }
}

std::optional<QList<DkimCheck>> DkimVerifier::check(dns::Resolver &resolver) const
{
    QList<const dns::Answer *> keys;
    bool areAllKnown = true;
    for (const Candidate &each : m_candidates) {
        keys.append(each.signature.isUsable() ? resolver.find(each.signature.keyQuestion()) : nullptr);
        areAllKnown &= keys.last() || !each.signature.isUsable();
    }
    if (!areAllKnown)
        return {};
    QList<DkimCheck> checks;
    for (qsizetype i = 0; i < m_candidates.size(); ++i) {
        const auto &[index, signature] = m_candidates[i];
        checks.append(signature.isUsable() ? verified(signature, *keys[i], m_fields.digest(signature, index), m_body) : unverified(signature));
        checks.last().signatureStart = signatureStart(m_candidates[i]);
    }
    DkimCheck notChecked;
    notChecked.cause = u"not checked: too many signatures"_s;
    return checks + QList<DkimCheck>(m_notChecked, notChecked);
}

QByteArray DkimVerifier::signatureStart(const Candidate &candidate) const
{
    qsizetype length = minSignatureStart;
    for (const Candidate &other : m_candidates) {
        const qsizetype common = commonLength(candidate.signature.signatureText, other.signature.signatureText);
        if (common < candidate.signature.signatureText.size()) // Nothing tells it from itself or a copy.
            length = std::max(length, common + 1);
    }
    return candidate.signature.signatureText.left(length);
}

} // namespace gateway::auth
