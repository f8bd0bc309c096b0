#include "gateway/mail/sevenbit.h"

#include "gateway/mail/headersection.h"
#include "gateway/mail/mediatype.h"
#include "gateway/mail/quotedprintable.h"

#include <algorithm>

namespace gateway::mail {

namespace {

constexpr int maxDepth = 64; ///< threats.md P1

bool has8Bit(QByteArrayView octets)
{
    return std::ranges::any_of(octets, [](char c) { return static_cast<quint8>(c) >= 0x80; });
}

QByteArray base64(QByteArrayView octets)
{
    constexpr qsizetype perLine = 57; // 76 characters (RFC 2045 6.8).
    QByteArray result;
    result.reserve(octets.size() / perLine * 78 + 80);
    for (qsizetype at = 0; at < octets.size(); at += perLine) {
        const qsizetype length = std::min(perLine, octets.size() - at);
        result += QByteArray::fromRawData(octets.data() + at, length).toBase64();
        if (at + length < octets.size())
            result += "\r\n";
    }
    return result;
}

/// Octets in quoted-printable that should not be there: a reader takes them as they are, so they may as well be encoded.
QByteArray with8BitQuoted(QByteArrayView octets)
{
    QByteArray result;
    for (const char c : octets) {
        if (static_cast<quint8>(c) < 0x80)
            result += c;
        else
            result.append('=').append(QByteArray(1, c).toHex().toUpper());
    }
    return result;
}

/// One part's place: its octets, and the delimiter line before it.
struct Part {
    QByteArrayView before; ///< What stands between the part before and this one: the delimiter line.
    QByteArrayView octets;
};

struct Multipart {
    QList<Part> parts;
    QByteArrayView rest; ///< The last delimiter and the epilogue.
};

/// Whether \a line is a delimiter of RFC 2046 5.1.1; \a isLast: it ends the multipart.
bool isDelimiter(QByteArrayView line, QByteArrayView boundary, bool &isLast)
{
    if (!line.startsWith("--") || !line.sliced(2).startsWith(boundary))
        return false;
    QByteArrayView tail = line.sliced(2 + boundary.size());
    isLast = tail.startsWith("--");
    return (isLast ? tail.sliced(2) : tail).trimmed().isEmpty();
}

/// The CRLF before a delimiter belongs to the delimiter.
Multipart partsOf(QByteArrayView body, const QByteArray &boundary)
{
    Multipart result;
    qsizetype last = 0; // Behind the part before.
    qsizetype partBegin = -1;
    bool isClosed = false;
    for (qsizetype line = 0; line < body.size() && !isClosed;) {
        const qsizetype lineFeed = body.indexOf('\n', line);
        const qsizetype next = lineFeed < 0 ? body.size() : lineFeed + 1;
        if (isDelimiter(body.sliced(line, next - line), boundary, isClosed)) {
            if (partBegin >= 0) {
                const qsizetype partEnd = std::max(partBegin, line - 2);
                result.parts.append({body.sliced(last, partBegin - last), body.sliced(partBegin, partEnd - partBegin)});
                last = partEnd;
            }
            partBegin = isClosed ? -1 : next;
        }
        line = next;
    }
    if (partBegin >= 0) { // Never closed: the last part goes on to the end.
        result.parts.append({body.sliced(last, partBegin - last), body.sliced(partBegin)});
        last = body.size();
    }
    result.rest = body.sliced(last);
    return result;
}

class Converter
{
public:
    /// Appends \a entity, a message or a part, with its bodies encoded; false if that cannot be done.
    [[nodiscard]] bool add(QByteArrayView entity, bool isMessage, QByteArrayView defaultType, int depth);
    [[nodiscard]] QByteArray take() { return std::move(m_result); }

private:
    [[nodiscard]] bool addMultipart(const MediaType &type, QByteArrayView body, int depth);
    void addHeader(QByteArrayView entity, const HeaderSection &header, QByteArrayView encoding, bool isMessage);

