#include "gateway/store/directorylock.h"

#include <QFile>
#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace gateway::store {

Result<DirectoryLock> DirectoryLock::take(const QString &directory, const QString &name)
{
    const QString path = directory + u'/' + name;
    const int descriptor =
        ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return failure(Error::Kind::Io, u"%1: cannot open: %2"_s.arg(path, qt_error_string(errno)));
    DirectoryLock lock(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK)
            return failure(Error::Kind::Io, u"%1: cannot lock: %2"_s.arg(path, qt_error_string(errno)));
        std::array<char, 32> text = {};
        const ssize_t length = ::pread(descriptor, text.data(), text.size(), 0);
        const qint64 holder = QByteArrayView(text.data(), std::max<ssize_t>(length, 0)).trimmed().toLongLong();
        const QString who = holder > 0 ? u"process %1"_s.arg(holder) : u"another process"_s;
        return failure(Error::Kind::Io, u"%1: is in use by %2"_s.arg(directory, who));
    }
    const QByteArray pid = QByteArray::number(qint64(::getpid())) + '\n';
    // Only a help for whoever finds it locked: a full disk must not keep us from starting, the queue has to drain (threats.md D5).
    if (::ftruncate(descriptor, 0) == 0)
        (void)!::pwrite(descriptor, pid.constData(), size_t(pid.size()), 0);
    return lock;
}

DirectoryLock::DirectoryLock(DirectoryLock &&other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

DirectoryLock &DirectoryLock::operator=(DirectoryLock &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

DirectoryLock::~DirectoryLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor); // The file stays: removing it would let two processes lock two different files of one name.
}

} // namespace gateway::store
