#pragma once

#include "gateway/content/analyzer.h"
#include "gateway/net/scanner.h"
#include "gateway/policy/evaluator.h"

#include <functional>

namespace cli {

/// What the default policy makes of one message file.
struct Analysis {
    QString file;
    gateway::Verdict verdict = gateway::Verdict::Defer; ///< Defer: it could not be judged, and \a error says why.
    gateway::policy::Assessment assessment{0, gateway::MessageClass::Unscannable};
    QList<gateway::Reason> reasons;                     ///< Heaviest first.
    double took = 0;                                    ///< Milliseconds.
    QString error;
};

/// One JSON object on one line: file verdict class score reasons ms (design.md 6), and error if it could not be judged.
[[nodiscard]] QByteArray analysisLine(const Analysis &analysis);

/// The message files among \a paths: files as they are, directories with all below them, sorted; links are not followed.
[[nodiscard]] QStringList messageFiles(const QStringList &paths);

/// What is assumed about how the messages came.
struct AnalysisContext {
    QByteArray clientAddress, helo, reversePath;
};

/// Judges files by scan workers of its own: neither a gateway nor a network is needed. Calls \a done for each, in the order of
/// \a files, on the calling thread. Fails only if the workers do not start.
[[nodiscard]] gateway::Result<> analyseFiles(const QStringList &files, const AnalysisContext &context, const gateway::net::ScannerConfig &config,
                                             const std::function<void(const Analysis &)> &done);

/// The scan worker beside this program, and the signatures of the system and of the installation.
[[nodiscard]] gateway::net::ScannerConfig installedScanner();

} // namespace cli
