#pragma once

#include "gateway/admin/client.h"
#include "gateway/result.h"

#include <QEventLoop>
#include <QFutureWatcher>
#include <QJsonArray>
#include <memory>

namespace cli {

/// How a command ended, as the shell sees it (design.md 6).
enum Exit { Done = 0, Refused = 1, Usage = 2, Unreachable = 3 };

/// What is said before the command.
struct Options {
    std::string dataDirectory, api, tokenFile;
    bool isJson = false;
};

/// One run of the program: its options, the gateway, the output.
class Session
{
public:
    explicit Session(const Options &options) : m_options(options) {}

    [[nodiscard]] bool isJson() const { return m_options.isJson; }

    /// The gateway the options name; an Error if they name none. It has not been spoken to yet.
    [[nodiscard]] gateway::Result<gateway::admin::Client *> connect();

    /// Waits for the answer to a call of the client.
    template<typename T>
    [[nodiscard]] gateway::Result<T> wait(const QFuture<gateway::Result<T>> &answer)
    {
        QFutureWatcher<gateway::Result<T>> watcher;
        QEventLoop loop;
        QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
        watcher.setFuture(answer);
        if (!answer.isFinished())
            loop.exec();
        if (answer.isCanceled())
            return gateway::failure(gateway::Error::Kind::Io, QStringLiteral("The gateway went away."));
        return answer.result();
    }

    /// Connects, calls, waits.
    template<typename T, typename... Parameters, typename... Arguments>
    [[nodiscard]] gateway::Result<T> call(gateway::admin::Client::Answer<T> (gateway::admin::Client::*function)(Parameters...),
                                          Arguments &&...arguments)
    {
        const gateway::Result<gateway::admin::Client *> client = connect();
        m_isUnreachable = !client;
        if (!client)
            return tl::make_unexpected(client.error());
        gateway::Result<T> result = wait(((*client)->*function)(std::forward<Arguments>(arguments)...));
        m_isUnreachable = !(*client)->isReachable();
        return result;
    }

    /// Waits while the event loop runs.
    static void pause(std::chrono::milliseconds time);

    // The output: text for people, or one JSON document.
    static void print(const QString &text); ///< Whole lines.
    static void print(const QJsonObject &object);
    static void print(const QJsonArray &array);
    static void warn(const QString &text); ///< On standard error.

    /// Says why it did not work. Returns Unreachable if the last call() did not come to the gateway, else Refused.
    [[nodiscard]] int fail(const gateway::Error &error);

    /// For commands that only do: prints \a done, or {"done": true}; or fails.
    [[nodiscard]] int finish(const gateway::Result<> &result, const QString &done);

private:
    const Options &m_options;
    std::unique_ptr<gateway::admin::Client> m_client;
    bool m_isUnreachable = false;
};

} // namespace cli
