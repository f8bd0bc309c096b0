#include "gateway/daemon/samples.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

static void loadSamples() { Q_INIT_RESOURCE(samples); }

namespace gateway::daemon {
namespace {

QByteArray resource(const QString &name)
{
    loadSamples();
    QFile file(QStringLiteral(":/samples/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

QList<admin::Sample> samples(Language language)
{
    QList<admin::Sample> all;
    const QJsonArray list = QJsonDocument::fromJson(resource(QStringLiteral("samples.json"))).array();
    for (const QJsonValue &value : list) {
        QJsonObject object = value.toObject();
        const QJsonObject titles = object.value(QLatin1String("title")).toObject();
        object.insert(QLatin1String("title"), titles.value(language == Language::Japanese ? QLatin1String("ja") : QLatin1String("en")));
        all.append(admin::Sample::fromJson(object));
    }
    return all;
}

Result<QByteArray> sampleContent(const QString &id)
{
    const QList<admin::Sample> all = samples(Language::English);
    if (std::ranges::find(all, id, &admin::Sample::id) == all.end())
        return failure(Error::Kind::NotFound, QStringLiteral("There is no sample “%1”.").arg(id));
    QByteArray content = resource(id + QStringLiteral(".eml"));
    content.replace("{antivirus-test-file}", "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STAND"
                                             "ARD-ANTIVIRUS-TEST-FILE!$H+H*");
    content.replace("\r\n", "\n");
    content.replace("\n", "\r\n");
    return content;
}

} // namespace gateway::daemon
