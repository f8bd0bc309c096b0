#include "gateway/reputation/keyhash.h"

#include <QRandomGenerator>
#include <QVarLengthArray>
#include <QtEndian>
#include <bit>

namespace gateway::reputation {
namespace {

/// The four words of SipHash's state.
struct State {
    quint64 a, b, c, d;

    void round()
    {
        a += b;
        c += d;
        b = std::rotl(b, 13) ^ a;
        d = std::rotl(d, 16) ^ c;
        a = std::rotl(a, 32);
        c += b;
        a += d;
        b = std::rotl(b, 17) ^ c;
        d = std::rotl(d, 21) ^ a;
        c = std::rotl(c, 32);
    }
    void add(quint64 word)
    {
        d ^= word;
        round();
        round();
        a ^= word;
    }
};

} // namespace

HashSeed KeyHash::randomSeed()
{
    return {QRandomGenerator::system()->generate64(), QRandomGenerator::system()->generate64()};
}

quint64 KeyHash::ofOctets(QByteArrayView octets) const
{
    State state{m_seed[0] ^ 0x736f6d6570736575, m_seed[1] ^ 0x646f72616e646f6d, m_seed[0] ^ 0x6c7967656e657261, m_seed[1] ^ 0x7465646279746573};
    const quint64 size = quint64(octets.size());
    for (; octets.size() >= 8; octets = octets.sliced(8))
        state.add(qFromLittleEndian<quint64>(octets.data()));
    quint64 last = size << 56;
    for (qsizetype i = 0; i < octets.size(); ++i)
        last |= quint64(uchar(octets[i])) << (8 * i);
    state.add(last);
    state.c ^= 0xff;
    for (int i = 0; i < 4; ++i)
        state.round();
    return state.a ^ state.b ^ state.c ^ state.d;
}

quint64 KeyHash::of(char kind, std::initializer_list<QByteArrayView> parts) const
{
    QVarLengthArray<char, 512> octets{kind};
    for (const QByteArrayView part : parts) {
        const quint32 size = qToLittleEndian(quint32(part.size()));
        octets.append(reinterpret_cast<const char *>(&size), sizeof size);
        octets.append(part.data(), part.size());
    }
    const quint64 key = ofOctets({octets.constData(), octets.size()});
    return key ? key : 1;
}

quint64 KeyHash::of(char kind, const Network &network) const
{
    const char length = char(network.length);
    if (network.address.is_v4()) {
        const auto octets = network.address.to_v4().to_bytes();
        return of(kind, {{octets.data(), qsizetype(octets.size())}, {&length, 1}});
    }
    const auto octets = network.address.to_v6().to_bytes();
    return of(kind, {{octets.data(), qsizetype(octets.size())}, {&length, 1}});
}

} // namespace gateway::reputation
