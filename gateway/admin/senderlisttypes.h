#pragma once

#include "gateway/admin/types.h"

/// The lists of senders in the administration interface. See types.h for their form as JSON.
namespace gateway::admin {

/// Who is allowed or blocked, and for which recipients.
struct SenderListEntry {
    QString action = QStringLiteral("block"); ///< "allow", "block"
    QString sender;            ///< "a@example.com", "*@example.com" a domain, "*@*.example.com" a domain and all below it.
    QString scope = QStringLiteral("*"); ///< "*": the organisation, "example.org" a domain, "b@example.org" a recipient.
    QString note;
    QDateTime added;           ///< Is given, not taken.
    [[nodiscard]] QJsonObject toJson() const;
    static SenderListEntry fromJson(const QJsonObject &object);
    friend bool operator==(const SenderListEntry &, const SenderListEntry &) = default;
};

/// Two entries that touch the same mail.
struct SenderListConflict {
    QString kind;              ///< "duplicate", "contradiction", "overruled", "exception"
    SenderListEntry stronger, weaker;
    [[nodiscard]] QJsonObject toJson() const;
    static SenderListConflict fromJson(const QJsonObject &object);
    friend bool operator==(const SenderListConflict &, const SenderListConflict &) = default;
};

/// What the list may be asked for.
struct SenderListFilter {
    QString text;              ///< In sender, scope or note.
    QString action;            ///< "allow", "block"; empty: both.
    int offset = 0, limit = 100;
    [[nodiscard]] QJsonObject toJson() const;
    static SenderListFilter fromJson(const QJsonObject &object);
    friend bool operator==(const SenderListFilter &, const SenderListFilter &) = default;
};

/// What an import brought.
struct SenderListImport {
    qint64 entries = 0;        ///< In the lists now.
    qint64 added = 0, removed = 0;
    QList<SenderListConflict> conflicts; ///< The first 100.
    [[nodiscard]] QJsonObject toJson() const;
    static SenderListImport fromJson(const QJsonObject &object);
    friend bool operator==(const SenderListImport &, const SenderListImport &) = default;
};

} // namespace gateway::admin
