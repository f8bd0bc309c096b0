#include "gateway/admin/endpoint.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QSaveFile>
#include <QStandardPaths>
#include <array>

namespace gateway::admin {
namespace {

using namespace Qt::StringLiterals;

constexpr qint64 maxFile = 4096; // Octets: both files are a line.

QString addressFile(const QString &directory) { return QDir(directory).filePath(u"api.json"_s); }
QString tokenFileIn(const QString &directory) { return QDir(directory).filePath(u"api.token"_s); }

Result<QByteArray> read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(file.exists() ? Error::Kind::Io : Error::Kind::NotFound,
                       u"\"%1\" cannot be read: %2."_s.arg(path, file.errorString()));
    const QByteArray content = file.read(maxFile + 1);
    if (content.size() > maxFile)
        return failure(Error::Kind::Invalid, u"\"%1\" is too large."_s.arg(path));
    return content;
}

Result<QByteArray> readToken(const QString &path)
{
    Result<QByteArray> token = read(path).map([](const QByteArray &content) { return content.trimmed(); });
    const auto isVisible = [](char c) { return c > ' ' && c < 0x7f; };
    if (token && (token->isEmpty() || !std::ranges::all_of(*token, isVisible))) // It becomes a header field.
        return failure(Error::Kind::Invalid, u"\"%1\" holds no token."_s.arg(path));
    return token;
}

/// For our eyes only; the old one or the new one, whatever happens (threats.md D2, O6).
Result<> replace(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) || file.write(content) != content.size()
        || !file.commit())
        return failure(Error::Kind::Io, u"\"%1\" cannot be written: %2."_s.arg(path, file.errorString()));
    return {};
}

} // namespace

Result<Endpoint> Endpoint::fromDataDirectory(const QString &directory)
{
    const QString path = addressFile(directory);
    const Result<QByteArray> content = read(path);
    if (!content)
        return tl::make_unexpected(content.error());
    const QUrl url(QJsonDocument::fromJson(*content).object().value("url"_L1).toString(), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return failure(Error::Kind::Invalid, u"\"%1\" names no address."_s.arg(path));
    return fromTokenFile(url, tokenFileIn(directory));
}

Result<Endpoint> Endpoint::fromTokenFile(const QUrl &url, const QString &tokenFile)
{
    return readToken(tokenFile).map([&url](const QByteArray &octets) { return Endpoint{url, octets}; });
}

QString Endpoint::trialDataDirectory()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)).filePath(u"postern/trial"_s);
}

Result<QByteArray> Endpoint::tokenOf(const QString &directory)
{
    const QString path = tokenFileIn(directory);
    if (Result<QByteArray> token = readToken(path); token || token.error().kind != Error::Kind::NotFound)
        return token;
    std::array<quint32, 8> bits;
    QRandomGenerator::system()->fillRange(bits.data(), qsizetype(bits.size()));
    const QByteArray token = QByteArray(reinterpret_cast<const char *>(bits.data()), sizeof bits).toHex();
    return replace(path, token + '\n').map([&token] { return token; });
}

Result<> Endpoint::write(const QString &directory, const QString &url)
{
    const QJsonObject address{{u"url"_s, url}};
    return replace(addressFile(directory), QJsonDocument(address).toJson(QJsonDocument::Compact) + '\n');
}

void Endpoint::remove(const QString &directory) { QFile::remove(addressFile(directory)); }

} // namespace gateway::admin
