#include "gateway/net/scratchdirectory.h"

#include <QFile>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace gateway::net {
namespace {

constexpr std::string_view prefix = "scan-"; // Only what bears it is removed.

} // namespace

Result<ScratchDirectory> ScratchDirectory::make(const QString &parent)
{
    QByteArray path = QFile::encodeName(parent) + '/' + QByteArray(prefix.data(), qsizetype(prefix.size())) + "XXXXXX";
    if (!mkdtemp(path.data())) {
        return failure(errno == ENOSPC || errno == EDQUOT ? Error::Kind::Full : Error::Kind::Io,
                       u"No temporary directory could be made in %1: %2."_s.arg(parent, QString::fromLocal8Bit(std::strerror(errno))));
    }
    ScratchDirectory directory;
    directory.m_path = path;
    return directory;
}

Result<> ScratchDirectory::prepareParent(const QString &parent)
{
    const QByteArray path = QFile::encodeName(parent);
    struct stat status {};
    if (mkdir(path.constData(), 0700) != 0 && errno != EEXIST)
        return failure(Error::Kind::Io, u"The directory %1 could not be made: %2."_s.arg(parent, QString::fromLocal8Bit(std::strerror(errno))));
    if (lstat(path.constData(), &status) != 0 || !S_ISDIR(status.st_mode) || status.st_uid != geteuid() || (status.st_mode & 0077) != 0)
        return failure(Error::Kind::Invalid, u"The directory %1 does not belong to this user alone (mode 0700)."_s.arg(parent));
    std::error_code error;
    for (const auto &entry : std::filesystem::directory_iterator(path.toStdString(), error)) {
        if (entry.path().filename().native().starts_with(prefix))
            std::filesystem::remove_all(entry.path(), error); // Links are removed, not followed.
    }
    return {};
}

ScratchDirectory &ScratchDirectory::operator=(ScratchDirectory &&other) noexcept
{
    if (this != &other) {
        remove();
        m_path = std::exchange(other.m_path, {});
    }
    return *this;
}

void ScratchDirectory::remove()
{
    if (m_path.isEmpty())
        return;
    std::error_code error;
    std::filesystem::remove_all(m_path.toStdString(), error); // What stays is removed by the next prepareParent().
    m_path.clear();
}

} // namespace gateway::net
