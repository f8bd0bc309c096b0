#include "gateway/store/durablefile.h"

#include "gateway/store/groupflush.h"

#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/uio.h>
#include <unistd.h>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace gateway::store {
namespace {

/// A file descriptor that closes itself.
class Descriptor
{
public:
    explicit Descriptor(int descriptor) : m_descriptor(descriptor) {}
    Descriptor(Descriptor &&other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}
    Descriptor &operator=(Descriptor &&) = delete;
    ~Descriptor()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    [[nodiscard]] bool isValid() const { return m_descriptor >= 0; }
    [[nodiscard]] int get() const { return m_descriptor; }
    [[nodiscard]] int release() { return std::exchange(m_descriptor, -1); }
    /// Closes and says what close() says: some file systems report a failed write only here. Returns 0 or errno.
    [[nodiscard]] int close()
    {
        return ::close(std::exchange(m_descriptor, -1)) == 0 || errno == EINTR ? 0 : errno;
    }

private:
    int m_descriptor;
};

tl::unexpected<Error> systemFailure(const QString &path, QStringView action, int error)
{
    const Error::Kind kind = error == ENOSPC || error == EDQUOT ? Error::Kind::Full
        : error == ENOENT                                       ? Error::Kind::NotFound
                                                                : Error::Kind::Io;
    return failure(kind, u"%1: %2: %3"_s.arg(path, action, qt_error_string(error)));
}

/// O_NONBLOCK: a pipe planted in the place of a file must not make us wait for its other end.
Descriptor openAt(int directory, const QByteArray &name, int flags, mode_t mode = 0)
{
    for (;;) {
        const int descriptor = ::openat(directory, name.constData(), flags | O_CLOEXEC | O_NONBLOCK, mode);
        if (descriptor >= 0 || errno != EINTR)
            return Descriptor(descriptor);
    }
}

Descriptor openDirectory(const QString &path)
{
    return openAt(AT_FDCWD, QFile::encodeName(path), O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
}

/// Writes everything at the descriptor's position. Returns 0 or errno.
int writeAll(int descriptor, std::span<const QByteArrayView> pieces)
{
    std::vector<iovec> vectors;
    for (const QByteArrayView piece : pieces) {
        if (!piece.isEmpty())
            vectors.push_back({const_cast<char *>(piece.data()), size_t(piece.size())});
    }
    constexpr size_t maxVectors = 64; // Well below every system's IOV_MAX.
    for (size_t first = 0; first < vectors.size();) {
        const ssize_t written = ::writev(descriptor, &vectors[first], int(std::min(maxVectors, vectors.size() - first)));
        if (written < 0) {
            if (errno == EINTR)
                continue;
            return errno;
        }
        size_t rest = size_t(written);
        while (first < vectors.size() && rest >= vectors[first].iov_len)
            rest -= vectors[first++].iov_len;
        if (rest > 0) {
            vectors[first].iov_base = static_cast<char *>(vectors[first].iov_base) + rest;
            vectors[first].iov_len -= rest;
        }
    }
    return 0;
}

QByteArray temporaryName(const QByteArray &name)
{
    const QByteArray random = QByteArray::number(QRandomGenerator::system()->generate64(), 36);
    return '.' + name + '.' + random + temporarySuffix.toByteArray();
}

/// A new file in a directory: nameless where the system can do that, else under a temporary name.
struct NewFile {
    Descriptor descriptor;
    QByteArray temporary; ///< Empty for a nameless file.
};

NewFile createIn(int directory, const QByteArray &name)
{
#ifdef O_TMPFILE
    // Nothing to clean up after a crash, and one change of the directory instead of three.
    if (Descriptor nameless = openAt(directory, ".", O_TMPFILE | O_WRONLY, 0600); nameless.isValid())
        return {std::move(nameless), {}};
    if (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT && errno != EINVAL)
        return {Descriptor(-1), {}};
#endif
    const QByteArray temporary = temporaryName(name);
    return {openAt(directory, temporary, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW, 0600), temporary};
}

/// Gives the nameless file \a name, or a temporary one when \a name is taken (link() does not replace). Returns 0 or errno.
int linkNameless(int directory, NewFile &file, const QByteArray &name, bool &isNamed)
{
    const QByteArray source = "/proc/self/fd/" + QByteArray::number(file.descriptor.get());
    if (::linkat(AT_FDCWD, source.constData(), directory, name.constData(), AT_SYMLINK_FOLLOW) == 0) {
        isNamed = true;
        return 0;
    }
    if (errno != EEXIST)
        return errno;
    const QByteArray temporary = temporaryName(name);
    if (::linkat(AT_FDCWD, source.constData(), directory, temporary.constData(), AT_SYMLINK_FOLLOW) != 0)
        return errno;
    file.temporary = temporary;
    return 0;
}

/// Makes the flushed \a file visible as \a name. Returns 0 or errno.
int giveName(int directory, NewFile &file, const QByteArray &name)
{
    if (file.temporary.isEmpty()) {
        bool isNamed = false;
        if (const int error = linkNameless(directory, file, name, isNamed); error != 0 || isNamed)
            return error;
    }
    return ::renameat(directory, file.temporary.constData(), directory, name.constData()) == 0 ? 0 : errno;
}

/// A regular file of ours with one name: not a device, not a hard link planted by somebody (threats.md O7). Returns 0 or errno.
int checkOwnFile(int descriptor, struct stat &status)
{
    if (::fstat(descriptor, &status) != 0)
        return errno;
    return S_ISREG(status.st_mode) && status.st_uid == ::geteuid() && status.st_nlink == 1 ? 0 : EPERM;
}

} // namespace

Result<> writeDurably(const QString &directory, const QString &name, std::span<const QByteArrayView> pieces)
{
    const QString path = directory + u'/' + name;
    const QByteArray encodedName = QFile::encodeName(name);
    const Descriptor parent = openDirectory(directory);
    if (!parent.isValid())
        return systemFailure(directory, u"cannot open the directory", errno);
    NewFile file = createIn(parent.get(), encodedName);
    if (!file.descriptor.isValid())
        return systemFailure(path, u"cannot create", errno);

    int error = writeAll(file.descriptor.get(), pieces);
    // A flush that failed is not tried again: the kernel may have dropped the pages and would report success (threats.md D4).
    if (error == 0 && ::fsync(file.descriptor.get()) != 0)
        error = errno;
    if (error == 0)
        error = giveName(parent.get(), file, encodedName);
    if (error != 0) {
        if (!file.temporary.isEmpty())
            ::unlinkat(parent.get(), file.temporary.constData(), 0);
        return systemFailure(path, u"cannot write", error);
    }
    error = file.descriptor.close();
    if (error == 0)
        error = GroupFlush::flush(parent.get());
    if (error != 0) {
        ::unlinkat(parent.get(), encodedName.constData(), 0);
        return systemFailure(path, u"cannot write", error);
    }
    return {};
}

Result<> appendAt(const QString &path, qint64 offset, QByteArrayView octets, Flush flush)
{
    Descriptor file = openAt(AT_FDCWD, QFile::encodeName(path), O_WRONLY | O_NOFOLLOW);
    if (!file.isValid())
        return systemFailure(path, u"cannot open", errno);
    struct stat status = {};
    if (const int error = checkOwnFile(file.get(), status); error != 0)
        return systemFailure(path, u"is not a file of ours", error);
    if (offset > status.st_size)
        return failure(Error::Kind::Invalid, u"%1: is shorter than it was"_s.arg(path));
    if (offset < status.st_size && ::ftruncate(file.get(), offset) != 0)
        return systemFailure(path, u"cannot cut", errno);
    int error = ::lseek(file.get(), offset, SEEK_SET) == offset ? writeAll(file.get(), std::span(&octets, 1)) : errno;
    if (error == 0 && flush == Flush::Now && ::fdatasync(file.get()) != 0)
        error = errno;
    if (error != 0 && ::ftruncate(file.get(), offset) != 0)
        return systemFailure(path, u"cannot append, and cannot take back what was appended", error);
    if (error != 0)
        return systemFailure(path, u"cannot append", error);
    if (error = file.close(); error != 0)
        return systemFailure(path, u"cannot append", error);
    return {};
}

FileReader::FileReader(int descriptor, qint64 size, QString path)
    : m_descriptor(descriptor), m_size(size), m_path(std::move(path))
{}

FileReader::FileReader(FileReader &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)), m_size(other.m_size), m_path(std::move(other.m_path))
{}

