#include "gateway/store/readers.h"

#include <vector>

using namespace Qt::StringLiterals;

namespace gateway::store {
namespace {

/// Tells every database that this thread read from that the thread has ended.
struct ThreadEnd {
    std::vector<std::weak_ptr<Readers>> readers;
    ~ThreadEnd()
    {
        for (const std::weak_ptr<Readers> &weak : readers) {
            if (const std::shared_ptr<Readers> alive = weak.lock())
                alive->close(std::this_thread::get_id());
        }
    }
};

} // namespace

Result<Connection *> Readers::ofThisThread()
{
    {
        const std::scoped_lock lock(m_mutex);
        if (const auto found = m_connections.find(std::this_thread::get_id()); found != m_connections.end())
            return found->second.get();
    }
    Result<std::unique_ptr<Connection>> connection = Connection::open(m_file, Connection::Mode::ReadOnly);
    if (!connection)
        return tl::make_unexpected(std::move(connection.error()));
    for (const QString &pragma : {u"PRAGMA mmap_size=0"_s, u"PRAGMA query_only=ON"_s, u"PRAGMA temp_store=MEMORY"_s}) {
        if (const Result<qint64> set = (*connection)->number(pragma); !set)
            return tl::make_unexpected(set.error());
    }
    thread_local ThreadEnd threadEnd;
    std::erase_if(threadEnd.readers, [](const std::weak_ptr<Readers> &weak) { return weak.expired(); });
    threadEnd.readers.push_back(weak_from_this());
    const std::scoped_lock lock(m_mutex);
    return m_connections.insert_or_assign(std::this_thread::get_id(), std::move(*connection)).first->second.get();
}

void Readers::close(std::thread::id thread)
{
    std::unique_ptr<Connection> connection;
    const std::scoped_lock lock(m_mutex);
    if (const auto found = m_connections.find(thread); found != m_connections.end()) {
        connection = std::move(found->second);
        m_connections.erase(found);
    }
}

} // namespace gateway::store
