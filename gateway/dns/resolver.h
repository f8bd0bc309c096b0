#pragma once

#include "gateway/dns/answer.h"

namespace gateway::dns {

/// Where pure code asks. A check is a function of its facts and of a Resolver. When an answer is not there yet the check returns nothing,
/// and is called again, from the beginning, once more is known; so it needs no thread, callback or coroutine. It asks the same questions
/// in the same order each time, and as many as it can before it gives up.
class Resolver
{
public:
    virtual ~Resolver() = default;
    /// Nullptr: not known yet. The answer stays valid until another is put in its place.
    [[nodiscard]] virtual const Answer *find(const Question &question) = 0;
};

} // namespace gateway::dns
