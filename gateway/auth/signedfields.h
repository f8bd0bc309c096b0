#pragma once

#include "gateway/auth/dkimsignature.h"
#include "gateway/sha256.h"

#include <QHash>

namespace gateway::auth {

/// The fields of a header section as signatures choose them: h= names instances of a field from the bottom up, each once, and one that is
/// not there counts as empty, so that it cannot be added later (RFC 6376 5.4.2, 3.5). The message must outlive this.
class SignedFields
{
public:
    explicit SignedFields(const mail::HeaderSection &header);

    [[nodiscard]] const QList<mail::HeaderField> &all() const { return m_fields; }
    [[nodiscard]] qsizetype count(QByteArrayView name) const; ///< \a name in lower case.
    /// The hash of what \a names (lower case) choose. The field at index \a own, which bears the signature, is never among them
    /// (RFC 6376 3.7); -1 if it is not there yet.
    [[nodiscard]] Sha256 hash(const QList<QByteArray> &names, Canonicalization canonicalization, qsizetype own = -1) const;
    /// What \a signature in the field at index \a own signs (RFC 6376 3.7).
    [[nodiscard]] QByteArray digest(const DkimSignature &signature, qsizetype own) const;

private:
    QList<mail::HeaderField> m_fields;
    QHash<QByteArray, QList<qsizetype>> m_byName; ///< Top down.
};

} // namespace gateway::auth