FileReader::~FileReader()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<FileReader> FileReader::open(const QString &path)
{
    Descriptor file = openAt(AT_FDCWD, QFile::encodeName(path), O_RDONLY | O_NOFOLLOW);
    if (!file.isValid())
        return systemFailure(path, u"cannot open", errno);
    struct stat status = {};
    if (::fstat(file.get(), &status) != 0)
        return systemFailure(path, u"cannot read", errno);
    if (!S_ISREG(status.st_mode))
        return failure(Error::Kind::Io, u"%1: is not a regular file"_s.arg(path));
    return FileReader(file.release(), status.st_size, path);
}

Result<QByteArray> FileReader::read(qint64 offset, qint64 maxSize) const
{
    QByteArray octets(std::clamp<qint64>(m_size - offset, 0, maxSize), Qt::Uninitialized);
    for (qsizetype done = 0; done < octets.size();) {
        const ssize_t got = ::pread(m_descriptor, octets.data() + done, size_t(octets.size() - done), offset + done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return systemFailure(m_path, u"cannot read", errno);
        if (got == 0) { // Somebody made it shorter meanwhile.
            octets.truncate(done);
            break;
        }
        done += got;
    }
    return octets;
}

Result<QByteArray> readFile(const QString &path, qint64 maxSize)
{
    const Result<FileReader> file = FileReader::open(path);
    return file ? file->read(0, maxSize) : tl::make_unexpected(file.error());
}

Result<> removeFile(const QString &path, Flush flush)
{
    if (flush == Flush::Later) {
        if (::unlink(QFile::encodeName(path).constData()) != 0)
            return systemFailure(path, u"cannot remove", errno);
        return {};
    }
    const QFileInfo info(path);
    const Descriptor parent = openDirectory(info.path());
    if (!parent.isValid())
        return systemFailure(info.path(), u"cannot open the directory", errno);
    if (::unlinkat(parent.get(), QFile::encodeName(info.fileName()).constData(), 0) != 0)
        return systemFailure(path, u"cannot remove", errno);
    if (const int error = GroupFlush::flush(parent.get()); error != 0)
        return systemFailure(path, u"cannot flush the removal of", error);
    return {};
}

Result<> moveDurably(const QString &from, const QString &to)
{
    const QString fromDirectory = QFileInfo(from).path();
    const QString toDirectory = QFileInfo(to).path();
    const Descriptor source = openDirectory(fromDirectory);
    const Descriptor target = openDirectory(toDirectory);
    if (!source.isValid() || !target.isValid())
        return systemFailure(source.isValid() ? toDirectory : fromDirectory, u"cannot open the directory", errno);
    const QByteArray oldName = QFile::encodeName(QFileInfo(from).fileName());
    const QByteArray newName = QFile::encodeName(QFileInfo(to).fileName());
    if (::renameat(source.get(), oldName.constData(), target.get(), newName.constData()) != 0)
        return systemFailure(from, u"cannot move", errno);
    int error = GroupFlush::flush(target.get());
    if (error == 0 && fromDirectory != toDirectory)
        error = GroupFlush::flush(source.get());
    if (error != 0)
        return systemFailure(from, u"cannot flush the move of", error);
    return {};
}

Result<> ensurePrivateDirectory(const QString &path)
{
    const bool isNew = ::mkdir(QFile::encodeName(path).constData(), 0700) == 0;
    if (!isNew && errno != EEXIST)
        return systemFailure(path, u"cannot create the directory", errno);
    const Descriptor directory = openDirectory(path);
    if (!directory.isValid())
        return systemFailure(path, u"is not a directory", errno);
    struct stat status = {};
    if (::fstat(directory.get(), &status) != 0)
        return systemFailure(path, u"cannot read", errno);
    if (status.st_uid != ::geteuid())
        return failure(Error::Kind::Io, u"%1: belongs to another user (%2)"_s.arg(path, QString::number(status.st_uid)));
    if ((status.st_mode & 07777) != 0700) {
        const QString mode = QString::number(status.st_mode & 07777, 8);
        return failure(Error::Kind::Io, u"%1: has mode %2, must be 700"_s.arg(path, mode));
    }
    if (isNew) {
        const Descriptor parent = openDirectory(QFileInfo(path).path());
        const int error = parent.isValid() ? GroupFlush::flush(parent.get()) : errno;
        if (error != 0)
            return systemFailure(path, u"cannot flush the directory above", error);
    }
    return {};
}

qint64 freeSpace(const QString &path)
{
    struct statvfs status = {};
    if (::statvfs(QFile::encodeName(path).constData(), &status) != 0)
        return -1;
    return qint64(status.f_bavail) * qint64(status.f_frsize);
}

qint64 freeFiles(const QString &path)
{
    struct statvfs status = {};
    if (::statvfs(QFile::encodeName(path).constData(), &status) != 0 || status.f_files == 0)
        return -1; // Btrfs, for one, has no limit and says 0.
    return qint64(status.f_favail);
}

} // namespace gateway::store
