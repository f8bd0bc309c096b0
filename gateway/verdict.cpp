#include "gateway/verdict.h"

#include <algorithm>
#include <array>

namespace gateway {
namespace {

// Each table is in the order of its enumeration.
constexpr std::array verdicts{"deliver", "tag", "quarantine", "reject", "discard", "defer"};
constexpr std::array classes{"clean", "graymail", "spam", "phishing", "impersonation", "policy", "unscannable", "virus"};
constexpr std::array fates{"delivered", "queued", "quarantined", "rejected", "discarded", "deferred", "dsn", "expired"};
constexpr std::array weightiestFirst{Fate::Deferred, Fate::Quarantined, Fate::Rejected, Fate::Expired,
                                     Fate::Dsn,      Fate::Queued,      Fate::Discarded, Fate::Delivered};
constexpr std::array stages{"connection", "envelope", "authentication", "virus", "content", "nexthop", "answer"};

template<typename T>
constexpr const auto &words()
{
    if constexpr (std::is_same_v<T, Verdict>)
        return verdicts;
    else if constexpr (std::is_same_v<T, MessageClass>)
        return classes;
    else if constexpr (std::is_same_v<T, Fate>)
        return fates;
    else
        return stages;
}

template<typename T>
QByteArray word(T value)
{
    return words<T>()[std::size_t(value)];
}

} // namespace

Fate weightiest(const QList<Fate> &all)
{
    const auto found = std::ranges::find_if(weightiestFirst, [&all](Fate fate) { return all.contains(fate); });
    return found == weightiestFirst.end() ? Fate::Deferred : *found;
}

QByteArray toWord(Verdict verdict) { return word(verdict); }
QByteArray toWord(MessageClass messageClass) { return word(messageClass); }
QByteArray toWord(Fate fate) { return word(fate); }
QByteArray toWord(Stage stage) { return word(stage); }

template<typename T>
std::optional<T> fromWord(QByteArrayView name)
{
    for (std::size_t i = 0; i < words<T>().size(); ++i) {
        if (name == words<T>()[i])
            return T(i);
    }
    return {};
}

template std::optional<Verdict> fromWord<Verdict>(QByteArrayView);
template std::optional<MessageClass> fromWord<MessageClass>(QByteArrayView);
template std::optional<Fate> fromWord<Fate>(QByteArrayView);
template std::optional<Stage> fromWord<Stage>(QByteArrayView);

} // namespace gateway
