#pragma once

#include "gateway/smtp/reply.h"

#include <QMutex>
#include <QString>
#include <chrono>
#include <functional>
#include <optional>

namespace gateway::daemon {

/// Keeps the gateway from taking mail that it could not keep: too little disk, in octets or in files (threats.md D5), or storage that fails (D4: two
/// failures within 60 s stop new mail for 60 s). Thread-safe and cheap: the disk is looked at twice a second at most.
class StorageGuard
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    /// What is free on a disk; -1 is unknown or without limit.
    struct Free {
        qint64 octets = -1, files = -1;
    };
    using Look = std::function<Free(const QString &directory)>;
    [[nodiscard]] static Free freeOnDisk(const QString &directory);
    static constexpr qint64 neededFiles = 1000; ///< What a burst of mail, the database and the log make before the next look.

    /// \a needed: octets that must be free in \a directory.
    StorageGuard(QString directory, qint64 needed, Look look = freeOnDisk)
        : m_directory(std::move(directory)), m_needed(needed), m_look(std::move(look)) {}

    /// A refusal for MAIL, or nothing.
    [[nodiscard]] std::optional<smtp::Reply> refusal(TimePoint now);
    void failed(TimePoint now);                  ///< A durable write went wrong.
    [[nodiscard]] QString problem(TimePoint now); ///< A sentence for the administrator; empty when all is well.

private:
    enum class Shortage { None, Octets, Files };
    [[nodiscard]] Shortage shortage(TimePoint now);
    [[nodiscard]] bool isFailing(TimePoint now) const;

    const QString m_directory;
    const qint64 m_needed;
    const Look m_look;
    QMutex m_mutex;
    TimePoint m_looked, m_lastFailure, m_failingUntil;
    Shortage m_shortage = Shortage::None;
};

} // namespace gateway::daemon
