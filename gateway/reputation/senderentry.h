#pragma once

#include "gateway/result.h"

#include <QByteArray>
#include <QDateTime>

namespace gateway::reputation {

/// A line of the lists of senders: who is allowed or blocked, and for which recipients that holds.
struct SenderEntry {
    enum class Action { Allow, Block };
    enum class Scope { Recipient, Domain, Organisation }; ///< The narrowest first.
    static constexpr qsizetype maxNote = 500; ///< Characters; what is longer is cut.

    Action action = Action::Block;
    QByteArray sender;             ///< Pattern in the normal form of gateway/policy/pattern.h: an address, "@example.com", "@.example.com".
    Scope scope = Scope::Organisation;
    QByteArray target{};           ///< The recipient or the domain, normalized; empty for the organisation.
    QString note{};
    QDateTime added{};             ///< UTC; invalid if it is not known.

    /// \a sender: "a@example.com"; "@example.com", "*@example.com" or "example.com" for a domain; "@.example.com", "*@.example.com" or
    /// "*@*.example.com" for a domain and all below it. \a scope: "*" or nothing, "example.org" or "@example.org", "b@example.org".
    /// Error::Kind::Invalid names the text and the remedy.
    [[nodiscard]] static Result<SenderEntry> make(Action action, QByteArrayView sender, QByteArrayView scope = {}, const QString &note = {});
    /// In forms that make() reads, and that a spreadsheet does not take for formulas: "*@example.com"; "*", "example.org".
    [[nodiscard]] QByteArray senderText() const;
    [[nodiscard]] QByteArray scopeText() const;

    /// Whether every sender that \a other is about is one of this entry's too.
    [[nodiscard]] bool coversSendersOf(const SenderEntry &other) const;
    /// Whether every recipient of \a other is one of this entry's too.
    [[nodiscard]] bool coversScopeOf(const SenderEntry &other) const;

    friend bool operator==(const SenderEntry &, const SenderEntry &) = default;
};

} // namespace gateway::reputation
