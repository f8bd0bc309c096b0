#include "gateway/reputation/genericname.h"

#include "gateway/reputation/network.h"

#include <QByteArray>
#include <algorithm>
#include <array>
#include <vector>

namespace gateway::reputation {
namespace {

constexpr std::array<QByteArrayView, 19> lineWords{"adsl", "broadband", "cable", "catv", "dhcp", "dialin", "dialup", "dsl", "dyn", "dynamic", "dynip", "ftth",
    "mobile", "pool", "ppp", "pppoe", "residential", "vdsl", "xdsl"};
constexpr std::array<QByteArrayView, 8> mailWords{"mail", "smtp", "mx", "mta", "relay", "mailout", "out", "outbound"};

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return c >= 'a' && c <= 'z'; }

/// The longest runs of octets for which \a belongs holds.
template<typename Belongs>
std::vector<QByteArray> runs(const QByteArray &text, Belongs belongs)
{
    std::vector<QByteArray> found;
    bool isInside = false;
    for (const char c : text) {
        if (!belongs(c)) {
            isInside = false;
            continue;
        }
        if (!isInside)
            found.emplace_back();
        found.back() += c;
        isInside = true;
    }
    return found;
}

/// Whether three octets in a row, or all four, stand among the numbers, forwards or backwards.
bool hasOctets(const std::vector<int> &numbers, std::array<int, 4> octets)
{
    for (int turn = 0; turn < 2; ++turn) {
        for (const size_t from : {0, 1}) {
            if (std::search(numbers.begin(), numbers.end(), octets.begin() + from, octets.begin() + from + 3) != numbers.end())
                return true;
        }
        std::ranges::reverse(octets);
    }
    return false;
}

bool hasIpv4(const QByteArray &host, const boost::asio::ip::address_v4 &client)
{
    const auto bytes = client.to_bytes();
    std::vector<int> numbers;
    for (const QByteArray &digits : runs(host, isDigit))
        numbers.push_back(digits.size() <= 3 ? digits.toInt() : -1);
    if (hasOctets(numbers, {bytes[0], bytes[1], bytes[2], bytes[3]}))
        return true;
    QByteArray padded, backwards;
    for (const auto octet : bytes) {
        const QByteArray three = QByteArray::number(octet).rightJustified(3, '0');
        padded += three;
        backwards.prepend(three);
    }
    const QByteArray hex = QByteArray(reinterpret_cast<const char *>(bytes.data()), 4).toHex();
    return host.contains(padded) || host.contains(backwards) || host.contains(hex);
}

/// Whether the half of the address that names the host is written out.
bool hasIpv6(QByteArray host, const boost::asio::ip::address_v6 &client)
{
    host.removeIf([](char c) { return c == '-' || c == '.'; });
    const auto bytes = client.to_bytes();
    return host.contains(QByteArray(reinterpret_cast<const char *>(bytes.data()) + 8, 8).toHex());
}

} // namespace

bool isGenericName(QByteArrayView name, const boost::asio::ip::address &client)
{
    QList<QByteArray> labels = name.toByteArray().toLower().split('.');
    if (labels.size() < 3)
        return false;
    labels.resize(labels.size() - 2);
    const QByteArray host = labels.join('.');
    const boost::asio::ip::address address = unmapped(client);
    if (address.is_v4() ? hasIpv4(host, address.to_v4()) : hasIpv6(host, address.to_v6()))
        return true;
    const std::vector<QByteArray> first = runs(labels.first(), isLetter), words = runs(host, isLetter);
    const auto isOneOf = [](const auto &set) { return [&set](const QByteArray &word) { return std::ranges::find(set, QByteArrayView(word)) != set.end(); }; };
    return std::ranges::any_of(words, isOneOf(lineWords)) && std::ranges::none_of(first, isOneOf(mailWords));
}

} // namespace gateway::reputation
