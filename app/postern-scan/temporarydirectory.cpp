#include "app/postern-scan/temporarydirectory.h"

#include <QFile>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using gateway::Error;
using gateway::failure;

namespace scan {

gateway::Result<> prepareTemporaryDirectory(const QByteArray &directory)
{
    struct stat status {};
    const QString name = QFile::decodeName(directory);
    if (lstat(directory.constData(), &status) != 0 || !S_ISDIR(status.st_mode))
        return failure(Error::Kind::NotFound, u"The temporary directory %1 does not exist."_s.arg(name));
    if (status.st_uid != geteuid() || (status.st_mode & 0777) != 0700)
        return failure(Error::Kind::Invalid, u"The temporary directory %1 does not belong to this user alone (mode 0700)."_s.arg(name));
    emptyDirectory(directory);
    return {};
}

void emptyDirectory(const QByteArray &directory)
{
    std::error_code error;
    for (const auto &entry : std::filesystem::directory_iterator(directory.toStdString(), error))
        std::filesystem::remove_all(entry.path(), error); // What stays is tried again at the next start.
}

} // namespace scan
