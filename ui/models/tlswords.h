#pragma once

#include "gateway/admin/types.h"
#include "ui/models/chip.h"

namespace ui {

[[nodiscard]] Chip tlsChip(const gateway::admin::TlsRecord &tls);   ///< "Verified", "Not verified", "In the clear" or why it failed.
[[nodiscard]] QString tlsVersion(const gateway::admin::TlsRecord &tls); ///< "TLS 1.3", "none"
[[nodiscard]] QString tlsCipher(const gateway::admin::TlsRecord &tls);  ///< "AES-256-GCM"
[[nodiscard]] Chip certificateChip(const gateway::admin::Certificate &certificate, const QDateTime &now);

} // namespace ui
