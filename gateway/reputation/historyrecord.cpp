#include "gateway/reputation/historyrecord.h"

#include <algorithm>
#include <cmath>

using namespace std::chrono;

namespace gateway::reputation {
namespace {

quint32 minuteOf(sys_seconds now) { return quint32(std::clamp<qint64>(floor<minutes>(now).time_since_epoch().count(), 0, 0xffff'ffff)); }
quint16 dayOf(sys_seconds now) { return quint16(std::clamp<qint64>(floor<days>(now).time_since_epoch().count(), 0, 0xffff)); }

} // namespace

double HistoryRecord::fading(sys_seconds now, const HistoryPace &pace) const
{
    const qint64 age = std::max<qint64>(qint64(minuteOf(now)) - minute, 0);
    return std::exp2(-double(age) / double(std::max<qint64>(pace.halfLife.count(), 1)));
}

void HistoryRecord::add(Outcome outcome, sys_seconds now, const HistoryPace &pace)
{
    const quint16 today = dayOf(now);
    if (today != day) { // A clock set back begins a new day, too: else a key would learn nothing until it has come so far again.
        day = today;
        goodToday = badToday = 0;
    }
    const bool isGood = outcome == Outcome::Accepted;
    quint8 &share = isGood ? goodToday : badToday;
    if (share >= std::clamp(isGood ? pace.maxGoodPerDay : pace.maxBadPerDay, 1, 255))
        return;
    ++share;
    const auto kept = float(fading(now, pace));
    for (float *count : {&accepted, &spam, &virus, &unknown})
        *count *= kept;
    minute = minuteOf(now);
    switch (outcome) {
    case Outcome::Accepted: ++accepted; break;
    case Outcome::Spam: ++spam; break;
    case Outcome::Virus: ++virus; break;
    case Outcome::UnknownRecipient: ++unknown; break;
    }
}

double HistoryRecord::worth(sys_seconds now, const HistoryPace &pace) const
{
    return (accepted + spam + virus + unknown) * fading(now, pace);
}

double HistoryRecord::score(sys_seconds now, const HistoryPace &pace, double cap) const
{
    constexpr double prior = 3; // Messages: a first one says little.
    const double kept = fading(now, pace);
    const double bad = (spam + 2 * virus + 0.5 * unknown) * kept, good = accepted * kept;
    return std::clamp(std::log((bad + prior) / (good + prior)), -cap, cap);
}

bool HistoryRecord::isSound() const
{
    constexpr float maxCount = 1'000'000; // Far above 255 a day that fade.
    const auto isCount = [](float count) { return count >= 0 && count <= maxCount; }; // False for what is no number.
    return key != 0 && isCount(accepted) && isCount(spam) && isCount(virus) && isCount(unknown);
}

} // namespace gateway::reputation
