#include "gateway/auth/arcsealer.h"

#include "gateway/mail/authenticationresults.h"
#include "gateway/mail/headerwriter.h"

namespace gateway::auth {
namespace {

constexpr Canonicalization sealed = Canonicalization::Relaxed; // RFC 8617 4.1.3

QByteArray toText(ArcCheck::Status status)
{
    return status == ArcCheck::Status::None ? "none" : status == ArcCheck::Status::Pass ? "pass" : "fail";
}

} // namespace

QByteArray ArcSealer::seal(const mail::HeaderSection &header, const BodyHasher &body, ArcCheck::Status status, QByteArrayView results,
                           qint64 now) const
{
    const ArcChain chain(header, now);
    const qsizetype instance = chain.sets().size() + 1;
    if (chain.isSealedAsFailed() || instance > ArcChain::maxSets)
        return {};

    mail::HeaderWriter writer;
    const QByteArray number = QByteArray::number(instance), time = QByteArray::number(now);
    writer.addStructured("ARC-Authentication-Results", "i=" + number + "; " + results.toByteArray());
    const QByteArray resultsField = writer.octets();

    const SignedFields fields(header);
    QList<QByteArray> names = m_fieldNames;
    if (names.isEmpty())
        names = fieldsToSign(fields) + QList<QByteArray>(fields.count("dkim-signature"), "dkim-signature");
    const SignatureTags signatureTags{{"i", number},
                                      {"c", "relaxed/relaxed"},
                                      {"h", nameList(names)},
                                      {"t", time},
                                      {"bh", body.digest(Canonicalization::Relaxed).toBase64()}};
    const QByteArray signatureField =
        signedField("ARC-Message-Signature", signatureTags, fields.hash(names, Canonicalization::Relaxed), Canonicalization::Relaxed, m_signer);

    // Of a chain that failed, the seal covers our own set only (RFC 8617 5.1.2).
    const bool coversChain = status != ArcCheck::Status::Fail && chain.fault().isEmpty();
    Sha256 hash = coversChain ? chain.hash() : Sha256();
    hash.add(canonicalField(resultsField, sealed));
    hash.add(canonicalField(signatureField, sealed));
    const SignatureTags sealTags{{"i", number}, {"t", time}, {"cv", coversChain ? toText(status) : "fail"}};
    const QByteArray sealField = signedField("ARC-Seal", sealTags, hash, sealed, m_signer);
    return signatureField.isEmpty() || sealField.isEmpty() ? QByteArray() : sealField + signatureField + resultsField;
}

QByteArray mergedResults(const mail::HeaderSection &header, QByteArrayView authservId)
{
    QByteArray merged = authservId.toByteArray();
    for (const mail::HeaderField &field : header.fields()) {
        if (!field.isNamed("Authentication-Results") || mail::authservIdOf(field.body).compare(authservId, Qt::CaseInsensitive) != 0)
            continue;
        const QByteArray body = field.unfolded();
        const qsizetype semicolon = body.indexOf(';');
        QByteArray results = semicolon < 0 ? QByteArray() : body.sliced(semicolon + 1).trimmed();
        if (results.endsWith(';'))
            results.chop(1);
        if (!results.isEmpty())
            merged += "; " + results;
    }
    return merged;
}

} // namespace gateway::auth
