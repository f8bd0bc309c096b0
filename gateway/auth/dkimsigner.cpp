#include "gateway/auth/dkimsigner.h"

namespace gateway::auth {

QByteArray DkimSigner::sign(const mail::HeaderSection &header, const BodyHasher &body, qint64 now) const
{
    const SignedFields fields(header);
    const QList<QByteArray> names = fieldsToSign(fields);
    const SignatureTags tags{{"v", "1"},
                             {"c", "relaxed/relaxed"},
                             {"h", nameList(names)},
                             {"t", QByteArray::number(now)},
                             {"bh", body.digest(Canonicalization::Relaxed).toBase64()}};
    return signedField("DKIM-Signature", tags, fields.hash(names, Canonicalization::Relaxed), Canonicalization::Relaxed, m_signer);
}

} // namespace gateway::auth
