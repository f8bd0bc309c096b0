#include "gateway/auth/signedfields.h"

namespace gateway::auth {

SignedFields::SignedFields(const mail::HeaderSection &header) : m_fields(header.fields())
{
    for (qsizetype i = 0; i < m_fields.size(); ++i)
        m_byName[m_fields[i].name.toByteArray().toLower()].append(i);
}

qsizetype SignedFields::count(QByteArrayView name) const
{
    return m_byName.value(name.toByteArray()).size();
}

Sha256 SignedFields::hash(const QList<QByteArray> &names, Canonicalization canonicalization, qsizetype own) const
{
    Sha256 hash;
    QHash<QByteArray, qsizetype> used; // Instances, from the bottom.
    for (const QByteArray &name : names) {
        const QList<qsizetype> instances = m_byName.value(name);
        qsizetype &count = used[name];
        if (count < instances.size() && instances[instances.size() - count - 1] == own)
            ++count;
        if (count < instances.size())
            hash.add(canonicalField(m_fields[instances[instances.size() - ++count]].whole, canonicalization));
    }
    return hash;
}

QByteArray SignedFields::digest(const DkimSignature &signature, qsizetype own) const
{
    Sha256 all = hash(signature.signedFields, signature.headerCanonicalization, own);
    all.add(signature.canonicalUnsignedField(signature.headerCanonicalization));
    return all.result();
}

} // namespace gateway::auth
