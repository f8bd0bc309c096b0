#include "app/posternctl/session.h"

#include "app/posternctl/terminaltext.h"
#include "app/posternctl/words.h"
#include "gateway/admin/endpoint.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>
#include <cstdio>

namespace cli {
namespace {

using namespace gateway;
using namespace Qt::StringLiterals;

void write(std::FILE *stream, const QByteArray &octets)
{
    std::fwrite(octets.constData(), 1, std::size_t(octets.size()), stream);
    std::fflush(stream);
}

QString kindWord(Error::Kind kind)
{
    using enum Error::Kind;
    switch (kind) {
    case Invalid: return u"invalid"_s;
    case NotFound: return u"notfound"_s;
    case Io: return u"io"_s;
    case Full: return u"full"_s;
    case Timeout: return u"timeout"_s;
    case Tls: return u"tls"_s;
    }
    return {};
}

} // namespace

Result<admin::Client *> Session::connect()
{
    if (m_client)
        return m_client.get();
    const auto text = [](const std::string &s) { return QString::fromStdString(s); };
    const Result<admin::Endpoint> endpoint = m_options.api.empty()
        ? admin::Endpoint::fromDataDirectory(m_options.dataDirectory.empty() ? admin::Endpoint::trialDataDirectory()
                                                                            : text(m_options.dataDirectory))
        : admin::Endpoint::fromTokenFile(QUrl(text(m_options.api), QUrl::StrictMode), text(m_options.tokenFile));
    if (!endpoint)
        return failure(endpoint.error().kind, Texts::tr("No gateway is known here. %1").arg(endpoint.error().message));
    m_client = std::make_unique<admin::Client>(endpoint->url, endpoint->token);
    return m_client.get();
}

void Session::print(const QString &text) { write(stdout, text.toUtf8()); }
void Session::print(const QJsonObject &object) { write(stdout, QJsonDocument(object).toJson()); }
void Session::print(const QJsonArray &array) { write(stdout, QJsonDocument(array).toJson()); }

void Session::warn(const QString &text) { write(stderr, (u"posternctl: "_s + marked(text) + u'\n').toUtf8()); }

void Session::pause(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

int Session::fail(const Error &error)
{
    if (isJson())
        print(QJsonObject{{u"error"_s, QJsonObject{{u"kind"_s, kindWord(error.kind)}, {u"message"_s, error.message}}}});
    warn(error.message);
    return m_isUnreachable ? Unreachable : Refused;
}

int Session::finish(const Result<> &result, const QString &done)
{
    if (!result)
        return fail(result.error());
    if (isJson())
        print(QJsonObject{{u"done"_s, true}});
    else
        print(done + u'\n');
    return Done;
}

} // namespace cli
