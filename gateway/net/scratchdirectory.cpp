#include "gateway/net/scratchdirectory.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace gateway::net {
namespace {

constexpr std::string_view prefix = "scan-"; // Only what bears it is removed.
constexpr qint64 plentyOfRoom = 2'000'000'000; // What a few messages may unpack to at a time, twice.

std::optional<QString> memoryPlace()
{
    const QStorageInfo shared(u"/dev/shm"_s);
    if (shared.isValid() && shared.rootPath() == "/dev/shm"_L1 && shared.fileSystemType() == "tmpfs" && !shared.isReadOnly()
        && shared.bytesAvailable() >= plentyOfRoom)
        return shared.rootPath();
    return std::nullopt;
}

} // namespace

QString ScratchDirectory::fastPlace() { return memoryPlace().value_or(QDir::tempPath()); }

QString ScratchDirectory::placeOf(const QString &dataDirectory)
{
    const std::optional<QString> memory = memoryPlace();
    if (!memory)
        return dataDirectory + "/scratch"_L1;
    const QByteArray path = QFileInfo(dataDirectory).absoluteFilePath().toUtf8();
    const QByteArray hash = QCryptographicHash::hash(path, QCryptographicHash::Sha256).first(8).toHex();
    return u"%1/postern-%2-%3"_s.arg(*memory, QString::number(geteuid()), QString::fromLatin1(hash));
}

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
