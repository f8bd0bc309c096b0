#include "gateway/dns/name.h"

namespace gateway::dns {

QByteArray normalized(QByteArrayView name)
{
    if (name.endsWith('.'))
        name.chop(1);
    return name.toByteArray().toLower();
}

bool isName(QByteArrayView name)
{
    if (name.isEmpty() || name.size() > 253)
        return false;
    qsizetype label = 0;
    for (const char c : name) {
        if (c == '.') {
            if (label == 0)
                return false;
            label = 0;
        } else if (c < ' ' || c >= 0x7f || c == '\\' || ++label > 63) {
            return false;
        }
    }
    return label > 0;
}

QByteArray toWire(QByteArrayView name)
{
    QByteArray wire;
    for (const QByteArray &label : name.toByteArray().split('.')) {
        wire += char(label.size());
        wire += label;
    }
    return wire + '\0';
}

QByteArray reverseName(const boost::asio::ip::address &address, QByteArrayView zone)
{
    QByteArray name;
    if (address.is_v4()) {
        const auto octets = address.to_v4().to_bytes();
        for (auto octet = octets.rbegin(); octet != octets.rend(); ++octet)
            name += QByteArray::number(*octet) + '.';
    } else {
        constexpr char digits[] = "0123456789abcdef";
        const auto octets = address.to_v6().to_bytes();
        for (auto octet = octets.rbegin(); octet != octets.rend(); ++octet) {
            for (const int nibble : {*octet & 15, *octet >> 4}) {
                name += digits[nibble];
                name += '.';
            }
        }
    }
    return name.append(zone.isEmpty() ? QByteArrayView(address.is_v4() ? "in-addr.arpa" : "ip6.arpa") : zone);
}

} // namespace gateway::dns
