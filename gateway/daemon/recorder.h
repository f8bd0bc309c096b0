#pragma once

#include "gateway/daemon/eventbus.h"
#include "gateway/daemon/messagecase.h"
#include "gateway/daemon/recipientrefusal.h"
#include "gateway/daemon/statistics.h"
#include "gateway/delivery/spoolfile.h"
#include "gateway/net/refusallog.h"
#include "gateway/records/trace.h"

#include <QMutex>

namespace gateway::daemon {

[[nodiscard]] admin::TlsRecord tlsRecord(const net::TlsInfo &info);
/// Of the message in the trace that \a file is, or is a part of.
[[nodiscard]] QString messageIdOf(const delivery::SpoolFile &file);

/// A client, or a recipient of it, that was turned away before the content.
struct Refusal {
    QByteArray id;         ///< Of the record; the reference in the reply.
    bool isOwn = true;     ///< False: the record is another's, and only the log and the statistics tell of this one.
    QByteArray rule;
    smtp::Reply reply;
    QList<Reason> reasons;
    const smtp::Envelope *envelope = nullptr;  ///< Null before MAIL.
    const smtp::Mailbox *recipient = nullptr;  ///< Null before RCPT.
    Stage stage = Stage::Connection;           ///< That turned it away.
};

/// Writes what happened into the trace, the statistics and the live events. Waits for nothing: while the database is too slow, rows of the
/// trace are dropped, which the log tells; a fate that changed is kept longer than others, and if it has to be dropped, too, it is in the log.
/// Thread-safe.
class Recorder
{
public:
    Recorder(records::Trace &trace, EventBus &events, Statistics &statistics);

    /// A message after its final reply was decided.
    void finished(const MessageCase &message, const smtp::Reply &reply);
    /// A recipient refused before the content was sent.
    void refused(const net::SessionInfo &session, const smtp::Envelope &envelope, const smtp::Mailbox &recipient, const RecipientRefusal &refusal);
    void refused(const net::SessionInfo &session, const Refusal &refusal);
    /// A sentence for the history of a record, which changes nothing else.
    void remarked(const QString &id, const QString &sentence);
    /// A report of ours that was put into the queue.
    void reported(const QByteArray &id, const smtp::Mailbox &recipient, const QString &subject, qint64 size);
    /// The fate of some recipients after the queue or the quarantine; \a id is of the message in the trace.
    void changed(const QString &id, const QStringList &recipients, Fate fate, const QString &reply, const QString &sentence);
    /// The same for recipients of a stored file, which may have another id than its message: \a recipients are indices.
    void changed(const delivery::SpoolFile &file, const QList<int> &recipients, Fate fate, const QString &reply, const QString &sentence);
    void tlsIn(const net::SessionInfo &session);
    void tlsOut(const QByteArray &hop, const QString &messageId, const net::TlsInfo &info);
    void health(const QString &what, bool isGood);

private:
    void publish(const admin::Message &message);
    void logRefusal(const admin::Message &record);

    records::Trace &m_trace;
    EventBus &m_events;
    Statistics &m_statistics;
    QMutex m_refusalsMutex;
    net::RefusalLog m_refusals;
};

} // namespace gateway::daemon
