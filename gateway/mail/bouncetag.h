#pragma once

#include "gateway/smtp/address.h"

#include <QList>
#include <chrono>
#include <optional>

namespace gateway::mail {

/// Marks on the reverse-paths of our own mail, "prvs=KDDDSSSSSS=local@domain" (draft-levine-smtp-batv-01): a report that comes back to an
/// address without one is not about mail of ours.
///
/// K is the number of the key, DDD the last three digits of the day (since 1970, UTC) up to which the mark is good, SSSSSS the first three
/// octets of an HMAC, in hexadecimal, over K, DDD and the address. The draft's HMAC is of SHA-1; as nobody but we reads the marks, ours is of
/// SHA-256. Case does not count: some systems change it. Pure.
class BounceTags
{
public:
    static constexpr int lifetime = 7; ///< Days: reports come up to 5 days late (RFC 5321 4.5.4.1).

    struct Key {
        int number = 0; ///< 0 to 9; each once.
        QByteArray secret;
    };
    /// The first of \a keys makes the marks, all are good for reading them. At least one.
    explicit BounceTags(QList<Key> keys);

    /// \a reversePath with a mark. Nothing if it has no room for one (RFC 5321 4.5.3.1.1), or is the null reverse-path.
    [[nodiscard]] std::optional<smtp::Mailbox> tagged(const smtp::Mailbox &reversePath, std::chrono::sys_days today) const;

    enum class Status {
        Untagged, ///< Has no mark, or what only looks a little like one.
        Valid,
        Expired,  ///< Ours, but too old (or from the future).
        Forged,   ///< Of the form of a mark, and not of one of our keys.
    };
    struct Check {
        Status status = Status::Untagged;
        smtp::Mailbox mailbox; ///< Without the mark if that is ours, else as it was.
    };
    [[nodiscard]] Check check(const smtp::Mailbox &recipient, std::chrono::sys_days today) const;

private:
    QList<Key> m_keys;
};

} // namespace gateway::mail
