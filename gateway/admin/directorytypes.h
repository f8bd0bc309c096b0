#pragma once

#include "gateway/admin/types.h"

/// The directory in the administration interface: who our recipients are, and from where that is known. See types.h for their form as JSON.
namespace gateway::admin {

/// Where recipients come from.
struct DirectorySource {
    QString id;                ///< Lower-case letters, digits and hyphens.
    QString kind = QStringLiteral("ldap"); ///< "ldap", "csv", "ldif"
    QString preset = QStringLiteral("active-directory"); ///< Which attributes say what: "active-directory", "openldap", "389ds". LDAP, LDIF.
    QStringList servers;       ///< LDAP: "dc1.example.com" or "dc1.example.com:3269"; the next is asked where one does not answer.
    QString tls = QStringLiteral("starttls"); ///< LDAP: "starttls", "ldaps", "none"
    bool verifiesCertificate = true;
    QString caFile;            ///< Of the company's own CA, on the gateway's machine; empty: those of the system.
    QString bindName;          ///< DN, or for Active Directory user@domain; empty: anonymous.
    QString password;          ///< Is taken, never given.
    bool hasPassword = false;  ///< Is given, not taken.
    QString base, filter;      ///< LDAP; an empty filter: that of the preset.
    QStringList addressAttributes, nameAttributes; ///< Empty: those of the preset.
    QString groupsAttribute;   ///< The same.
    QStringList importantGroups; ///< Their members are important: whom impostors like to play.
    QString file;              ///< CSV, LDIF: path on the gateway's machine that is read again and again; empty: only what is uploaded counts.
    int intervalMinutes = 60;  ///< Between two readings; 0: only when asked to.
    int maxRemovedPercent = 10; ///< A reading that would remove more waits for approval.
    [[nodiscard]] QJsonObject toJson() const;
    static DirectorySource fromJson(const QJsonObject &object);
    friend bool operator==(const DirectorySource &, const DirectorySource &) = default;
};

/// A source, and how it is with it.
struct DirectorySourceState {
    DirectorySource source;
    bool isReading = false;
    QDateTime lastRead, lastGood; ///< When it was last tried, and when that ended well.
    QString outcome;           ///< Of the last reading: "imported", "unchanged", "pending", "approved", "rejected", "failed"; empty: never read.
    QString cause;             ///< Why it failed.
    qint64 entries = 0;        ///< In use.
    bool hasPending = false;   ///< A reading waits for approval.
    qint64 pendingAdded = 0, pendingRemoved = 0, pendingChanged = 0;
    [[nodiscard]] QJsonObject toJson() const;
    static DirectorySourceState fromJson(const QJsonObject &object);
    friend bool operator==(const DirectorySourceState &, const DirectorySourceState &) = default;
};

/// One recipient.
struct DirectoryEntry {
    QString address;
    QStringList aliases;       ///< Further addresses of the same mailbox.
    QString name;
    QStringList groups;
    bool isImportant = false;
    bool isDisabled = false;   ///< The account is switched off: mail to it is refused.
    QString source;            ///< Id; "typed" for what stands with the domain.
    QDateTime firstSeen;       ///< Unset if it was there from the beginning.
    [[nodiscard]] QJsonObject toJson() const;
    static DirectoryEntry fromJson(const QJsonObject &object);
    friend bool operator==(const DirectoryEntry &, const DirectoryEntry &) = default;
};

/// One line of a difference.
struct DirectoryChange {
    QString kind;              ///< "added", "removed", "changed"
    DirectoryEntry before, after;
    [[nodiscard]] QJsonObject toJson() const;
    static DirectoryChange fromJson(const QJsonObject &object);
    friend bool operator==(const DirectoryChange &, const DirectoryChange &) = default;
};

/// What a reading changes.
struct DirectoryDifference {
    static constexpr int maxChanges = 1000;
    QString source;
    qint64 added = 0, removed = 0, changed = 0;
    QList<DirectoryChange> changes; ///< The first maxChanges, removals before all else.
    bool isPending = false;    ///< It waits for approval; else it is in force.
    QStringList notes;         ///< What was left out of the file, the first few.
    [[nodiscard]] QJsonObject toJson() const;
    static DirectoryDifference fromJson(const QJsonObject &object);
    friend bool operator==(const DirectoryDifference &, const DirectoryDifference &) = default;
};

/// What reading a source would find.
struct DirectoryPreview {
    QString server;            ///< Which one answered.
    qint64 count = 0;
    QList<DirectoryEntry> first; ///< At most 20.
    qint64 skipped = 0;        ///< Objects of no use, such as those without an address.
    QStringList notes, warnings;
    [[nodiscard]] QJsonObject toJson() const;
    static DirectoryPreview fromJson(const QJsonObject &object);
    friend bool operator==(const DirectoryPreview &, const DirectoryPreview &) = default;
};

/// One reading of a source.
struct DirectoryImport {
    QDateTime time;
    QString source, outcome;   ///< As in DirectorySourceState.
    qint64 added = 0, removed = 0, changed = 0;
    QString cause;
    [[nodiscard]] QJsonObject toJson() const;
    static DirectoryImport fromJson(const QJsonObject &object);
    friend bool operator==(const DirectoryImport &, const DirectoryImport &) = default;
};

/// What is known of a recipient.
struct DirectoryLookup {
    QString address;
    QString status;            ///< "notours", "known", "accepted", "catchall", "asknexthop", "disabled", "unknown", "notknown"
    DirectoryEntry entry;      ///< Empty if it is in no list.
    bool isTagged = false;     ///< Found without the tag behind the separator.
    bool isFlagged = false;    ///< Accepted, but the list should have had it.
    QString reply;             ///< What RCPT is answered for it now.
    [[nodiscard]] QJsonObject toJson() const;
    static DirectoryLookup fromJson(const QJsonObject &object);
    friend bool operator==(const DirectoryLookup &, const DirectoryLookup &) = default;
};

/// What the list of entries may be asked for.
struct DirectoryFilter {
    QString text;              ///< In address, aliases, name or groups.
    QString domain, source;
    int offset = 0, limit = 100;
    [[nodiscard]] QJsonObject toJson() const;
    static DirectoryFilter fromJson(const QJsonObject &object);
    friend bool operator==(const DirectoryFilter &, const DirectoryFilter &) = default;
};

/// A name that was tried out.
struct HarvestGuess {
    QString recipient;
    QDateTime time;
    [[nodiscard]] QJsonObject toJson() const;
    static HarvestGuess fromJson(const QJsonObject &object);
    friend bool operator==(const HarvestGuess &, const HarvestGuess &) = default;
};

/// A client that tries out which recipients there are.
struct HarvestSuspect {
    QString client;            ///< "192.0.2.1", "2001:db8::/64"
    int count = 0;             ///< In the last hour.
    bool isRefused = false;
    QList<HarvestGuess> guesses; ///< The newest ones.
    [[nodiscard]] QJsonObject toJson() const;
    static HarvestSuspect fromJson(const QJsonObject &object);
    friend bool operator==(const HarvestSuspect &, const HarvestSuspect &) = default;
};

} // namespace gateway::admin
