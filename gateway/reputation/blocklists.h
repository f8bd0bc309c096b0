#pragma once

#include "gateway/dns/resolver.h"
#include "gateway/reason.h"
#include "gateway/reputation/blocklist.h"

#include <optional>

namespace gateway::reputation {

/// One list's word about a client.
struct BlockListHit {
    QByteArray zone;
    BlockList::Kind kind = BlockList::Kind::Block;
    QByteArray code;   ///< "127.0.0.2"
    double weight = 0; ///< Negative for a list that allows.
    QString text{};    ///< The list's own words, safe to show; only if asked for.
};

/// A list that gave no usable answer. It neither speaks for nor against anybody, but its operator's attention is needed if it stays so.
struct BlockListNote {
    enum class Kind {
        NotKnown,  ///< No answer.
        Refuses,   ///< A quota is used up, or the list does not answer public resolvers.
        Astray,    ///< An answer outside 127.0.0.0/8, or 127.0.0.1: of a resolver that rewrites answers, or a domain that changed hands.
        Empty,     ///< checkBlockList() only: its test entry is missing.
        ListsAll,  ///< checkBlockList() only: what must never be listed is.
    };
    Kind kind = Kind::NotKnown;
    QByteArray zone;
    QString detail{}; ///< The answer, or the cause.

    friend bool operator==(const BlockListNote &, const BlockListNote &) = default;
};

struct BlockListCheck {
    QList<BlockListHit> hits;
    QList<BlockListNote> notes;
    [[nodiscard]] double sum() const;
    /// One per hit, with its points, and one bare fact per note.
    [[nodiscard]] QList<Reason> reasons() const;
};

inline constexpr qsizetype maxBlockLists = 20; ///< What stands behind is not asked: 100 questions are all a message has (threats.md P14).

/// Asks all lists that are enabled, at once. Nothing while an answer is missing. Addresses that are not of the public Internet are no list's
/// business: nothing is asked about them.
[[nodiscard]] std::optional<BlockListCheck> checkBlockLists(const boost::asio::ip::address &client, const QList<BlockList> &lists, dns::Resolver &resolver);

/// Whether a list works: 127.0.0.2 must be in it and 127.0.0.1 must not (RFC 5782 5). Empty if all is well.
[[nodiscard]] std::optional<QList<BlockListNote>> checkBlockList(const BlockList &list, dns::Resolver &resolver);

[[nodiscard]] Reason reasonOf(const BlockListNote &note);

} // namespace gateway::reputation