    QByteArray m_result;
};

bool Converter::add(QByteArrayView entity, bool isMessage, QByteArrayView defaultType, int depth)
{
    if (!has8Bit(entity)) {
        m_result.append(entity);
        return true;
    }
    const HeaderSection header(entity);
    const QByteArrayView body = header.body();
    if (header.isOverLimit() || depth > maxDepth)
        return false;
    if (!has8Bit(body)) {
        m_result.append(entity); // Only header fields are 8-bit.
        return true;
    }
    const QByteArray contentType = header.first("Content-Type");
    const MediaType type = mediaTypeFrom(contentType.isEmpty() ? defaultType : QByteArrayView(contentType));
    const QByteArray encoding = header.first("Content-Transfer-Encoding").toLower();
    const bool isIdentity = encoding.isEmpty() || encoding == "7bit" || encoding == "8bit" || encoding == "binary";
    if (type.type == "multipart") {
        addHeader(entity, header, "7bit", isMessage);
        return addMultipart(type, body, depth);
    }
    if (type.is("message", "rfc822") || type.is("message", "global")) {
        addHeader(entity, header, "7bit", isMessage);
        return isIdentity && add(body, true, "text/plain", depth + 1);
    }
    if (type.type == "message") // These must not be encoded (RFC 2046 5.2).
        return false;
    if (encoding == "quoted-printable") {
        addHeader(entity, header, encoding, isMessage);
        m_result += with8BitQuoted(body);
        return true;
    }
    if (!isIdentity)
        return false;
    // Unreadable types are text to most readers; so is what has none.
    const bool isText = type.type == "text" || type.type.isEmpty();
    addHeader(entity, header, isText ? "quoted-printable" : "base64", isMessage);
    m_result += isText ? quotedPrintable(body) : base64(body);
    return true;
}

bool Converter::addMultipart(const MediaType &type, QByteArrayView body, int depth)
{
    if (type.boundary.isEmpty())
        return false;
    const Multipart multipart = partsOf(body, type.boundary);
    if (multipart.parts.isEmpty())
        return false;
    const QByteArrayView defaultType = type.subtype == "digest" ? "message/rfc822" : "text/plain";
    for (const Part &part : multipart.parts) {
        m_result.append(part.before);
        if (!add(part.octets, false, defaultType, depth + 1))
            return false;
    }
    m_result.append(multipart.rest);
    return true;
}

/// The header section with another Content-Transfer-Encoding, and with what makes it MIME if it was not.
void Converter::addHeader(QByteArrayView entity, const HeaderSection &header, QByteArrayView encoding, bool isMessage)
{
    if (!header.fields().isEmpty()) // The separator line of an mbox file stays in front.
        m_result.append(entity.first(header.fields().first().whole.begin() - entity.begin()));
    bool isWritten = false;
    const auto writeEncoding = [&] {
        m_result.append("Content-Transfer-Encoding: ").append(encoding).append("\r\n");
        isWritten = true;
    };
    for (const HeaderField &field : header.fields()) {
        if (!field.isNamed("Content-Transfer-Encoding"))
            m_result.append(field.whole);
        else if (!isWritten)
            writeEncoding();
    }
    if (isMessage && !header.contains("MIME-Version"))
        m_result += "MIME-Version: 1.0\r\n";
    if (isMessage && !header.contains("Content-Type")) // RFC 1428 2 has the name for what nobody has named.
        m_result.append("Content-Type: text/plain; charset=").append(header.body().isValidUtf8() ? "utf-8" : "unknown-8bit").append("\r\n");
    if (!isWritten)
        writeEncoding();
    m_result += "\r\n";
}

} // namespace

std::optional<QByteArray> sevenBit(QByteArrayView message)
{
    Converter converter;
    if (!converter.add(message, true, "text/plain", 0))
        return {};
    return converter.take();
}

} // namespace gateway::mail
