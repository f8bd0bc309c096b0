#pragma once

#include "gateway/store/connection.h"

#include <map>
#include <memory>
#include <mutex>
#include <thread>

namespace gateway::store {

/// A read-only connection for every thread that reads, closed when the thread ends or with the database, whichever is first.
class Readers : public std::enable_shared_from_this<Readers>
{
public:
    explicit Readers(QString file) : m_file(std::move(file)) {}
    [[nodiscard]] Result<Connection *> ofThisThread(); ///< Valid until the thread ends.
    void close(std::thread::id thread);

private:
    QString m_file;
    std::mutex m_mutex;
    std::map<std::thread::id, std::unique_ptr<Connection>> m_connections;
};

} // namespace gateway::store
