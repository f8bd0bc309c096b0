#pragma once

#include "gateway/result.h"

#include <QByteArray>
#include <boost/asio/ip/address.hpp>
#include <memory>

struct MMDB_s;

namespace gateway::reputation {

/// The country an address is used in, from a file in MaxMind's format that the operator provides; we ship none. Any thread may ask.
class Countries
{
public:
    static constexpr qint64 maxFile = 256 * 1024 * 1024; ///< Octets; those of countries have some 10 MB.

    Countries() = default; ///< Knows nothing.
    /// Without a path, or without a file there, nothing is known; a file that is none of countries, or is damaged, is an error that names it.
    /// The file is copied first: a newer one may be written over it at any time. (blocks)
    [[nodiscard]] static Result<Countries> open(const QString &path);

    [[nodiscard]] bool hasFile() const { return m_file != nullptr; }
    /// ISO 3166-1 alpha-2, "JP"; empty if it is not known.
    [[nodiscard]] QByteArray of(const boost::asio::ip::address &address) const;

private:
    std::shared_ptr<const MMDB_s> m_file;
};

} // namespace gateway::reputation
