#include "gateway/daemon/sealer.h"

#include <QDateTime>
#include <QFile>

using namespace Qt::StringLiterals;

namespace gateway::daemon {
namespace {

/// \a trace and the header section of \a message, with the empty line.
QByteArray headerOf(const QByteArray &trace, const mail::EditedMessage &message, qsizetype bodySize)
{
    QByteArray header = trace;
    qsizetype left = message.size() - bodySize;
    for (const QByteArrayView piece : message.pieces) {
        header += piece.first(std::min(piece.size(), left));
        left -= std::min(piece.size(), left);
    }
    return header;
}

} // namespace

Result<std::shared_ptr<const Sealer>> Sealer::open(const SealerConfig &config, const QByteArray &hostName)
{
    if (config.domain.isEmpty() && config.selector.isEmpty() && config.keyFile.isEmpty())
        return std::shared_ptr<const Sealer>();
    if (config.domain.isEmpty() || config.selector.isEmpty() || config.keyFile.isEmpty())
        return failure(Error::Kind::Invalid, u"To seal what is passed on, auth.seal-domain, auth.seal-selector and auth.seal-key are needed, all three."_s);
    QFile file(config.keyFile);
    if (!file.open(QIODevice::ReadOnly))
        return failure(Error::Kind::Invalid, u"auth.seal-key: %1 could not be read: %2"_s.arg(config.keyFile, file.errorString()));
    Result<auth::PrivateKey> key = auth::PrivateKey::parse(file.readAll());
    if (!key)
        return failure(Error::Kind::Invalid, u"auth.seal-key: %1: %2"_s.arg(config.keyFile, key.error().message));
    return std::shared_ptr<const Sealer>(new Sealer({config.domain, config.selector, std::move(*key)}, hostName));
}

QByteArray Sealer::seal(const QByteArray &trace, const mail::EditedMessage &message, qsizetype bodySize, const SenderCheck &check) const
{
    const QByteArray octets = headerOf(trace, message, bodySize);
    const mail::HeaderSection header(octets);
    if (header.fault() != mail::HeaderSection::Fault::None)
        return {};
    return m_sealer.seal(header, check.body(), check.result().arc.status, auth::mergedResults(header, m_hostName), QDateTime::currentSecsSinceEpoch());
}

} // namespace gateway::daemon
