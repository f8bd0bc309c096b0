#pragma once

#include "gateway/result.h"

#include <QCoreApplication>
#include <QFutureWatcher>
#include <functional>

namespace ui {

/// One answer of the gateway that somebody waits for. A newer question replaces an older one, whose answer is then never seen;
/// and with its owner the waiting ends. No event loop runs while it waits.
template<typename T = void>
class Awaited
{
    Q_DECLARE_TR_FUNCTIONS(Awaited)
public:
    using Then = std::function<void(const gateway::Result<T> &)>;

    Awaited()
    {
        QObject::connect(&m_watcher, &QFutureWatcherBase::finished, &m_watcher, [this] {
            if (!m_watcher.future().isFinished())
                return; // The late word of a future that was replaced.
            // Without a result the client went away before its answer came.
            const bool isGone = m_watcher.isCanceled() || m_watcher.future().resultCount() == 0;
            const gateway::Result<T> answer = isGone ? gateway::Result<T>(gateway::failure(gateway::Error::Kind::Io, tr("The connection was closed.")))
                                                     : m_watcher.result();
            if (const Then then = std::exchange(m_then, {}))
                then(answer);
        });
    }

    void await(const QFuture<gateway::Result<T>> &future, Then then)
    {
        m_then = std::move(then);
        m_watcher.setFuture(future);
    }
    [[nodiscard]] bool isWaiting() const { return bool(m_then); }
    void forget()
    {
        m_then = {};
        m_watcher.setFuture({});
    }

private:
    QFutureWatcher<gateway::Result<T>> m_watcher;
    Then m_then;
};

} // namespace ui
