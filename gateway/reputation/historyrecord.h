#pragma once

#include <QtGlobal>
#include <chrono>

namespace gateway::reputation {

/// What became of a message, or an attempt to send one.
enum class Outcome { Accepted, Spam, Virus, UnknownRecipient };

/// How fast what was counted fades, and how much one key can count for in a day.
struct HistoryPace {
    std::chrono::minutes halfLife{std::chrono::days(14)};
    int maxGoodPerDay = 20, maxBadPerDay = 50; ///< At most 255.
};

/// What is remembered under one key: counts that fade. As it is saved.
struct HistoryRecord {
    quint64 key = 0;
    float accepted = 0, spam = 0, virus = 0, unknown = 0; ///< As of \a minute.
    quint32 minute = 0;                       ///< Since 1970.
    quint16 day = 0;                          ///< Since 1970; of the two counts that follow.
    quint8 goodToday = 0, badToday = 0;

    /// Adds one, unless this key has had its share of the day: nobody makes or breaks a name in an hour (threats.md P15). A clock set back ages
    /// nothing (threats.md D11).
    void add(Outcome outcome, std::chrono::sys_seconds now, const HistoryPace &pace);
    /// By which the counts are to be multiplied at \a now.
    [[nodiscard]] double fading(std::chrono::sys_seconds now, const HistoryPace &pace) const;
    /// How much there is to know: what is evicted last.
    [[nodiscard]] double worth(std::chrono::sys_seconds now, const HistoryPace &pace) const;
    /// Log-odds towards unwanted, between -cap and cap; near 0 for few counts. A virus counts for two, an unknown recipient for half.
    [[nodiscard]] double score(std::chrono::sys_seconds now, const HistoryPace &pace, double cap) const;
    [[nodiscard]] bool isSound() const; ///< False for counts that no adding can have led to.
};
static_assert(sizeof(HistoryRecord) == 32);

} // namespace gateway::reputation
