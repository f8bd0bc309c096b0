#pragma once

#include "gateway/result.h"
#include "gateway/smtp/envelope.h"
#include "gateway/verdict.h"

#include <QDateTime>
#include <QJsonObject>

namespace gateway::delivery {

/// One recipient of a stored message.
struct SpoolRecipient {
    smtp::ForwardPath path;
    std::optional<Fate> fate;     ///< Set once the recipient is done (delivered, dsn, expired, ...); nothing while it waits.
    QString lastReply;            ///< The next hop's last words.
    friend bool operator==(const SpoolRecipient &, const SpoolRecipient &) = default;
};

/// A message in the queue or the quarantine, as its file describes it. The file is the truth; the index in the database only helps to find it.
///
/// Format: one line "POSTERN1 <octets of the head> <octets of the content> <SHA-256 of head and content, hex>\n", the head (JSON), a '\n',
/// the content, a '\n'; then any number of event lines (JSON) appended and flushed one by one: {"recipient":0,"fate":"delivered",...}.
/// A torn last event line is ignored.
struct SpoolFile {
    QByteArray id;                ///< The message's id in the trace: 20 characters of [0-9A-Z], sortable by time.
    QDateTime received;           ///< UTC.
    smtp::Envelope envelope;      ///< The reverse-path and parameters; recipients stand below.
    QList<SpoolRecipient> recipients;
    QByteArray prefix;            ///< Header fields to add in front at delivery.
    QJsonObject notes;            ///< What the owner wants to keep: for quarantine the reasons, for the queue the cause.
    qint64 contentOffset = 0, contentSize = 0;
    int attempts = 0;
    QDateTime nextAttempt;
    bool isHeld = false;
};

/// The octets in front of the content, the checksum included.
[[nodiscard]] QByteArray spoolHead(const SpoolFile &file, QByteArrayView content);
/// Parses head and events; checks the content's length and, with Verify::Checksum, the checksum. Error::Kind::Invalid for a damaged file (D3).
enum class Verify { LengthOnly, Checksum };
[[nodiscard]] Result<SpoolFile> readSpoolFile(const QString &path, Verify verify);
/// The content of a file read before.
[[nodiscard]] Result<QByteArray> readSpoolContent(const QString &path, const SpoolFile &file);

} // namespace gateway::delivery
