#pragma once

#include "gateway/admin/types.h"

/// The defence of the connection in the administration interface: whom we listen to. See types.h for their form as JSON.
namespace gateway::admin {

/// A list of addresses in the DNS, and how its answers are to be read (RFC 5782).
struct BlockListZone {
    QString zone;
    QString kind = QStringLiteral("block"); ///< "block", "allow"
    bool isEnabled = true;
    double weight = 3;         ///< Log-odds of every answer, where no codes are given.
    QStringList codes;         ///< "127.0.0.2-3=4": answers and their weight; answers in none of these are no listing.
    QStringList refusals;      ///< "127.0.0.254": answers that say "not to you", beside 127.255.255.0/24.
    bool asksText = false;     ///< The list's own words are asked for, too.
    [[nodiscard]] QJsonObject toJson() const;
    static BlockListZone fromJson(const QJsonObject &object);
    friend bool operator==(const BlockListZone &, const BlockListZone &) = default;
};

/// A public list to choose from.
struct BlockListPreset {
    BlockListZone list;
    QString title, terms;      ///< terms: where its terms of use are.
    [[nodiscard]] QJsonObject toJson() const;
    static BlockListPreset fromJson(const QJsonObject &object);
    friend bool operator==(const BlockListPreset &, const BlockListPreset &) = default;
};

/// Whether a list works.
struct BlockListState {
    QString zone;
    bool works = false;
    QStringList problems;      ///< Sentences.
    [[nodiscard]] QJsonObject toJson() const;
    static BlockListState fromJson(const QJsonObject &object);
    friend bool operator==(const BlockListState &, const BlockListState &) = default;
};

/// A line of the organisation's own lists of clients.
struct DefenceClientRule {
    QString action = QStringLiteral("block"); ///< "allow", "block"
    QString client;            ///< "192.0.2.0/24", "mail.example.com" (and all below), a country as "JP"
    QString note;
    [[nodiscard]] QJsonObject toJson() const;
    static DefenceClientRule fromJson(const QJsonObject &object);
    friend bool operator==(const DefenceClientRule &, const DefenceClientRule &) = default;
};

/// Two lines that touch the same clients.
struct DefenceRuleConflict {
    QString kind;              ///< "duplicate", "tie", "exception"
    DefenceClientRule stronger, weaker;
    [[nodiscard]] QJsonObject toJson() const;
    static DefenceRuleConflict fromJson(const QJsonObject &object);
    friend bool operator==(const DefenceRuleConflict &, const DefenceRuleConflict &) = default;
};

/// What a client is held to; its network gets four times that.
struct DefenceRates {
    int connectionsPerMinute = 0, messagesPerMinute = 0, recipientsPerHour = 0;
    [[nodiscard]] QJsonObject toJson() const;
    static DefenceRates fromJson(const QJsonObject &object);
    friend bool operator==(const DefenceRates &, const DefenceRates &) = default;
};

/// How strict we are with clients. Each mode is "observe" (only counts), "warn" (adds a field) or "enforce".
struct DefenceSettings {
    QString strictness = QStringLiteral("standard"); ///< "off", "relaxed", "standard", "strict"
    QString ownLists = QStringLiteral("enforce"), blockLists = QStringLiteral("enforce"), history = QStringLiteral("enforce"),
            reverseName = QStringLiteral("enforce"), helo = QStringLiteral("warn"), rates = QStringLiteral("enforce"), harvestGuard = QStringLiteral("enforce");
    int harvestLimit = 25;     ///< Unknown recipients of one client in an hour until it is refused; 0 counts nobody.
    bool defersNotKnown = false; ///< What could not be checked is a temporary refusal; else it speaks neither for nor against a client.
    bool isGreylisting = false;
    QString countryFile;       ///< Of addresses and their countries, in MaxMind's format, on the gateway's machine.
    QList<BlockListZone> blockListZones;
    QList<DefenceClientRule> clientRules;
    DefenceRates unknownRates{60, 60, 2000};
    DefenceRates knownRates{600, 600, 20'000};     ///< Of clients that have sent good mail before.
    DefenceRates partnerRates{6000, 6000, 200'000}; ///< Of those on the own allow list.
    [[nodiscard]] QJsonObject toJson() const;
    static DefenceSettings fromJson(const QJsonObject &object);
    friend bool operator==(const DefenceSettings &, const DefenceSettings &) = default;
};

/// How often a rule of the defence did something, since the gateway was started.
struct DefenceCount {
    QString rule;              ///< Key of its name in the reasons' texts: "connection.rule-own-block"
    QString name;              ///< For people, in the language asked for.
    qint64 refused = 0, deferred = 0, greylisted = 0;
    qint64 warned = 0, observed = 0; ///< What it would have done in a mode that acts.
    [[nodiscard]] QJsonObject toJson() const;
    static DefenceCount fromJson(const QJsonObject &object);
    friend bool operator==(const DefenceCount &, const DefenceCount &) = default;
};

/// How the defence does.
struct DefenceState {
    QDateTime since;           ///< When counting began.
    bool isStressed = false;   ///< So many clients want in that unknown ones get less.
    qint64 accepted = 0;       ///< Connections.
    qint64 rateRefusals = 0;
    qint64 knownClients = 0, historyOctets = 0;
    bool hasCountryFile = false;
    bool asksDns = false;      ///< Else names and block lists are not checked.
    QList<DefenceCount> counts;
    QStringList notes;         ///< What needs attention, such as a block list that does not answer.
    [[nodiscard]] QJsonObject toJson() const;
    static DefenceState fromJson(const QJsonObject &object);
    friend bool operator==(const DefenceState &, const DefenceState &) = default;
};

/// What would become of a client now.
struct DefenceExplanation {
    QString client, helo;
    QString action;            ///< "accept", "greylist", "defer", "refuse"
    QString rule, reply;
    QList<Reason> reasons;     ///< Heaviest first.
    QString wouldBe;           ///< The action if all checks were enforced, where it differs.
    QString verifiedName, country;
    [[nodiscard]] QJsonObject toJson() const;
    static DefenceExplanation fromJson(const QJsonObject &object);
    friend bool operator==(const DefenceExplanation &, const DefenceExplanation &) = default;
};

} // namespace gateway::admin
