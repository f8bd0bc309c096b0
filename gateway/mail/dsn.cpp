#include "gateway/mail/dsn.h"

#include "gateway/mail/charset.h"
#include "gateway/mail/headerwriter.h"
#include "gateway/mail/quotedprintable.h"
#include "gateway/smtp/xtext.h"

#include <algorithm>
#include <optional>

namespace gateway::mail {

using namespace Qt::StringLiterals;

namespace {

// Together they stay below the 50 KB of threats.md B2.
constexpr qsizetype maxText = 6'000, maxStatus = 24'000, maxHeaders = 17'000;
constexpr qsizetype maxDiagnostic = 400;

/// Printable ASCII: UTF-8 as \x{HEX} (utf-8-addr-xtext, RFC 6533 3), all else as '?'.
QByteArray asciiOf(QByteArrayView text)
{
    QByteArray ascii;
    for (const uint c : QString::fromUtf8(text).toUcs4()) {
        if (c >= 0x80 && c != QChar::ReplacementCharacter)
            ascii += "\\x{" + QByteArray::number(c, 16).toUpper() + '}';
        else
            ascii += c < 0x20 || c >= 0x7f ? '?' : static_cast<char>(c);
    }
    return ascii;
}

/// "rfc822; addr", for a mailbox that needs SMTPUTF8 "utf-8; ..." (RFC 3464 2.3.2, RFC 6533 3).
QByteArray typedAddress(const smtp::Mailbox &mailbox)
{
    return (mailbox.isAscii() ? "rfc822; " : "utf-8; ") + asciiOf(mailbox.toBytes());
}

/// ORCPT as RFC 3461 6.3 (a) wants it in the report: decoded, with its address type; nothing if it makes no sense.
std::optional<QByteArray> originalRecipient(const QByteArray &orcpt)
{
    const qsizetype semicolon = orcpt.indexOf(';');
    const Result<QByteArray> address = smtp::decodeXtext(QByteArrayView(orcpt).sliced(semicolon + 1));
    if (semicolon <= 0 || !address)
        return {};
    return asciiOf(orcpt.first(semicolon)) + "; " + *address;
}

/// "mx.test:25" without its port: Remote-MTA names a host.
QByteArray hostOf(const QByteArray &nextHop)
{
    const qsizetype colon = nextHop.lastIndexOf(':');
    const bool hasPort = colon > 0 && (nextHop.indexOf(':') == colon || nextHop[colon - 1] == ']');
    return hasPort ? nextHop.first(colon) : nextHop;
}

/// status-code (RFC 3463). A message that ran out of time is "delivery time expired", whatever was said last.
QByteArray statusOf(const DsnFacts::Failure &failure, DsnAction action)
{
    if (action == DsnAction::Relayed)
        return "2.0.0";
    if (failure.isExpired)
        return "4.4.7";
    const smtp::Reply &reply = failure.reply;
    const QByteArray statusClass = reply.isTransient() ? "4" : "5";
    return reply.hasEnhancedCode ? statusClass + '.' + QByteArray::number(reply.subject) + '.' + QByteArray::number(reply.detail) : statusClass + ".0.0";
}

QByteArray sentenceOf(const DsnFacts::Failure &failure)
{
    const QByteArray words = failure.reply.code ? failure.reply.toLine().left(maxDiagnostic) : QByteArray();
    const QByteArray host = hostOf(failure.nextHop);
    const QByteArray start = failure.isExpired ? "It could not be delivered in time." : "";
    if (words.isEmpty())
        return start.isEmpty() ? "No mail server could be reached." : start;
    const QByteArray who = host.isEmpty() ? "The reason: " : (failure.isExpired ? "The last answer of " : "The answer of ") + asciiOf(host) + ": ";
    return start + (start.isEmpty() ? "" : " ") + who + words;
}

QByteArray text(const DsnFacts &facts)
{
    const bool isRelayed = facts.action == DsnAction::Relayed;
    QByteArray octets = "This is the mail gateway at " + facts.hostName
        + (isRelayed ? ".\n\nYour message was handed to a mail server that does not report deliveries, for:\n\n" : ".\n\nYour message could not be delivered to:\n\n");
    qsizetype listed = 0;
    for (const DsnFacts::Failure &failure : facts.failures) {
        const QByteArray entry = "<" + failure.path.mailbox.toBytes() + ">\n    " + sentenceOf(failure) + '\n';
        if (octets.size() + entry.size() > maxText / 3 * 2)
            break;
        octets += entry;
        ++listed;
    }
    if (listed < facts.failures.size())
        octets += "and " + QByteArray::number(facts.failures.size() - listed) + " more.\n";
    octets += isRelayed ? "\nYou may get no further notice. The header section of your message follows.\n"
                        : "\nIt will not be tried again. The header section of your message follows.\n";
    octets += "This report was made automatically; nobody reads answers to it.\n\n";
    octets += u"メールゲートウェイ "_s.toUtf8() + facts.hostName + u" からの自動通知です。\n"_s.toUtf8();
    octets += isRelayed ? u"上記の宛先のメールを、配信通知に対応していないサーバに引き渡しました。今後の通知は届かないことがあります。このメールには返信できません。\n"_s.toUtf8()
                        : u"上記の宛先にメールを配信できませんでした。今後の再送は行われません。\n"
                          "理由は各宛先の下に記した応答をご覧ください。このメールには返信できません。\n"_s.toUtf8();
    return quotedPrintable(octets);
}

QByteArray recipientStatus(const DsnFacts &facts, const DsnFacts::Failure &failure, qsizetype maxDiagnosticOctets)
{
    HeaderWriter writer;
    if (const std::optional<QByteArray> original = originalRecipient(failure.path.originalRecipient))
        writer.addStructured("Original-Recipient", *original);
    writer.addStructured("Final-Recipient", typedAddress(failure.path.mailbox));
    writer.addStructured("Action", facts.action == DsnAction::Relayed ? "relayed" : "failed");
    writer.addStructured("Status", statusOf(failure, facts.action));
    if (!failure.nextHop.isEmpty())
        writer.addStructured("Remote-MTA", "dns; " + asciiOf(hostOf(failure.nextHop)));
    if (failure.reply.code && maxDiagnosticOctets > 0)
        writer.addStructured("Diagnostic-Code", "smtp; " + asciiOf(failure.reply.toLine()).left(maxDiagnosticOctets));
    writer.addDate("Last-Attempt-Date", facts.now);
    return "\r\n" + writer.octets();
}

QByteArray deliveryStatus(const DsnFacts &facts)
{
    HeaderWriter writer;
    const Result<QByteArray> envelopeId = smtp::decodeXtext(facts.envelope.envelopeId);
    if (envelopeId && !envelopeId->isEmpty()) // RFC 3461 6.3: as the sender meant it.
        writer.addStructured("Original-Envelope-Id", *envelopeId);
    writer.addStructured("Reporting-MTA", "dns; " + asciiOf(facts.hostName));
    writer.addDate("Arrival-Date", facts.arrived);
    QByteArray octets = writer.octets();
    const qsizetype fairShare = maxStatus / std::max<qsizetype>(facts.failures.size(), 1);
    for (const DsnFacts::Failure &failure : facts.failures) {
        const QByteArray status = recipientStatus(facts, failure, fairShare > 2 * maxDiagnostic ? maxDiagnostic : fairShare / 4);
        if (octets.size() + status.size() > maxStatus)
            break;
        octets += status;
    }
    return octets;
}

/// The original's fields, as many as there is room for; one that is too big alone is left out.
QByteArray headerOctets(const HeaderSection &original)
{
    QByteArray octets;
    for (const HeaderField &field : original.fields()) {
        if (octets.size() + field.whole.size() <= maxHeaders / 3 * 2)
            octets.append(field.whole);
    }
    return octets;
}

/// Whether \a octets may travel as they are: printable ASCII in CRLF lines of at most 998 octets.
bool is7Bit(QByteArrayView octets)
{
    qsizetype lineStart = 0;
    for (qsizetype i = 0; i < octets.size(); ++i) {
        const char c = octets[i];
        if ((static_cast<signed char>(c) < ' ' && c != '\t' && c != '\r' && c != '\n') || c == 0x7f) // Octets of 8 bits are negative.
            return false;
        if (c == '\r' && (i + 1 == octets.size() || octets[i + 1] != '\n'))
            return false;
        if (c == '\n') {
            if (i == 0 || octets[i - 1] != '\r')
                return false;
            lineStart = i + 1;
        } else if (i - lineStart >= 998) {
            return false;
        }
    }
    return octets.isEmpty() || octets.endsWith("\r\n");
}

QByteArray part(QByteArrayView type, QByteArrayView encoding, const QByteArray &octets)
{
    HeaderWriter writer;
    writer.addStructured("Content-Type", type);
    writer.addStructured("Content-Transfer-Encoding", encoding);
    return writer.octets() + "\r\n" + octets + (octets.endsWith("\r\n") ? "" : "\r\n");
}

QByteArray headersPart(const HeaderSection &original)
{
    const QByteArray octets = headerOctets(original);
    if (is7Bit(octets))
        return part("text/rfc822-headers", "7bit", octets);
    QByteArray encoded = quotedPrintable(octets);
    if (encoded.size() > maxHeaders) // Three octets for one, at worst.
        encoded = encoded.first(encoded.lastIndexOf('\n', maxHeaders - 1) + 1);
    return part("text/rfc822-headers", "quoted-printable", encoded);
}

} // namespace

bool mayReport(const smtp::Envelope &envelope, const smtp::ForwardPath &recipient, const HeaderSection &header, DsnAction action)
{
    if (envelope.reversePath.isNull())
        return false;
    if (action == DsnAction::Relayed ? !recipient.notify.success : recipient.notify.isGiven && (recipient.notify.never || !recipient.notify.failure))
        return false;
    const auto wordOf = [&header](QByteArrayView name) {
        const QByteArray value = header.first(name).toLower();
        const auto end = std::ranges::find_if(value, [](char c) { return c == ' ' || c == ';' || c == '(' || c == '\t'; });
        return value.first(end - value.begin());
    };
    const QByteArray autoSubmitted = wordOf("Auto-Submitted"); // RFC 3834 5
    if (!autoSubmitted.isEmpty() && autoSubmitted != "no")
        return false;
    const QByteArray precedence = wordOf("Precedence");
    return precedence != "bulk" && precedence != "junk" && precedence != "list" && !header.contains("List-Id");
}

QByteArray deliveryStatusNotification(const DsnFacts &facts, const HeaderSection &original)
{
    const QByteArray texts = part("text/plain; charset=utf-8", "quoted-printable", text(facts));
    const QByteArray status = part("message/delivery-status", "7bit", deliveryStatus(facts));
    const QByteArray headers = headersPart(original);
    QByteArray id = facts.id;
    id.removeIf([](char c) { return !((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')); });
    id.truncate(40);
    QByteArray boundary = "=_" + id;
    while (headers.contains(boundary) || status.contains(boundary))
        boundary += "_";

    HeaderWriter writer;
    writer.addDate("Date", facts.now);
    writer.addAddress("From", u"Mail Delivery System"_s, {"MAILER-DAEMON", facts.hostName});
    writer.addAddress("To", {}, facts.envelope.reversePath);
    writer.addText("Subject", facts.action == DsnAction::Relayed ? u"Mail was passed on"_s : u"Mail could not be delivered"_s);
    writer.addStructured("Message-ID", '<' + id + ".dsn@" + asciiOf(facts.hostName) + '>');
    if (const QByteArray messageId = original.first("Message-ID"); !messageId.isEmpty() && messageId.size() <= 250 && isAscii(messageId))
        writer.addStructured("In-Reply-To", messageId);
    writer.addStructured("Auto-Submitted", "auto-replied");
    writer.addStructured("MIME-Version", "1.0");
    writer.addStructured("Content-Type", "multipart/report; report-type=delivery-status; boundary=\"" + boundary + '"');
    const QByteArray delimiter = "--" + boundary;
    return writer.octets() + "\r\n" + delimiter + "\r\n" + texts + delimiter + "\r\n" + status + delimiter + "\r\n" + headers + delimiter + "--\r\n";
}

} // namespace gateway::mail
