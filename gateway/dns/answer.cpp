#include "gateway/dns/answer.h"

namespace gateway::dns {

QByteArrayView toText(Type type)
{
    switch (type) {
    case Type::A: return "A";
    case Type::Ns: return "NS";
    case Type::Cname: return "CNAME";
    case Type::Soa: return "SOA";
    case Type::Ptr: return "PTR";
    case Type::Mx: return "MX";
    case Type::Txt: return "TXT";
    case Type::Aaaa: return "AAAA";
    case Type::Tlsa: return "TLSA";
    }
    return {};
}

size_t qHash(const Question &question, size_t seed)
{
    return qHashMulti(seed, question.name, quint16(question.type));
}

} // namespace gateway::dns
