#include "gateway/content/evidence.h"

#include "gateway/content/printable.h"

#include <QFile>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

static void loadRules()
{
    Q_INIT_RESOURCE(rules);
}

namespace gateway::content {
namespace {

constexpr qsizetype maxValueLength = 200;

const QHash<QByteArray, double> &weights()
{
    static const QHash<QByteArray, double> table = [] {
        loadRules();
        QHash<QByteArray, double> all;
        QFile file(u":/rules/content.json"_s);
        if (!file.open(QIODevice::ReadOnly))
            return all;
        const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
        for (auto it = object.begin(); it != object.end(); ++it)
            all.insert(it.key().toLatin1(), it.value().toDouble());
        return all;
    }();
    return table;
}

} // namespace

double weightOf(QByteArrayView id)
{
    return weights().value(QByteArray::fromRawData(id.data(), id.size()));
}

double baseWeight()
{
    return weightOf("spam.base");
}

void Evidence::add(const QByteArray &id, const QMap<QString, QString> &values)
{
    if (has(id))
        return;
    Reason reason{id, Stage::Content, weightOf(id), {}};
    for (auto it = values.begin(); it != values.end(); ++it)
        reason.evidence.insert(it.key(), printable(*it, maxValueLength));
    m_reasons.append(std::move(reason));
}

bool Evidence::has(QByteArrayView id) const
{
    return std::ranges::any_of(m_reasons, [id](const Reason &reason) { return reason.id == id; });
}

} // namespace gateway::content
