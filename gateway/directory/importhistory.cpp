#include "gateway/directory/importhistory.h"

using namespace Qt::StringLiterals;

namespace gateway::directory {
namespace {

using Outcome = ImportRecord::Outcome;

constexpr std::array<std::pair<Outcome, QByteArrayView>, 6> words{{{Outcome::Imported, "imported"},
                                                                   {Outcome::Unchanged, "unchanged"},
                                                                   {Outcome::Pending, "pending"},
                                                                   {Outcome::Approved, "approved"},
                                                                   {Outcome::Rejected, "rejected"},
                                                                   {Outcome::Failed, "failed"}}};

std::optional<Outcome> outcomeOf(const QString &word)
{
    for (const auto &[outcome, known] : words) {
        if (known == word.toUtf8())
            return outcome;
    }
    return std::nullopt;
}

} // namespace

QByteArrayView toWord(Outcome outcome)
{
    for (const auto &[known, word] : words) {
        if (known == outcome)
            return word;
    }
    return {};
}

void ImportHistory::add(const ImportRecord &record)
{
    for (qsizetype i = m_records.size() - 1; i >= 0 && record.outcome == Outcome::Unchanged; --i) {
        if (m_records[i].source != record.source)
            continue;
        if (m_records[i].outcome == Outcome::Unchanged)
            m_records.removeAt(i);
        break;
    }
    m_records.append(record);
    if (m_records.size() > maxRecords)
        m_records.removeFirst();
}

QByteArray ImportHistory::toJson() const
{
    QJsonArray imports;
    for (const ImportRecord &record : m_records) {
        QJsonObject object{{u"time"_s, record.time.toMSecsSinceEpoch()},
                           {u"source"_s, QString::fromUtf8(record.source)},
                           {u"outcome"_s, QString::fromLatin1(toWord(record.outcome))},
                           {u"added"_s, record.added},
                           {u"removed"_s, record.removed},
                           {u"changed"_s, record.changed}};
        if (!record.cause.isEmpty())
            object[u"cause"_s] = record.cause;
        imports.append(object);
    }
    return QJsonDocument(QJsonObject{{u"version"_s, 1}, {u"imports"_s, imports}}).toJson(QJsonDocument::Compact) + '\n';
}

Result<ImportHistory> ImportHistory::parse(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (object[u"version"_s].toInt() != 1 || !object[u"imports"_s].isArray())
        return failure(Error::Kind::Invalid, u"it is not an import history, or of another version"_s);
    ImportHistory history;
    for (const QJsonValue &value : object[u"imports"_s].toArray()) {
        const QJsonObject import = value.toObject();
        const std::optional<Outcome> outcome = outcomeOf(import[u"outcome"_s].toString());
        if (!outcome)
            return failure(Error::Kind::Invalid, u"it has an outcome that is none"_s);
        history.m_records.append({.time = QDateTime::fromMSecsSinceEpoch(import[u"time"_s].toInteger(), Qt::UTC),
                                  .source = import[u"source"_s].toString().toUtf8(),
                                  .outcome = *outcome,
                                  .added = import[u"added"_s].toInteger(),
                                  .removed = import[u"removed"_s].toInteger(),
                                  .changed = import[u"changed"_s].toInteger(),
                                  .cause = import[u"cause"_s].toString()});
    }
    if (history.m_records.size() > maxRecords)
        history.m_records = history.m_records.last(maxRecords);
    return history;
}

} // namespace gateway::directory
