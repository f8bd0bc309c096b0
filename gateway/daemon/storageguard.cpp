#include "gateway/daemon/storageguard.h"

#include "gateway/store/durablefile.h"

#include <QMutexLocker>

namespace gateway::daemon {

using namespace std::chrono_literals;

StorageGuard::Free StorageGuard::freeOnDisk(const QString &directory) { return {store::freeSpace(directory), store::freeFiles(directory)}; }

StorageGuard::Shortage StorageGuard::shortage(TimePoint now)
{
    if (m_looked == TimePoint() || now - m_looked > 500ms) {
        m_looked = now;
        const Free free = m_look(m_directory);
        m_shortage = free.octets >= 0 && free.octets < m_needed ? Shortage::Octets
            : free.files >= 0 && free.files < neededFiles       ? Shortage::Files
                                                                : Shortage::None;
    }
    return m_shortage;
}

bool StorageGuard::isFailing(TimePoint now) const { return now < m_failingUntil; }

std::optional<smtp::Reply> StorageGuard::refusal(TimePoint now)
{
    const QMutexLocker lock(&m_mutex);
    if (isFailing(now))
        return smtp::Reply{451, 3, 0, "Storage does not work at the moment"};
    if (shortage(now) != Shortage::None)
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
    switch (shortage(now)) {
    case Shortage::Octets:
        return QStringLiteral("The disk of %1 is nearly full. New mail is refused until there is space again.").arg(m_directory);
    case Shortage::Files:
        return QStringLiteral("The file system of %1 can hold hardly any more files. New mail is refused until some are gone.").arg(m_directory);
    case Shortage::None: break;
    }
    return {};
}

} // namespace gateway::daemon
