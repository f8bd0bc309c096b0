#pragma once

#include "gateway/smtp/reply.h"

#include <QMutex>
#include <QString>
#include <chrono>
#include <optional>

namespace gateway::daemon {

/// Keeps the gateway from taking mail that it could not keep: too little disk (threats.md D5), or storage that fails (D4: two
/// failures within 60 s stop new mail for 60 s). Thread-safe and cheap: the disk is looked at twice a second at most.
class StorageGuard
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    /// \a needed: octets that must be free in \a directory.
    StorageGuard(QString directory, qint64 needed) : m_directory(std::move(directory)), m_needed(needed) {}

    /// A refusal for MAIL, or nothing.
    [[nodiscard]] std::optional<smtp::Reply> refusal(TimePoint now);
    void failed(TimePoint now);                  ///< A durable write went wrong.
    [[nodiscard]] QString problem(TimePoint now); ///< A sentence for the administrator; empty when all is well.

private:
    [[nodiscard]] bool isFull(TimePoint now);
    [[nodiscard]] bool isFailing(TimePoint now) const;

    const QString m_directory;
    const qint64 m_needed;
    QMutex m_mutex;
    TimePoint m_looked, m_lastFailure, m_failingUntil;
    bool m_isFull = false;
};

} // namespace gateway::daemon
