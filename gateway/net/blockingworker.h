#pragma once

#include "gateway/net/scanconnection.h"

namespace gateway::net {

/// One worker process, spoken to by blocking calls with a deadline. After an error the process is gone; start() makes a new one.
class BlockingWorker
{
public:
    explicit BlockingWorker(ScanCommand command) : m_command(std::move(command)), m_reader(0) {}
    BlockingWorker(const BlockingWorker &) = delete;
    BlockingWorker &operator=(const BlockingWorker &) = delete;
    ~BlockingWorker() { (void)end(); }

    [[nodiscard]] bool isRunning() const { return m_process.has_value(); }
    [[nodiscard]] Result<> start();       ///< Only begins it, so that several start side by side.
    [[nodiscard]] Result<> awaitHello();  ///< Nothing to do if it was heard already.
    [[nodiscard]] Result<> send(QByteArrayView message, const content::ScanContext &context);
    [[nodiscard]] Result<content::Findings> receive(); ///< The answer to the last send().
    [[nodiscard]] const std::optional<WorkerFacts> &facts() const { return m_facts; }

private:
    using Clock = std::chrono::steady_clock;
    [[nodiscard]] Result<> write(QByteArrayView octets, Clock::time_point deadline);
    [[nodiscard]] Result<content::Frame> readFrame(Clock::time_point deadline);
    [[nodiscard]] tl::unexpected<Error> fail(Error::Kind kind, const QString &cause);
    QString end();

    ScanCommand m_command;
    ScratchDirectory m_scratch; // Removed after the process, which is declared below it.
    std::optional<WorkerProcess> m_process;
    int m_input = -1, m_output = -1;
    content::FrameReader m_reader;
    std::optional<WorkerFacts> m_facts;
    Clock::time_point m_deadline;
    quint64 m_id = 0;
};

} // namespace gateway::net
