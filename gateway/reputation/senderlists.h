#pragma once

#include "gateway/reason.h"
#include "gateway/reputation/senderconflict.h"
#include "gateway/smtp/address.h"

#include <QHash>
#include <QList>
#include <optional>

namespace gateway::reputation {

/// The senders a message names, and the recipient it is looked at for.
struct SenderFacts {
    smtp::Mailbox envelope{};             ///< Reverse-path.
    bool isEnvelopeAuthenticated = false; ///< SPF passed for its domain.
    QList<smtp::Mailbox> header{};        ///< Of the From field.
    bool isHeaderAuthenticated = false;   ///< Aligned DKIM or SPF passed for its domain (RFC 7489 3.1).
    smtp::Mailbox recipient{};
};

/// What the lists say of a message.
struct SenderDecision {
    enum class Effect {
        None,
        PassSpam, ///< The spam score does not count. Virus, content and sender authentication rules do, for whoever it is (threats.md P15).
        Block,
    };
    Effect effect = Effect::None;
    SenderEntry entry{};                      ///< That counts, unless None.
    QByteArray sender{};                      ///< That it is about.
    std::optional<SenderEntry> notAuthenticated{}; ///< An entry that would allow the sender, had the message proved to come from there.
    QByteArray notAuthenticatedSender{};
    [[nodiscard]] QList<Reason> reasons() const;
};

/// The organisation's allow and block lists of senders. The entry with the narrowest scope counts, within one scope a block before what is
/// allowed. The time to ask does not grow with the number of entries. A value: loops share a const one, and a changed copy takes its place.
class SenderLists
{
public:
    static constexpr qsizetype maxEntries = 100'000;
    static constexpr qsizetype maxHeaderSenders = 100; ///< Of a message that are looked at.

    /// In place of the same entry, if there is one. Error::Kind::Full above maxEntries.
    [[nodiscard]] Result<> add(const SenderEntry &entry);
    bool remove(const SenderEntry &entry); ///< Whatever its note.
    [[nodiscard]] QList<SenderEntry> entries() const; ///< Sorted.
    [[nodiscard]] qsizetype size() const { return m_allowed.size() + m_blocked.size(); }

    [[nodiscard]] SenderDecision decide(const SenderFacts &facts) const;

    /// The decision to block, if nothing that the message could prove would change it: known before the content is.
    [[nodiscard]] std::optional<SenderDecision> certainBlock(const smtp::Mailbox &reversePath, const smtp::Mailbox &recipient) const;

    /// The same entry, whatever its note, as it stands in the lists.
    [[nodiscard]] std::optional<SenderEntry> find(const SenderEntry &entry) const;
    /// What \a entry would be in conflict with, were it added. Looks at every entry.
    [[nodiscard]] QList<SenderConflict> conflicts(const SenderEntry &entry) const;

private:
    [[nodiscard]] static QByteArray key(const SenderEntry &entry) { return key(entry.sender, entry.target); }
    /// No address or domain has a line end inside.
    [[nodiscard]] static QByteArray key(const QByteArray &sender, const QByteArray &target) { return sender + '\n' + target; }

    QHash<QByteArray, SenderEntry> m_allowed, m_blocked;
    QHash<QByteArray, qsizetype> m_allowedTargets; ///< How many are allowed for a target.
};

} // namespace gateway::reputation
