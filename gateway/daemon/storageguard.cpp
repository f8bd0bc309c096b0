#include "gateway/daemon/storageguard.h"

#include "gateway/store/durablefile.h"

#include <QMutexLocker>

namespace gateway::daemon {

using namespace std::chrono_literals;

bool StorageGuard::isFull(TimePoint now)
{
    if (m_looked == TimePoint() || now - m_looked > 500ms) {
        m_looked = now;
        const qint64 free = store::freeSpace(m_directory);
        m_isFull = free >= 0 && free < m_needed;
    }
    return m_isFull;
}

bool StorageGuard::isFailing(TimePoint now) const { return now < m_failingUntil; }

std::optional<smtp::Reply> StorageGuard::refusal(TimePoint now)
{
    const QMutexLocker lock(&m_mutex);
    if (isFailing(now))
        return smtp::Reply{451, 3, 0, "Storage does not work at the moment"};
    if (isFull(now))
        return smtp::Reply{452, 3, 1, "Not enough storage at the moment"};
    return {};
}

void StorageGuard::failed(TimePoint now)
{
    const QMutexLocker lock(&m_mutex);
    if (m_lastFailure != TimePoint() && now - m_lastFailure < 60s)
        m_failingUntil = now + 60s;
    m_lastFailure = now;
}

QString StorageGuard::problem(TimePoint now)
{
    const QMutexLocker lock(&m_mutex);
    if (isFailing(now))
        return QStringLiteral("Messages cannot be stored in %1. New mail is refused for now; see the log for the cause.").arg(m_directory);
    if (isFull(now))
        return QStringLiteral("The disk of %1 is nearly full. New mail is refused until there is space again.").arg(m_directory);
    return {};
}

} // namespace gateway::daemon
