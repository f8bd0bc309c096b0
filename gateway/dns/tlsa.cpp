#include "gateway/dns/tlsa.h"

#include <algorithm>

namespace gateway::dns {
namespace {

constexpr qsizetype maxRecords = 100;
constexpr qsizetype parameters = 3; // Octets in front of the data.
constexpr quint8 daneTa = 2, daneEe = 3;
constexpr quint8 wholeCertificate = 0, publicKey = 1;
constexpr quint8 asItIs = 0, sha256 = 1, sha512 = 2;

bool hasRightLength(const Tlsa &record)
{
    switch (record.matchingType) {
    case asItIs: return !record.data.isEmpty();
    case sha256: return record.data.size() == 32;
    case sha512: return record.data.size() == 64;
    default: return false;
    }
}

} // namespace

std::optional<Tlsa> tlsaOf(QByteArrayView rdata)
{
    if (rdata.size() <= parameters)
        return {};
    return Tlsa{quint8(rdata[0]), quint8(rdata[1]), quint8(rdata[2]), rdata.sliced(parameters).toByteArray()};
}

bool isUsable(const Tlsa &record)
{
    return (record.usage == daneTa || record.usage == daneEe) && (record.selector == wholeCertificate || record.selector == publicKey)
        && hasRightLength(record);
}

QList<Tlsa> usableTlsasOf(const Answer &answer)
{
    QList<Tlsa> usable;
    for (const QByteArray &rdata : answer.records.first(std::min(answer.records.size(), maxRecords))) {
        if (const std::optional<Tlsa> record = tlsaOf(rdata); record && isUsable(*record))
            usable.append(*record);
    }
    std::sort(usable.begin(), usable.end());
    usable.erase(std::unique(usable.begin(), usable.end()), usable.end());
    return usable;
}

QByteArray tlsaRecord(const Tlsa &record)
{
    return QByteArray{}.append(char(record.usage)).append(char(record.selector)).append(char(record.matchingType)) + record.data;
}

QByteArray tlsaName(QByteArrayView host, quint16 port)
{
    return '_' + QByteArray::number(port) + "._tcp." + host.toByteArray();
}

} // namespace gateway::dns
