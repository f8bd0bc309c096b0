#pragma once

#include "gateway/auth/dkimsignature.h"
#include "gateway/sha256.h"

namespace gateway::auth {

/// The ARC sets of a header section and whether they form a chain (RFC 8617 4.2, 5.2 steps 1 to 3); no signature is verified here.
/// The message must outlive this.
class ArcChain
{
public:
    static constexpr int maxSets = 50; ///< RFC 8617 4.2.1
    struct Set {
        qsizetype resultsIndex = -1;   ///< Of the ARC-Authentication-Results field; -1: missing.
        qsizetype signatureIndex = -1; ///< ARC-Message-Signature
        qsizetype sealIndex = -1;      ///< ARC-Seal
        QByteArray results;            ///< What follows "i=N;": authserv-id and results (RFC 8617 4.1.1), unfolded.
        DkimSignature signature;
        DkimSignature seal;
    };

    explicit ArcChain(const mail::HeaderSection &header, qint64 now);

    [[nodiscard]] const QList<Set> &sets() const { return m_sets; } ///< By instance, from 1; with a fault there may be gaps.
    [[nodiscard]] const QString &fault() const { return m_fault; }  ///< Why it is no chain.
    [[nodiscard]] bool isSealedAsFailed() const;                    ///< The last seal says cv=fail: nobody may add to it (RFC 8617 5.1).
    /// What the seals sign, by instance: the sets up to it, its own field with an empty b= (RFC 8617 5.1.1). Only without a fault.
    [[nodiscard]] QList<QByteArray> sealDigests() const;
    /// The hash of all sets, for another seal to go on from. Only without a fault.
    [[nodiscard]] Sha256 hash() const;

private:
    void take(qsizetype index, qint64 now);
    void judge();
    void addFields(Sha256 &hash, const Set &set) const;

    const QList<mail::HeaderField> m_fields;
    QList<Set> m_sets;
    QString m_fault;
};

} // namespace gateway::auth
