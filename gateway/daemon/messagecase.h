#pragma once

#include "gateway/admin/types.h"
#include "gateway/auth/authentication.h"
#include "gateway/daemon/livesettings.h"
#include "gateway/delivery/courier.h"
#include "gateway/delivery/settlement.h"
#include "gateway/mail/headersection.h"
#include "gateway/net/smtpserver.h"

namespace gateway::daemon {

/// Everything that is known of one message while it is on its way: made at the end of data, gone with the final reply.
struct MessageCase {
    /// \a content: of the transaction, as its view() gave it.
    MessageCase(const net::SessionInfo &sessionInfo, net::Transaction &&given, QByteArrayView content, std::shared_ptr<const LiveSettings::Snapshot> snapshot);

    const QByteArray id;                              ///< In trace, replies and files.
    const QDateTime received = QDateTime::currentDateTimeUtc();
    const smtp::Clock::time_point replyBy;            ///< The client must have its reply, whatever is slow (threats.md S18).
    const net::SessionInfo &session;
    net::Transaction transaction;
    const std::shared_ptr<const LiveSettings::Snapshot> settings;
    const QByteArrayView octets;                      ///< Of transaction.content.
    const mail::HeaderSection header;
    QList<Reason> recipientNotes;                     ///< What RecipientCheck has said about accepted recipients.
    content::Findings findings;
    policy::Assessment assessment;
    std::optional<auth::Authentication> authentication; ///< Nothing if it was not checked.
    bool isAnalysed = false;
    bool isHeld = false;                              ///< For the administrator, because it cannot be scanned; no rule is asked.
    delivery::Settlement settlement{{}};
    std::optional<QByteArray> quarantined;            ///< Its id there, once it is.
    net::TlsInfo tlsOut;
    QList<admin::StageRecord> stages;

    /// Notes the end of a stage that began at \a begin.
    void note(Stage stage, admin::StageRecord::State state, smtp::Clock::time_point begin, const QString &text);
    /// The stage that was "not checked" until now.
    void noteAuthentication(admin::StageRecord::State state, smtp::Clock::time_point begin, const QString &text);
    [[nodiscard]] double sinceMail(smtp::Clock::time_point time) const; ///< Milliseconds.
};

} // namespace gateway::daemon
