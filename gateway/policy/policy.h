#pragma once

#include "gateway/result.h"
#include "gateway/verdict.h"

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QSet>
#include <QStringList>
#include <optional>

namespace gateway::policy {

/// How far a rule goes: only counts, adds a warning field, or acts.
enum class Mode { Observe, Warn, Enforce };
enum class Direction { Inbound, Outbound };

/// Whom a rule is about. Patterns: "*" everyone, "@example.com" a domain, "@.example.com" a domain and all below it, "a@example.com" an
/// address; normalized (pattern.h), so that the time to ask does not grow with their number.
struct Targets {
    QSet<QByteArray> senders{"*"}, recipients{"*"};
    QHash<QByteArray, QSet<QByteArray>> exceptions; ///< By sender: the recipients for whom the rule leaves that sender alone.
};

/// One condition of a rule. Which members count depends on the kind.
struct Criterion {
    enum class Kind {
        Virus, Unscannable, BrokenStructure, AmbiguousStructure, SpamScore, Class, Dmarc, Attachment, Size, RecipientCount, Source, Language,
    };
    Kind kind = Kind::Virus;
    double atLeast = 0, below = 0;         ///< SpamScore (0 to 100), Size (octets), RecipientCount; below 0 means no upper bound.
    QList<MessageClass> classes;           ///< Class.
    QList<QByteArray> values;              ///< Dmarc: published policies; Attachment: name globs; Source: networks; Language: tags.
    QList<QByteArray> types;               ///< Attachment: true or declared types.
    bool executable = false, encrypted = false, activeContent = false; ///< Attachment: any of those asked for.
};

/// What a rule does to a message that is delivered in the end.
struct Change {
    enum class Kind { TagSubject, AddHeader };
    Kind kind = Kind::TagSubject;
    QByteArray name;  ///< AddHeader: the field's name.
    QString text;     ///< The tag, or the field's value.
    friend bool operator==(const Change &, const Change &) = default;
};

/// The final action of a rule, if it has one.
struct Action {
    enum class Kind { None, Deliver, Quarantine, Reject, Discard };
    Kind kind = Kind::None;
    bool isForAdministratorOnly = false;   ///< Quarantine.
    int code = 550, subject = 7, detail = 1; ///< Reject.
    QString text;                          ///< Reject: what the sender is told.
};

struct Rule {
    QByteArray id;
    QString name;
    bool isEnabled = true;
    Mode mode = Mode::Enforce;
    Direction direction = Direction::Inbound;
    Targets targets;
    enum class Match { Any, All } match = Match::Any;
    QList<Criterion> criteria;
    Action action;
    QList<Change> changes;
};

/// A policy: rules in their order (design.md 5).
struct Policy {
    QString name;
    QList<Rule> rules;
};

/// Reads and checks a policy document whole. The message names the place as a path ("rules[2].criteria[0].atLeast") and the remedy;
/// an unknown member is an error.
[[nodiscard]] Result<Policy> policyFromJson(const QJsonObject &document);

/// The shipped default policy, resources/policy/inbound.json.
[[nodiscard]] QJsonObject defaultPolicy();

} // namespace gateway::policy
