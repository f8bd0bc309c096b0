#pragma once

#include <QByteArrayView>
#include <QStringList>
#include <functional>

namespace scan {

struct WorkerOptions {
    enum class Role { Content, Virus };
    Role role = Role::Content;
    QStringList signatureDirectories;
    QByteArray temporaryDirectory; ///< For the virus engine's unpacking; private.
    qint64 memoryLimit = 4'000'000'000;
    int threads = 1;               ///< Of the virus role; content is read by one.
};

/// How a worker ends.
enum ExitCode {
    Done = 0,           ///< The input ended.
    BrokenInput = 1,    ///< What came was no frame, or an answer could not be written.
    Usage = 2,
    BadSignatures = 3,  ///< Damaged, or the test file was not found with them (V4).
    NoSignatures = 4,   ///< V5.
};

/// Reads Request frames from standard input and answers on standard output until the input ends: loads what the role needs,
/// enters the sandbox, says Hello, scans. \a onMessage is called with each message before it is scanned; for tests.
[[nodiscard]] ExitCode runWorker(const WorkerOptions &options, const std::function<void(QByteArrayView)> &onMessage = {});

/// The options of the command line; nothing, and the usage on standard error, if they are wrong.
[[nodiscard]] std::optional<WorkerOptions> optionsFromArguments(const QStringList &arguments);

} // namespace scan
