#include "app/posternctl/messagefile.h"

#include "app/posternctl/words.h"

#include <QFile>

namespace cli {
namespace {

using gateway::Error;

constexpr qint64 maxMessage = 64'000'000; // Octets: what the gateway takes at most.

} // namespace

gateway::Result<QByteArray> readMessageFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return gateway::failure(Error::Kind::Io, Texts::tr("\"%1\" cannot be read: %2.").arg(path, file.errorString()));
    QByteArray content = file.read(maxMessage + 1);
    if (content.size() > maxMessage)
        return gateway::failure(Error::Kind::Invalid, Texts::tr("\"%1\" is larger than %2.").arg(path, size(maxMessage)));
    if (content.isEmpty())
        return gateway::failure(Error::Kind::Invalid, Texts::tr("\"%1\" is empty.").arg(path));
    content.replace("\r\n", "\n");
    content.replace('\n', "\r\n");
    return content;
}

} // namespace cli
