#pragma once

#include "gateway/result.h"

#include <QByteArray>
#include <QFile>
#include <memory>

namespace gateway::net {

/// The octets of one message: in memory up to 256 KiB, above that in an unlinked temporary file (threats.md R5).
class MessageContent
{
public:
    static constexpr qsizetype memoryLimit = 256 * 1024;

    /// \a directory: where the temporary file is made when needed; private (0700).
    explicit MessageContent(QString directory);
    /// A content that is complete already, in memory.
    explicit MessageContent(QByteArray octets) : m_memory(std::move(octets)) {}
    MessageContent(MessageContent &&) noexcept = default;
    MessageContent &operator=(MessageContent &&) noexcept = default;

    [[nodiscard]] Result<> append(QByteArrayView octets);
    [[nodiscard]] qint64 size() const;
    /// All octets; mapped when on disk. Valid until the next append() or the end of this object. Null on a failed map (see error()).
    [[nodiscard]] QByteArrayView view() const;

private:
    QString m_directory;
    QByteArray m_memory;
    std::unique_ptr<QFile> m_file;
    mutable uchar *m_map = nullptr;
};

} // namespace gateway::net
