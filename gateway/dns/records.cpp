#include "gateway/dns/records.h"

#include "gateway/dns/name.h"

#include <algorithm>
#include <array>

namespace gateway::dns {
namespace {

constexpr qsizetype maxString = 255; // RFC 1035 3.3

template<typename Value>
QList<Value> all(const Answer &answer, std::optional<Value> (*read)(QByteArrayView))
{
    QList<Value> values;
    for (const QByteArray &rdata : answer.records) {
        if (const std::optional<Value> value = read(rdata))
            values.append(*value);
    }
    return values;
}

} // namespace

std::optional<boost::asio::ip::address> addressOf(QByteArrayView rdata)
{
    if (rdata.size() == 4) {
        boost::asio::ip::address_v4::bytes_type octets;
        std::copy(rdata.begin(), rdata.end(), octets.begin());
        return boost::asio::ip::address_v4(octets);
    }
    if (rdata.size() == 16) {
        boost::asio::ip::address_v6::bytes_type octets;
        std::copy(rdata.begin(), rdata.end(), octets.begin());
        return boost::asio::ip::address_v6(octets);
    }
    return {};
}

std::optional<QByteArray> textOf(QByteArrayView rdata)
{
    QByteArray text;
    while (!rdata.isEmpty()) {
        const qsizetype size = uchar(rdata[0]);
        if (size >= rdata.size())
            return {};
        text += rdata.sliced(1, size);
        rdata = rdata.sliced(1 + size);
    }
    return text;
}

std::optional<QByteArray> nameOf(QByteArrayView rdata)
{
    QByteArray name;
    while (true) {
        if (rdata.isEmpty())
            return {};
        const qsizetype size = uchar(rdata[0]);
        if (size == 0)
            break;
        if (size > 63 || size >= rdata.size())
            return {};
        const QByteArrayView label = rdata.sliced(1, size);
        if (label.contains('.'))
            return {};
        name += label;
        name += '.';
        rdata = rdata.sliced(1 + size);
    }
    if (rdata.size() != 1)
        return {};
    if (name.isEmpty())
        return name;
    name = normalized(name);
    return isName(name) ? std::optional(name) : std::nullopt;
}

std::optional<Exchange> exchangeOf(QByteArrayView rdata)
{
    if (rdata.size() < 3)
        return {};
    const std::optional<QByteArray> name = nameOf(rdata.sliced(2));
    if (!name)
        return {};
    return Exchange{quint16(uchar(rdata[0]) << 8 | uchar(rdata[1])), *name};
}

QList<boost::asio::ip::address> addressesOf(const Answer &answer) { return all(answer, addressOf); }
QList<QByteArray> textsOf(const Answer &answer) { return all(answer, textOf); }
QList<QByteArray> namesOf(const Answer &answer) { return all(answer, nameOf); }

QList<Exchange> exchangesOf(const Answer &answer)
{
    QList<Exchange> exchanges = all(answer, exchangeOf);
    std::ranges::stable_sort(exchanges, {}, &Exchange::preference);
    return exchanges;
}

QByteArray addressRecord(const boost::asio::ip::address &address)
{
    const auto octets = [](const auto &bytes) { return QByteArray(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size())); };
    return address.is_v4() ? octets(address.to_v4().to_bytes()) : octets(address.to_v6().to_bytes());
}

QByteArray textRecord(const QList<QByteArray> &strings)
{
    QByteArray rdata;
    for (const QByteArray &string : strings) {
        qsizetype done = 0;
        do {
            const QByteArrayView part = QByteArrayView(string).sliced(done, std::min(maxString, string.size() - done));
            rdata += char(part.size());
            rdata += part;
            done += part.size();
        } while (done < string.size());
    }
    return rdata;
}

QByteArray exchangeRecord(const Exchange &exchange)
{
    const QByteArray name = exchange.exchange.isEmpty() ? QByteArray(1, '\0') : toWire(exchange.exchange);
    return QByteArray{}.append(char(exchange.preference >> 8)).append(char(exchange.preference & 0xff)) + name;
}

} // namespace gateway::dns
