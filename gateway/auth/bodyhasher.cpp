#include "gateway/auth/bodyhasher.h"

#include "gateway/sha256.h"

#include <map>

namespace gateway::auth {

struct BodyHasher::Pass {
    explicit Pass(Canonicalization canonicalization) : canonicalizer(canonicalization) {}

    void take(QByteArrayView octets)
    {
        while (next != prefixes.end() && next->first - size <= quint64(octets.size())) {
            const qsizetype rest = qsizetype(next->first - size);
            add(octets.first(rest));
            octets = octets.sliced(rest);
            next->second = Sha256(hash).result();
            ++next;
        }
        add(octets);
    }
    void add(QByteArrayView octets)
    {
        hash.add(octets);
        size += quint64(octets.size());
    }

    BodyCanonicalizer canonicalizer;
    Sha256 hash;
    quint64 size = 0;
    std::map<quint64, QByteArray> prefixes; ///< Digests by l=.
    std::map<quint64, QByteArray>::iterator next;
    QByteArray whole;
};

BodyHasher::BodyHasher() = default;
BodyHasher::~BodyHasher() = default;

void BodyHasher::want(Canonicalization canonicalization, std::optional<quint64> length)
{
    Q_ASSERT(!m_hasBegun);
    std::unique_ptr<Pass> &pass = m_passes[size_t(canonicalization)];
    if (!pass)
        pass = std::make_unique<Pass>(canonicalization);
    if (length)
        pass->prefixes.try_emplace(*length);
    pass->next = pass->prefixes.begin();
}

void BodyHasher::feed(QByteArrayView octets)
{
    m_hasBegun = true;
    for (const std::unique_ptr<Pass> &pass : m_passes) {
        if (pass)
            pass->canonicalizer.feed(octets, [&pass](QByteArrayView canonical) { pass->take(canonical); });
    }
}

void BodyHasher::finish()
{
    m_hasBegun = true;
    for (const std::unique_ptr<Pass> &pass : m_passes) {
        if (!pass)
            continue;
        pass->canonicalizer.finish([&pass](QByteArrayView canonical) { pass->take(canonical); });
        pass->take({}); // l=0 of a body that is empty.
        pass->whole = pass->hash.result();
    }
}

QByteArray BodyHasher::digest(Canonicalization canonicalization, std::optional<quint64> length) const
{
    const std::unique_ptr<Pass> &pass = m_passes[size_t(canonicalization)];
    if (!pass)
        return {};
    if (!length)
        return pass->whole;
    const auto prefix = pass->prefixes.find(*length);
    return prefix == pass->prefixes.end() ? QByteArray() : prefix->second;
}

quint64 BodyHasher::size(Canonicalization canonicalization) const
{
    const std::unique_ptr<Pass> &pass = m_passes[size_t(canonicalization)];
    return pass ? pass->size : 0;
}

} // namespace gateway::auth
