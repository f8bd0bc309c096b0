#include "gateway/net/publicaddress.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

namespace gateway::net {
namespace {

using boost::asio::ip::address_v4;
using boost::asio::ip::address_v6;

struct Block {
    std::array<std::uint8_t, 16> octets;
    int bits;
};

constexpr std::array specialV4{
    Block{{0}, 8},               // This network.
    Block{{10}, 8},              // RFC 1918
    Block{{100, 64}, 10},        // RFC 6598
    Block{{127}, 8},             // Loopback.
    Block{{169, 254}, 16},       // RFC 3927
    Block{{172, 16}, 12},        // RFC 1918
    Block{{192, 0, 0}, 24},      // RFC 6890
    Block{{192, 0, 2}, 24},      // RFC 5737
    Block{{192, 88, 99}, 24},    // RFC 7526
    Block{{192, 168}, 16},       // RFC 1918
    Block{{198, 18}, 15},        // RFC 2544
    Block{{198, 51, 100}, 24},   // RFC 5737
    Block{{203, 0, 113}, 24},    // RFC 5737
    Block{{224}, 3},             // Groups, reserved, broadcast.
};

constexpr Block unicastV6{{0x20}, 3}; // RFC 4291: all else is not for the Internet, or not given out.
constexpr Block nat64{{0x00, 0x64, 0xff, 0x9b}, 96}; // RFC 6052
constexpr Block sixToFour{{0x20, 0x02}, 16};         // RFC 3056
constexpr std::array specialV6{
    Block{{0x20, 0x01, 0x00}, 23},             // RFC 2928, Teredo among them.
    Block{{0x20, 0x01, 0x0d, 0xb8}, 32},       // RFC 3849
    Block{{0x3f, 0xff, 0x00}, 20},             // RFC 9637
};

bool contains(const Block &block, std::span<const std::uint8_t> octets)
{
    const int whole = block.bits / 8, rest = block.bits % 8;
    if (!std::equal(octets.begin(), octets.begin() + whole, block.octets.begin()))
        return false;
    return rest == 0 || ((octets[std::size_t(whole)] ^ block.octets[std::size_t(whole)]) >> (8 - rest)) == 0;
}

bool isPublicV4(std::span<const std::uint8_t> octets)
{
    return std::ranges::none_of(specialV4, [octets](const Block &block) { return contains(block, octets); });
}

} // namespace

bool isPublic(const boost::asio::ip::address &address)
{
    if (address.is_v4())
        return isPublicV4(address.to_v4().to_bytes());
    if (address.to_v6().scope_id() != 0)
        return false;
    const address_v6::bytes_type bytes = address.to_v6().to_bytes();
    const std::span<const std::uint8_t> octets(bytes);
    if (contains(nat64, octets))
        return isPublicV4(octets.subspan(12, 4));
    if (contains(sixToFour, octets))
        return isPublicV4(octets.subspan(2, 4));
    return contains(unicastV6, octets) && std::ranges::none_of(specialV6, [octets](const Block &block) { return contains(block, octets); });
}

} // namespace gateway::net
