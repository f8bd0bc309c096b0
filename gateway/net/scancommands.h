#pragma once

#include "gateway/net/scanconnection.h"
#include "gateway/net/scanner.h"

namespace gateway::net {

/// How the two kinds of workers are started. \a scratchParent: see ScratchDirectory.
[[nodiscard]] ScanCommand contentCommand(const ScannerConfig &config);
[[nodiscard]] ScanCommand virusCommand(const ScannerConfig &config, const QString &scratchParent, int threads);

/// Findings of one layer as far as that layer is believed: it speaks for itself alone. An error if it did not scan.
enum class Layer { Content, Virus };
[[nodiscard]] Result<content::Findings> believed(Result<content::Findings> findings, Layer layer);

} // namespace gateway::net
