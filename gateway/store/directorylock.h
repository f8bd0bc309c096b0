#pragma once

#include "gateway/result.h"

#include <QString>

namespace gateway::store {

/// The exclusive lock on a data directory (threats.md D15). The kernel drops it with the process, however that ends.
class DirectoryLock
{
public:
    /// Locks the file \a name in \a directory and writes our process id into it. Error::Kind::Io names the process that holds it.
    [[nodiscard]] static Result<DirectoryLock> take(const QString &directory, const QString &name = QStringLiteral("lock"));
    DirectoryLock(DirectoryLock &&other) noexcept;
    DirectoryLock &operator=(DirectoryLock &&other) noexcept;
    ~DirectoryLock();

private:
    explicit DirectoryLock(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor = -1;
};

} // namespace gateway::store
