#pragma once

#include "gateway/reputation/coderange.h"

#include <QList>

namespace gateway::reputation {

/// A list of addresses in the DNS, and how its answers are to be read (RFC 5782).
struct BlockList {
    enum class Kind {
        Block,
        Allow, ///< Speaks for its clients: its weights are subtracted.
    };
    struct Code {
        CodeRange range;
        double weight = 0; ///< Log-odds; not negative.
    };
    static constexpr double maxWeight = 20;

    QByteArray zone;
    Kind kind = Kind::Block;
    bool isEnabled = true;
    double weight = 3;          ///< Of every answer, where no codes are given.
    QList<Code> codes{};        ///< An answer that is in none of these ranges is no listing. Of several answers the heaviest counts.
    QList<CodeRange> refusals{};  ///< Answers that say "not to you", beside 127.255.255.0/24.
    bool asksText = false;      ///< The list's own words for a listing are asked for too.

    /// What is wrong with it and how to mend it.
    [[nodiscard]] Result<> validated() const;
};

} // namespace gateway::reputation
