#include "gateway/smtp/clientcommands.h"

#include "gateway/smtp/xtext.h"

#include <algorithm>

namespace gateway::smtp {

namespace {

/// An address as it may stand between angle brackets; nothing if it holds what would end the command or the argument.
std::optional<QByteArray> path(const Mailbox &mailbox)
{
    if (mailbox.isNull())
        return QByteArray();
    QByteArray bytes = mailbox.toBytes();
    const auto isControl = [](char c) { return static_cast<quint8>(c) < 0x20 || c == 0x7f; };
    if (bytes.isEmpty() || std::ranges::any_of(bytes, isControl))
        return {};
    return bytes;
}

/// Whether an ENVID or ORCPT may go on as it is (RFC 3461 4), with a limit of our own.
bool isXtext(QByteArrayView text)
{
    return !text.isEmpty() && text.size() <= 500 && decodeXtext(text);
}

bool needsUtf8(const Envelope &envelope)
{
    return envelope.smtpUtf8 || !envelope.reversePath.isAscii()
        || std::ranges::any_of(envelope.recipients, [](const ForwardPath &r) { return !r.mailbox.isAscii(); });
}

} // namespace

Capabilities capabilitiesFrom(const Reply &ehlo)
{
    Capabilities offered;
    const QList<QByteArray> lines = ehlo.text.split('\n');
    for (const QByteArray &line : lines.sliced(1)) { // The first line names the server.
        const QByteArray trimmed = line.trimmed();
        const qsizetype blank = trimmed.indexOf(' ');
        const QByteArray keyword = trimmed.first(blank < 0 ? trimmed.size() : blank).toUpper();
        if (keyword == "PIPELINING") {
            offered.pipelining = true;
        } else if (keyword == "8BITMIME") {
            offered.eightBitMime = true;
        } else if (keyword == "SMTPUTF8") {
            offered.smtpUtf8 = true;
        } else if (keyword == "STARTTLS") {
            offered.startTls = true;
        } else if (keyword == "DSN") {
            offered.dsn = true;
        } else if (keyword == "SIZE") {
            offered.size = true;
            const qint64 size = blank < 0 ? 0 : trimmed.sliced(blank).trimmed().toLongLong();
            offered.maxSize = std::max<qint64>(size, 0); // 0 for nonsense, too: the server then judges by itself.
        }
    }
    return offered;
}

std::optional<Reply> refusalOf(const Envelope &envelope, ContentTraits content, const Capabilities &offered)
{
    if (!path(envelope.reversePath))
        return Reply{553, 1, 7, "The reverse-path cannot be sent"};
    if (!offered.smtpUtf8 && !envelope.reversePath.isAscii())
        return Reply{553, 6, 7, "The next hop does not accept UTF-8 addresses"};
    // The header section of an internationalized message may hold UTF-8, which only its content can tell (RFC 6531 3.1).
    if (!offered.smtpUtf8 && envelope.smtpUtf8 && content.is8Bit)
        return Reply{554, 6, 7, "The next hop does not accept internationalized messages"};
    if (!offered.eightBitMime && content.is8Bit)
        return Reply{554, 6, 3, "The next hop does not accept 8-bit content"};
    if (offered.maxSize > 0 && content.size > offered.maxSize)
        return Reply{552, 3, 4, "The message is too big for the next hop"};
    return {};
}

std::optional<Reply> refusalOf(const ForwardPath &recipient, const Capabilities &offered)
{
    if (recipient.mailbox.isNull() || !path(recipient.mailbox))
        return Reply{553, 1, 3, "The address cannot be sent"};
    if (!offered.smtpUtf8 && !recipient.mailbox.isAscii())
        return Reply{553, 6, 7, "The next hop does not accept UTF-8 addresses"};
    return {};
}

QByteArray mailCommand(const Envelope &envelope, ContentTraits content, const Capabilities &offered)
{
    QByteArray command = "MAIL FROM:<" + path(envelope.reversePath).value_or(QByteArray()) + '>';
    if (offered.size)
        command += " SIZE=" + QByteArray::number(content.size);
    if (offered.eightBitMime && (content.is8Bit || envelope.body == Body::EightBitMime))
        command += " BODY=8BITMIME";
    if (offered.smtpUtf8 && needsUtf8(envelope))
        command += " SMTPUTF8";
    if (offered.dsn) {
        if (envelope.ret != Ret::Unspecified)
            command += envelope.ret == Ret::Full ? " RET=FULL" : " RET=HDRS";
        if (isXtext(envelope.envelopeId))
            command += " ENVID=" + envelope.envelopeId;
    }
    return command + "\r\n";
}

QByteArray rcptCommand(const ForwardPath &recipient, const Capabilities &offered)
{
    QByteArray command = "RCPT TO:<" + path(recipient.mailbox).value_or(QByteArray()) + '>';
    if (offered.dsn) {
        const Notify &notify = recipient.notify;
        QByteArray conditions;
        const auto add = [&conditions](bool isAsked, const char *word) {
            if (isAsked)
                conditions += (conditions.isEmpty() ? "" : ",") + QByteArray(word);
        };
        if (notify.never) {
            conditions = "NEVER"; // RFC 3461 4.1: alone.
        } else {
            add(notify.success, "SUCCESS");
            add(notify.failure, "FAILURE");
            add(notify.delay, "DELAY");
        }
        if (notify.isGiven && !conditions.isEmpty())
            command += " NOTIFY=" + conditions;
        if (isXtext(recipient.originalRecipient))
            command += " ORCPT=" + recipient.originalRecipient;
    }
    return command + "\r\n";
}

} // namespace gateway::smtp
