#pragma once

#include <QDir>
#include <QFile>
#include <array>
#include <fcntl.h>
#include <unistd.h>

/// Puts /dev/null in the place of each file below \a directory that this process has open, also of one without a name: what fails with
/// such a descriptor stands for a system that is short of something. Returns how many there were.
inline int replaceByNull(const QString &directory)
{
    int count = 0;
    for (const QString &name : QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::Files | QDir::System | QDir::NoDotAndDotDot)) {
        std::array<char, 4096> target;
        const ssize_t length = readlink(QFile::encodeName(QStringLiteral("/proc/self/fd/") + name).constData(), target.data(), target.size());
        if (length < 0 || !QByteArrayView(target.data(), length).startsWith(QFile::encodeName(directory) + '/'))
            continue;
        const int null = open("/dev/null", O_RDWR | O_CLOEXEC);
        dup2(null, name.toInt());
        close(null);
        ++count;
    }
    return count;
}
