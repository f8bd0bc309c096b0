#pragma once

#include "gateway/daemon/safekeeper.h"
#include "gateway/delivery/queuerunner.h"

namespace gateway::daemon {

/// Records what becomes of queued messages, and sends the report that is due. All references must outlive it.
class QueueWatch : public delivery::QueueObserver
{
public:
    QueueWatch(SafeKeeper &keeper, Recorder &recorder) : m_keeper(keeper), m_recorder(recorder) {}

    net::Task<Result<bool>> report(const delivery::SpoolFile &file, QByteArrayView content, const QList<delivery::Settled> &recipients) override;
    net::Task<> relayed(const delivery::SpoolFile &file, QByteArrayView content, const QList<delivery::Settled> &recipients) override;
    void settled(const delivery::SpoolFile &file, const QList<delivery::Settled> &recipients) override;
    void attempted(const delivery::SpoolFile &file, const delivery::Consignment &consignment) override;
    void damaged(const QByteArray &id, const QString &cause) override;

private:
    SafeKeeper &m_keeper;
    Recorder &m_recorder;
};

} // namespace gateway::daemon
