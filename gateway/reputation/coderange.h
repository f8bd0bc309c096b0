#pragma once

#include "gateway/result.h"

#include <QByteArray>
#include <array>
#include <boost/asio/ip/address.hpp>

namespace gateway::reputation {

/// Answers of a block list that mean the same: for each octet a range. One list puts its meaning into the last octet, another into the third.
struct CodeRange {
    std::array<quint8, 4> first{}, last{};

    /// "127.0.0.2", "127.0.0.4-7", "127.0.*.3". Error::Kind::Invalid names the text and the remedy.
    [[nodiscard]] static Result<CodeRange> parse(QByteArrayView text);
    [[nodiscard]] QByteArray toText() const;
    [[nodiscard]] bool contains(const boost::asio::ip::address_v4 &code) const;

    friend bool operator==(const CodeRange &, const CodeRange &) = default;
};

} // namespace gateway::reputation
