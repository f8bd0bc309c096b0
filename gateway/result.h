#pragma once

#include <QString>
#include <tl/expected.hpp>

namespace gateway {

/// Why an operation failed: a kind the caller can act on, and words for the operator.
struct Error {
    enum class Kind { Invalid, NotFound, Io, Full, Timeout, Tls };
    Kind kind = Kind::Invalid;
    QString message; ///< Names the object and the cause. Never a secret, never sent to a peer.
};

/// A value, or why there is none. Becomes std::expected the day we compile as C++23.
template<typename T = void>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> failure(Error::Kind kind, QString message)
{
    return tl::make_unexpected(Error{kind, std::move(message)});
}

} // namespace gateway
