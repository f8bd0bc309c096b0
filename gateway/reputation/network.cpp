#include "gateway/reputation/network.h"

#include "gateway/reputation/safetext.h"

using namespace Qt::StringLiterals;
using Address = boost::asio::ip::address;

namespace gateway::reputation {
namespace {

constexpr int mappedBits = 96; // ::ffff:0:0/96

template<typename Octets>
Octets cut(Octets octets, int length)
{
    for (int i = 0; i < int(octets.size()); ++i) {
        const int kept = std::clamp(length - 8 * i, 0, 8);
        octets[size_t(i)] = static_cast<unsigned char>(octets[size_t(i)] & (0xff00 >> kept));
    }
    return octets;
}

Address cut(const Address &whole, int length)
{
    if (whole.is_v4())
        return boost::asio::ip::address_v4(cut(whole.to_v4().to_bytes(), length));
    return boost::asio::ip::address_v6(cut(whole.to_v6().to_bytes(), length));
}

std::optional<Address> parseAddress(QByteArrayView text)
{
    // A zone (RFC 4007 11) names an interface of one machine; behind a NUL anything might stand unseen.
    if (text.contains('%') || text.contains('\0'))
        return {};
    boost::system::error_code error;
    const Address parsed = boost::asio::ip::make_address(text.toByteArray().constData(), error);
    return error ? std::nullopt : std::optional(parsed);
}

/// One to three digits without a leading zero.
std::optional<int> parseLength(QByteArrayView text)
{
    const bool isPlain = !text.isEmpty() && text.size() <= 3 && (text.size() == 1 || text[0] != '0')
        && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    return isPlain ? std::optional(text.toInt()) : std::nullopt;
}

} // namespace

Address unmapped(const Address &any)
{
    if (any.is_v6() && any.to_v6().is_v4_mapped())
        return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, any.to_v6());
    return any;
}

Result<Network> Network::parse(QByteArrayView text)
{
    const auto invalid = [text](const QString &remedy) {
        return failure(Error::Kind::Invalid, u"\"%1\" is no network: %2"_s.arg(safeText(text), remedy));
    };
    const qsizetype slash = text.indexOf('/');
    const std::optional<Address> written = parseAddress(slash < 0 ? text : text.first(slash));
    if (!written)
        return invalid(u"write an address (192.0.2.1, 2001:db8::1) or a network (192.0.2.0/24, 2001:db8::/32)"_s);
    const int bits = written->is_v4() ? 32 : 128;
    const std::optional<int> length = slash < 0 ? bits : parseLength(text.sliced(slash + 1));
    if (!length || *length > bits)
        return invalid(u"the number after the slash must be from 0 to %1"_s.arg(bits));
    const Address first = cut(*written, *length);
    if (first != *written) {
        const QByteArray meant = Network{first, *length}.toText();
        return invalid(u"it has bits behind its length; write %1 for the network, or the address alone"_s.arg(QString::fromLatin1(meant)));
    }
    const Address plain = unmapped(first);
    if (plain.is_v4() && first.is_v6()) {
        if (*length < mappedBits)
            return invalid(u"write IPv4 networks in their own form (192.0.2.0/24)"_s);
        return Network{plain, *length - mappedBits};
    }
    return Network{first, *length};
}

Network Network::around(const Address &any, int length4, int length6)
{
    const Address plain = unmapped(any);
    const int length = plain.is_v4() ? std::clamp(length4, 0, 32) : std::clamp(length6, 0, 128);
    return {cut(plain, length), length};
}

QByteArray Network::toText() const
{
    QByteArray text = QByteArray::fromStdString(address.to_string());
    if (length < (address.is_v4() ? 32 : 128))
        text += '/' + QByteArray::number(length);
    return text;
}

bool Network::contains(const Address &other) const
{
    const auto plain = unmapped(other);
    return plain.is_v4() == address.is_v4() && cut(plain, length) == address;
}

} // namespace gateway::reputation
