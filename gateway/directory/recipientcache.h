#pragma once

#include "gateway/directory/boundedmap.h"
#include "gateway/smtp/address.h"

#include <chrono>
#include <optional>

namespace gateway::directory {

/// What the next hop said to RCPT about a recipient, so that it is not asked again for each message and mail to known recipients flows while
/// it does not answer (threats.md L3). What it said no to is kept apart: guessers cannot push the known ones out. Not thread-safe.
class RecipientCache
{
public:
    using Clock = std::chrono::steady_clock;
    struct Limits {
        std::chrono::seconds positive = std::chrono::hours(24);
        std::chrono::seconds negative = std::chrono::minutes(5);
        qsizetype maxPositive = 100'000, maxNegative = 20'000;
    };
    enum class Answer { Known, Unknown };

    explicit RecipientCache(Limits limits);
    RecipientCache() : RecipientCache(Limits()) {}

    /// \a answer is a final one of the next hop: 2yz or 5yz. A 4yz or no answer is none and must not be put.
    void put(const smtp::Mailbox &recipient, Answer answer, Clock::time_point now);
    [[nodiscard]] std::optional<Answer> find(const smtp::Mailbox &recipient, Clock::time_point now) const;
    void clear(); ///< The next hop is another one.
    [[nodiscard]] qsizetype size() const { return m_known.size() + m_unknown.size(); }

private:
    using Table = BoundedMap<QByteArray, Clock::time_point>;
    const Limits m_limits;
    Table m_known, m_unknown; ///< When it was said.
};

} // namespace gateway::directory
