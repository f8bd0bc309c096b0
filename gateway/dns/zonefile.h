#pragma once

#include "gateway/dns/resolver.h"
#include "gateway/result.h"

#include <QJsonObject>
#include <unordered_map>

namespace gateway::dns {

/// A resolver that knows a few zones by heart and asks nobody: a JSON object {name: [record, ..]}, a record being {"A": "192.0.2.1"},
/// {"AAAA": ..}, {"MX": [10, "host"]}, {"TXT": "text" or ["te", "xt"]}, {"SPF": ..} (a TXT record, unless the name has TXT records of its own),
/// {"PTR" or "CNAME" or "NS": "name"}, or the string "TIMEOUT": what is not listed before it does not answer. Names that are not there do
/// not exist, except as the parents of others.
class ZoneFile : public Resolver
{
public:
    /// Error::Kind::Invalid names the record.
    [[nodiscard]] static Result<ZoneFile> parse(const QJsonObject &object);
    [[nodiscard]] const Answer *find(const Question &question) override;

private:
    [[nodiscard]] Result<> add(const QByteArray &name, const QString &type, const QJsonValue &value);
    [[nodiscard]] Answer look(const Question &question) const;

    struct Entry {
        QHash<Type, QList<QByteArray>> records;
        bool isMute = false; ///< Does not answer for types it has no records of.
    };
    QHash<QByteArray, Entry> m_entries;
    std::unordered_map<Question, Answer, QuestionHash> m_given;
};

} // namespace gateway::dns
