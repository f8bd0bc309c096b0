#pragma once

#include "gateway/admin/types.h"

namespace gateway::admin {

struct DirectorySource {
    QString id, kind = QStringLiteral("ldap"), preset = QStringLiteral("active-directory");
    QStringList servers;
    QString tls = QStringLiteral("starttls");
    bool verifiesCertificate = true;
    QString caFile, bindName, password;
    bool hasPassword = false;
    QString base, filter;
    QStringList addressAttributes, nameAttributes;
    QString groupsAttribute;
    QStringList importantGroups;
    QString file;
    int intervalMinutes = 60, maxRemovedPercent = 10;
    [[nodiscard]] QJsonObject toJson() const;
    static DirectorySource fromJson(const QJsonObject &object);
    friend bool operator==(const DirectorySource &, const DirectorySource &) = default;
};

} // namespace gateway::admin
