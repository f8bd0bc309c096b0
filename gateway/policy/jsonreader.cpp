#include "gateway/policy/jsonreader.h"

#include <QJsonArray>

namespace gateway::policy {

JsonReader::JsonReader(QJsonObject object, QString path, QString &problem)
    : m_object(std::move(object)), m_path(std::move(path)), m_problem(problem)
{
}

QString JsonReader::pathOf(const char *member) const
{
    return m_path.isEmpty() ? QString::fromLatin1(member) : m_path + u'.' + QLatin1String(member);
}

void JsonReader::fail(const char *member, const QString &text)
{
    if (m_problem.isEmpty())
        m_problem = pathOf(member) + QStringLiteral(": ") + text;
}

QJsonValue JsonReader::take(const char *member, QJsonValue::Type type, const char *typeName)
{
    const QString name = QString::fromLatin1(member);
    m_known.insert(name);
    const QJsonValue value = m_object.value(name);
    if (value.isUndefined() || value.type() == type)
        return value;
    fail(member, QStringLiteral("%1 is needed here.").arg(QLatin1String(typeName)));
    return QJsonValue::Undefined;
}

bool JsonReader::has(const char *member) { return m_object.contains(QLatin1String(member)); }

QString JsonReader::text(const char *member, const QString &fallback) { return take(member, QJsonValue::String, "a text").toString(fallback); }

QByteArray JsonReader::octets(const char *member, const QByteArray &fallback)
{
    const QJsonValue value = take(member, QJsonValue::String, "a text");
    return value.isUndefined() ? fallback : value.toString().toUtf8();
}

QList<QByteArray> JsonReader::octetsList(const char *member)
{
    QList<QByteArray> all;
    for (const QJsonValue &value : take(member, QJsonValue::Array, "a list of texts").toArray()) {
        if (!value.isString())
            fail(member, QStringLiteral("a list of texts is needed here."));
        all.append(value.toString().toUtf8());
    }
    return all;
}

bool JsonReader::flag(const char *member, bool fallback) { return take(member, QJsonValue::Bool, "true or false").toBool(fallback); }

double JsonReader::number(const char *member, double fallback, double least, double most)
{
    const double value = take(member, QJsonValue::Double, "a number").toDouble(fallback);
    if (value < least || value > most)
        fail(member, QStringLiteral("a number from %1 to %2 is needed here.").arg(QString::number(least), QString::number(most)));
    return value;
}

JsonReader JsonReader::object(const char *member)
{
    return {take(member, QJsonValue::Object, "an object").toObject(), pathOf(member), m_problem};
}

void JsonReader::each(const char *member, const std::function<void(JsonReader)> &read)
{
    const QJsonArray array = take(member, QJsonValue::Array, "a list").toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QString path = QStringLiteral("%1[%2]").arg(pathOf(member), QString::number(i));
        if (!array[i].isObject() && m_problem.isEmpty())
            m_problem = path + QStringLiteral(": an object is needed here.");
        read({array[i].toObject(), path, m_problem});
    }
}

void JsonReader::finish()
{
    for (auto it = m_object.begin(); it != m_object.end(); ++it) {
        if (!m_known.contains(it.key()))
            fail(it.key().toUtf8().constData(), QStringLiteral("this member is not known. Remove it or correct its name."));
    }
}

} // namespace gateway::policy
