#include "gateway/net/workerfacts.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace gateway::net {
namespace {

QString printable(const QJsonValue &value)
{
    QString text = value.toString().left(200);
    std::ranges::replace_if(text, [](QChar c) { return !c.isPrint(); }, u'?');
    return text;
}

} // namespace

Result<WorkerFacts> factsFromHello(QByteArrayView body, QStringView role)
{
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromRawData(body.data(), body.size())).object();
    if (object["role"_L1].toString() != role)
        return failure(Error::Kind::Invalid, u"The worker did not say that its role is %1."_s.arg(role));
    return WorkerFacts{role.toString(),
                       printable(object["engine"_L1]),
                       std::max(object["signatures"_L1].toInteger(), qint64(0)),
                       QDateTime::fromString(object["signatureDate"_L1].toString(), Qt::ISODate),
                       object["testOnly"_L1].toBool(),
                       printable(object["sandbox"_L1])};
}

} // namespace gateway::net
