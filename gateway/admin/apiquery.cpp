#include "gateway/admin/apiquery.h"

#include "gateway/verdict.h"

#include <QDateTime>
#include <QJsonArray>

namespace gateway::admin {
namespace {

constexpr int maxPage = 1000;    // Rows of one answer: bounds its size.
constexpr int maxText = 1000;    // Characters of one value.
constexpr int maxRepeats = 1000; // Values of one name, as many as a message may have recipients.

Result<QJsonValue> number(const QString &text, int low, int high)
{
    bool isNumber = false;
    const int value = text.toInt(&isNumber);
    if (!isNumber || value < low || value > high)
        return failure(Error::Kind::Invalid, QStringLiteral("a number from %1 to %2").arg(QString::number(low), QString::number(high)));
    return QJsonValue(value);
}

/// The value of \a name, or what it should have been.
Result<QJsonValue> typed(QStringView name, const QString &text)
{
    if (name == u"offset")
        return number(text, 0, std::numeric_limits<int>::max());
    if (name == u"limit")
        return number(text, 1, maxPage);
    if (name == u"since" || name == u"until") {
        if (!QDateTime::fromString(text, Qt::ISODateWithMs).isValid())
            return failure(Error::Kind::Invalid, QStringLiteral("a time such as 2026-11-24T12:04:05Z"));
    } else if (name == u"fate") {
        if (!fromWord<Fate>(text.toUtf8()))
            return failure(Error::Kind::Invalid, QStringLiteral("a fate such as delivered"));
    } else if (name == u"messageClass") {
        if (!fromWord<MessageClass>(text.toUtf8()))
            return failure(Error::Kind::Invalid, QStringLiteral("a class such as spam"));
    } else if (text.size() > maxText) {
        return failure(Error::Kind::Invalid, QStringLiteral("at most %1 characters").arg(maxText));
    }
    return QJsonValue(text);
}

} // namespace

Result<QJsonObject> readQuery(const QList<std::pair<QString, QString>> &items, const QByteArrayList &allowed)
{
    QJsonObject query;
    for (const auto &[name, text] : items) {
        const QByteArray once = name.toUtf8(), often = once + '+';
        const bool isList = allowed.contains(often);
        if (name.endsWith(u'+') || (!isList && !allowed.contains(once)))
            return failure(Error::Kind::Invalid, QStringLiteral("\"%1\" is not a parameter here.").arg(name.left(40)));
        const Result<QJsonValue> value = typed(name, text);
        if (!value)
            return failure(Error::Kind::Invalid, QStringLiteral("\"%1\" must be %2.").arg(name, value.error().message));
        if (isList) {
            QJsonArray list = query.value(name).toArray();
            if (list.size() >= maxRepeats)
                return failure(Error::Kind::Invalid, QStringLiteral("\"%1\" comes too often.").arg(name));
            list.append(*value);
            query.insert(name, list);
        } else if (query.contains(name)) {
            return failure(Error::Kind::Invalid, QStringLiteral("\"%1\" comes twice.").arg(name));
        } else {
            query.insert(name, *value);
        }
    }
    return query;
}

} // namespace gateway::admin
