#pragma once

#include <exception>

namespace gateway {

/// The completion handler of a coroutine that nobody waits for. Nothing throws but an allocation that fails: that ends the process, which its
/// supervisor starts again, rather than leave a gateway without one of its parts (threats.md D9).
inline constexpr auto unattended = [](const std::exception_ptr &failure) {
    if (failure)
        std::rethrow_exception(failure);
};

} // namespace gateway
