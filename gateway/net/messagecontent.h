#pragma once

#include "gateway/result.h"

#include <QByteArray>
#include <QFile>
#include <memory>

namespace gateway::net {

class BlockingPool;

/// The octets of one message: in memory up to 256 KiB, above that in an unlinked temporary file (threats.md R5).
class MessageContent
{
public:
    static constexpr qsizetype memoryLimit = 256 * 1024;

    /// \a directory: where the temporary file is made when needed; private (0700).
    /// \a closer closes it, as long as it lives: on a disk that hangs even that may take its time (threats.md D6).
    explicit MessageContent(QString directory, std::weak_ptr<BlockingPool> closer = {});
    /// A content that is complete already, in memory.
    explicit MessageContent(QByteArray octets) : m_memory(std::move(octets)) {}
    MessageContent(MessageContent &&other) noexcept;
    MessageContent &operator=(MessageContent &&other) noexcept;
    ~MessageContent();

    /// Error::Kind::Full when the disk is, else Io. After an error the content is incomplete and of no use.
    [[nodiscard]] Result<> append(QByteArrayView octets);
    /// The same, without a copy when it is the first part and fits into memory.
    [[nodiscard]] Result<> append(QByteArray &&octets);
    [[nodiscard]] qint64 size() const;
    /// Whether so many octets more can be appended without blocking on the disk.
    [[nodiscard]] bool hasRoomInMemory(qsizetype octets) const { return !m_file && m_memory.size() + octets <= memoryLimit; }
    [[nodiscard]] bool isOnDisk() const { return m_file != nullptr; }
    /// All octets, size() of them; mapped when on disk. Valid until the next append() or the end of this object; moving it takes them along.
    /// An error if the file cannot be mapped: the message must not be taken for an empty one.
    [[nodiscard]] Result<QByteArrayView> view() const;

private:
    [[nodiscard]] Result<> write(QByteArrayView octets);
    void unmap();

    QString m_directory;
    QByteArray m_memory;
    std::shared_ptr<QFile> m_file;
    std::weak_ptr<BlockingPool> m_closer;
    qint64 m_fileSize = 0; ///< What was written; m_file may hold the beginning of more.
    mutable uchar *m_map = nullptr;
};

} // namespace gateway::net
