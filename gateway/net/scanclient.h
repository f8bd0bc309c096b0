#pragma once

#include "gateway/net/scanner.h"

#include <memory>

namespace gateway::net {

/// Scans messages one after another without loops or threads, for programs that have nothing else to do meanwhile: one content
/// and one virus worker, the same program, sandbox and limits as those of Scanner. Every call blocks, up to its deadline.
class ScanClient
{
public:
    /// Uses of \a config the program, the layers, the signature and scratch directories, the deadlines and the memory limit.
    explicit ScanClient(ScannerConfig config);
    ~ScanClient();

    /// Starts the workers and waits until both are ready. Not needed before scan(), but tells early what is wrong.
    [[nodiscard]] Result<> start();
    /// Both layers, merged; a layer that failed is an error. A worker that ended is started again by the next call.
    [[nodiscard]] Result<content::Findings> scan(QByteArrayView message, const content::ScanContext &context);
    [[nodiscard]] ScannerStatus status() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gateway::net
