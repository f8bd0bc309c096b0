#pragma once

#include "gateway/result.h"
#include "gateway/smtp/envelope.h"
#include "gateway/verdict.h"

#include <QDateTime>
#include <QJsonObject>
#include <chrono>
#include <optional>

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
/// the content, a '\n'; then any number of event lines, appended one by one: JSON, a tab, the first 16 hex digits of the JSON's SHA-256, a '\n'.
/// Events: {"recipient":0,"fate":"delivered","reply":"250 ok"}, {"attempts":3,"next":1700000000000}, {"held":true}, {"notes":{...}} (merged).
/// A last event line that is cut off was never flushed and is ignored; any other deviation makes the file damaged.
struct SpoolFile {
    QByteArray id;                ///< The message's id in the trace: 20 characters of [0-9A-Z], sortable by time.
    QDateTime received;           ///< UTC.
    std::optional<std::chrono::seconds> ran; ///< How long the gateway had run when it was stored (store/runningtime.h), if that was known.
    smtp::Envelope envelope;      ///< The reverse-path and parameters; recipients stand below.
    QList<SpoolRecipient> recipients;
    QByteArray prefix;            ///< Header fields to add in front at delivery.
    QJsonObject notes;            ///< What the owner wants to keep: for quarantine the reasons, for the queue the cause.
    qint64 contentOffset = 0, contentSize = 0;
    int attempts = 0;
    QDateTime nextAttempt;
    bool isHeld = false;
    qint64 eventsEnd = 0;         ///< Where the next event line goes: behind the last whole one. Set by reading.
    [[nodiscard]] bool isDone() const; ///< No recipient waits any more.
};

/// True for the ids that name files: 20 characters of [0-9A-Z] (threats.md W9).
[[nodiscard]] bool isSpoolId(QByteArrayView id);
/// The octets in front of the content, the checksum included. One '\n' is to follow the content.
[[nodiscard]] QByteArray spoolHead(const SpoolFile &file, QByteArrayView content);
/// An event line.
[[nodiscard]] QByteArray spoolEvent(const QJsonObject &event);
/// Parses head and events; checks the content's length and, with Verify::Checksum, the checksum. Error::Kind::Invalid for a damaged file (D3).
enum class Verify { LengthOnly, Checksum };
[[nodiscard]] Result<SpoolFile> readSpoolFile(const QString &path, Verify verify);
/// The content of a file read before.
[[nodiscard]] Result<QByteArray> readSpoolContent(const QString &path, const SpoolFile &file);

} // namespace gateway::delivery
