#include "gateway/daemon/secrets.h"

#include "gateway/store/durablefile.h"

#include <array>

namespace gateway::daemon {
namespace {

constexpr qsizetype maxSecret = 1024;

bool isName(const QString &name)
{
    return !name.isEmpty() && name.size() <= 60 && std::ranges::all_of(name, [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-';
    });
}

QString fileOf(const QString &name) { return name + QStringLiteral(".secret"); }

tl::unexpected<Error> notAName(const QString &name)
{
    return failure(Error::Kind::Invalid, QStringLiteral("“%1” is no name of a secret.").arg(name.left(100)));
}

} // namespace

Result<Secrets> Secrets::open(const QString &directory)
{
    if (const Result<> made = store::ensurePrivateDirectory(directory); !made)
        return tl::make_unexpected(made.error());
    return Secrets(directory);
}

Result<QByteArray> Secrets::get(const QString &name) const
{
    if (!isName(name))
        return notAName(name);
    Result<QByteArray> secret = store::readFile(m_directory + u'/' + fileOf(name), maxSecret);
    return !secret && secret.error().kind == Error::Kind::NotFound ? QByteArray() : secret;
}

Result<> Secrets::put(const QString &name, const QByteArray &secret)
{
    if (!isName(name))
        return notAName(name);
    if (secret.size() > maxSecret)
        return failure(Error::Kind::Invalid, QStringLiteral("The password is longer than %1 octets.").arg(maxSecret));
    return store::writeDurably(m_directory, fileOf(name), std::array{QByteArrayView(secret)});
}

Result<> Secrets::remove(const QString &name)
{
    if (!isName(name))
        return notAName(name);
    const Result<> removed = store::removeFile(m_directory + u'/' + fileOf(name), store::Flush::Now);
    return !removed && removed.error().kind == Error::Kind::NotFound ? Result<>() : removed;
}

} // namespace gateway::daemon
