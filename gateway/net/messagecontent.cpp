#include "gateway/net/messagecontent.h"

#include "gateway/net/blockingpool.h"

#include <QTemporaryFile>
#include <utility>

namespace gateway::net {

namespace {

Error fileError(const QFile &file)
{
    const bool isFull = file.error() == QFileDevice::ResourceError;
    return {isFull ? Error::Kind::Full : Error::Kind::Io,
            QStringLiteral("temporary file for message content: %1").arg(file.errorString())};
}

} // namespace

MessageContent::MessageContent(QString directory, std::weak_ptr<BlockingPool> closer)
    : m_directory(std::move(directory)), m_closer(std::move(closer)) {}

MessageContent::MessageContent(MessageContent &&other) noexcept
    : m_directory(std::move(other.m_directory)), m_memory(std::exchange(other.m_memory, {})), m_file(std::move(other.m_file)),
      m_closer(std::move(other.m_closer)),
      m_fileSize(std::exchange(other.m_fileSize, 0)), m_map(std::exchange(other.m_map, nullptr))
{
}

MessageContent &MessageContent::operator=(MessageContent &&other) noexcept
{
    if (this != &other) {
        m_directory = std::move(other.m_directory);
        m_memory = std::exchange(other.m_memory, {});
        m_file = std::move(other.m_file); // Closing the old one unmaps it.
        m_closer = std::move(other.m_closer);
        m_fileSize = std::exchange(other.m_fileSize, 0);
        m_map = std::exchange(other.m_map, nullptr);
    }
    return *this;
}

MessageContent::~MessageContent() = default;

Result<> MessageContent::append(QByteArrayView octets)
{
    if (hasRoomInMemory(octets.size())) {
        m_memory.append(octets);
        return {};
    }
    return write(octets);
}

Result<> MessageContent::append(QByteArray &&octets)
{
    if (!m_file && m_memory.isEmpty() && octets.size() <= memoryLimit) {
        m_memory = std::move(octets);
        return {};
    }
    return append(QByteArrayView(octets));
}

Result<> MessageContent::write(QByteArrayView octets)
{
    unmap();
    if (!m_file) {
        // Where the system can, the file never has a name, so that a crash leaves nothing behind (threats.md V6); elsewhere Qt removes it.
        auto file = std::make_unique<QTemporaryFile>(m_directory + QStringLiteral("/content-XXXXXX"));
        if (!file->open())
            return tl::make_unexpected(fileError(*file));
        m_file = std::shared_ptr<QFile>(file.release(), [closer = m_closer](QFile *own) {
            const std::shared_ptr<BlockingPool> pool = closer.lock();
            if (pool)
                pool->post([own] { delete own; });
            else
                delete own;
        });
        const QByteArray begun = std::exchange(m_memory, {});
        if (m_file->write(begun) != begun.size())
            return tl::make_unexpected(fileError(*m_file));
        m_fileSize = begun.size();
    }
    // The flush makes a full disk known here and not when the content is read.
    if (m_file->write(octets.data(), octets.size()) != octets.size() || !m_file->flush())
        return tl::make_unexpected(fileError(*m_file));
    m_fileSize += octets.size();
    return {};
}

void MessageContent::unmap()
{
    if (uchar *map = std::exchange(m_map, nullptr))
        m_file->unmap(map);
}

qint64 MessageContent::size() const
{
    return m_file ? m_fileSize : m_memory.size();
}

Result<QByteArrayView> MessageContent::view() const
{
    if (!m_file)
        return QByteArrayView(m_memory);
    if (!m_map)
        m_map = m_file->map(0, m_fileSize);
    if (!m_map)
        return failure(Error::Kind::Io, QStringLiteral("The message content could not be mapped: %1").arg(m_file->errorString()));
    return QByteArrayView(m_map, m_fileSize);
}

} // namespace gateway::net
