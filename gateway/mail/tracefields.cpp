#include "gateway/mail/tracefields.h"

#include "gateway/mail/headerwriter.h"

#include <algorithm>

namespace gateway::mail {

namespace {

constexpr int maxReceived = 100;
constexpr int maxOwnReceived = 3;

/// A name of the peer's own choice as one word without syntax: everything that no host name or address literal has becomes '?'.
QByteArray escapedName(QByteArrayView name)
{
    QByteArray escaped = name.first(std::min<qsizetype>(name.size(), 255)).toByteArray();
    const auto isHarmless = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' || c == ':'
            || c == '[' || c == ']';
    };
    std::ranges::replace_if(escaped, [&isHarmless](char c) { return !isHarmless(c); }, '?');
    return escaped;
}

/// Protocol types of RFC 3848 and RFC 6531 4.3. There is no name for HELO with TLS, nor for UTF-8 without EHLO.
QByteArray protocol(const TraceFacts &facts)
{
    if (!facts.isExtended)
        return "SMTP";
    return QByteArray(facts.isUtf8 ? "UTF8SMTP" : "ESMTP") + (facts.isTls ? "S" : "");
}

QByteArray addressLiteral(QByteArrayView address)
{
    const QByteArray escaped = escapedName(address);
    return (escaped.contains(':') ? "[IPv6:" : "[") + escaped + ']'; // RFC 5321 4.1.3
}

} // namespace

QByteArray receivedField(const TraceFacts &facts)
{
    const auto orUnknown = [](QByteArrayView name) { return name.isEmpty() ? QByteArray("unknown") : escapedName(name); };
    QByteArray value = "from " + orUnknown(facts.helo) + " (" + orUnknown(facts.clientName) + ' ' + addressLiteral(facts.clientAddress) + ')'
        + " by " + orUnknown(facts.hostName) + " with " + protocol(facts) + " id " + orUnknown(facts.id);
    if (facts.isTls)
        value += " (" + orUnknown(facts.tlsVersion) + ' ' + orUnknown(facts.tlsCipher) + ')';
    if (!facts.singleRecipient.isEmpty())
        value += " for <" + facts.singleRecipient + '>';
    HeaderWriter writer;
    writer.addStructured("Received", value + "; " + dateTime(facts.time));
    return writer.octets();
}

QByteArray receivedBy(QByteArrayView body)
{
    int depth = 0; // Of comments.
    bool isWanted = false;
    QByteArray word;
    for (qsizetype i = 0; i <= body.size(); ++i) {
        const char c = i < body.size() ? body[i] : ' ';
        if (c == '\\' && depth > 0)
            ++i;
        else if (c == '(')
            ++depth;
        else if (c == ')' && depth > 0)
            --depth;
        const bool isWordChar = depth == 0 && c != ')' && c != ' ' && c != '\t' && c != ';' && c != '\r' && c != '\n';
        if (isWordChar) {
            word += c;
        } else if (!word.isEmpty()) {
            if (isWanted)
                return word;
            isWanted = word.compare("by", Qt::CaseInsensitive) == 0;
            word.truncate(0);
        }
    }
    return {};
}

bool isLoop(const HeaderSection &header, QByteArrayView hostName)
{
    int received = 0, own = 0;
    for (const HeaderField &field : header.fields()) {
        if (!field.isNamed("Received"))
            continue;
        if (++received > maxReceived)
            return true;
        if (receivedBy(field.body).compare(hostName, Qt::CaseInsensitive) == 0 && ++own > maxOwnReceived)
            return true;
    }
    return false;
}

} // namespace gateway::mail
