#pragma once

#include "gateway/auth/arcsealer.h"
#include "gateway/daemon/sendercheck.h"
#include "gateway/mail/messageedit.h"

namespace gateway::daemon {

struct SealerConfig {
    QByteArray domain, selector; ///< d= and s= of our sets; where the key's record is published.
    QString keyFile;             ///< PEM. All three, or none.
};

/// Seals what we pass on (ARC, RFC 8617): whoever gets it next can rely on what we found, although the subject was tagged or the client is
/// us now. Immutable; any thread may seal.
class Sealer
{
public:
    /// Null where nothing is configured. Error::Kind::Invalid names the setting. (blocks)
    [[nodiscard]] static Result<std::shared_ptr<const Sealer>> open(const SealerConfig &config, const QByteArray &hostName);

    /// The fields to put before \a trace and \a message, which go out in this order; \a check has seen the content, and concluded. Empty if the
    /// chain cannot be continued, or the header section is not one.
    [[nodiscard]] QByteArray seal(const QByteArray &trace, const mail::EditedMessage &message, qsizetype bodySize, const SenderCheck &check) const;

private:
    Sealer(auth::Signer signer, QByteArray hostName) : m_sealer(std::move(signer)), m_hostName(std::move(hostName)) {}

    const auth::ArcSealer m_sealer;
    const QByteArray m_hostName;
};

} // namespace gateway::daemon
