#include "gateway/content/structure.h"

#include "gateway/content/fields.h"
#include "gateway/content/lines.h"

#include <QHash>

namespace gateway::content {
namespace {

bool containsNoCase(QByteArrayView text, QByteArrayView lowerCase)
{
    return std::ranges::search(text, lowerCase, [](char c, char p) { return lower(c) == p; }).begin() != text.end();
}

constexpr std::array<QByteArrayView, 5> addressFields{"from", "to", "cc", "bcc", "reply-to"};
constexpr std::array<QByteArrayView, 9> encodings{"",       "7bit",       "8bit",     "binary", "quoted-printable",
                                                  "base64", "x-uuencode", "uuencode", "x-uue"};

/// Walks the lines of a message with the stack of open multiparts.
class Walker
{
public:
    Walker(QByteArrayView octets, const AnalyzerConfig &config) : m_octets(octets), m_config(config) {}

    Structure walk()
    {
        openPart(0, 0, 0);
        while (m_result.fault.isEmpty() && m_position < m_octets.size()) {
            const qsizetype start = m_position;
            const Line line = lineAt(m_octets, start);
            m_position = line.next;
            m_result.steps += line.next - start;
            if (line.text.startsWith("--") && line.text.size() > 2)
                delimiter(line.text, start);
        }
        m_result.segments.last().end = m_octets.size();
        return std::move(m_result);
    }

private:
    struct Boundary {
        int level = 0;
        bool isClosed = false;
    };

    void fail(const char *cap)
    {
        if (m_result.fault.isEmpty())
            m_result.fault = cap;
    }
    void doubt(const char *why)
    {
        if (!m_result.ambiguities.contains(why))
            m_result.ambiguities.append(why);
    }

    /// A part starts at \a start, behind a delimiter line at \a delimiter, inside \a level multiparts; leaves m_position at its body.
    void openPart(qsizetype delimiter, qsizetype start, int level)
    {
        if (!m_result.segments.isEmpty())
            m_result.segments.last().end = delimiter;
        m_result.segments.append({start, start, m_octets.size()});
        if (++m_parts > m_config.maxParts)
            return fail("parts");
        m_position = start;
        while (m_result.fault.isEmpty() && readHeader(level) == IsMessage::Yes)
            ++level; // The body of message/rfc822 is a header section again (RFC 2046 5.2.1).
        m_result.segments.last().bodyBegin = m_position;
    }

    enum class IsMessage { No, Yes };

    IsMessage readHeader(int level)
    {
        if (level + 1 > m_config.maxDepth) {
            fail("depth");
            return IsMessage::No;
        }
        const HeaderSection section =
            readHeaderSection(m_octets.sliced(m_position, headerExtent()), m_config.maxFields);
        m_result.steps += section.size;
        m_position += section.size;
        if (section.hasTooManyFields)
            fail("fields");
        if (section.size > m_config.maxHeaderSection)
            fail("header-section");
        if (m_parts == 1 && level == 0)
            checkMessageHeader(section);
        return checkMimeFields(section, level);
    }

    /// A header section ends at the latest at a line that is a delimiter of an open multipart.
    qsizetype headerExtent()
    {
        const qsizetype most =
            std::min<qsizetype>(m_octets.size() - m_position, qsizetype(m_config.maxHeaderSection) + (64 << 10));
        if (m_boundaries.isEmpty())
            return most;
        for (qsizetype at = m_position; at < m_position + most;) {
            const Line line = lineAt(m_octets, at);
            if (line.text.isEmpty())
                break;
            if (line.text.startsWith("--") && m_boundaries.contains(token(line.text))) {
                doubt("delimiter-in-header");
                return at - m_position;
            }
            at = line.next;
        }
        return most;
    }

    void checkMessageHeader(const HeaderSection &section)
    {
        qint64 addresses = 0;
        for (const Field &field : section.fields)
            if (std::ranges::any_of(addressFields,
                                    [&field](QByteArrayView name) { return equalsNoCase(field.name, name); }))
                addresses += std::max<qint64>(field.body.count(','), field.body.count('@')) + 1;
        if (addresses > m_config.maxAddresses)
            fail("addresses");
        if (section.count("received") > m_config.maxReceived)
            fail("received");
    }

    IsMessage checkMimeFields(const HeaderSection &section, int level)
    {
        const auto mentions = [&section](QByteArrayView name) {
            return std::ranges::any_of(section.fields,
                                       [name](const Field &field) { return startsWithNoCase(field.name, name); });
        };
        if (mentions("content-") && (section.hasControl || section.hasJunkLine))
            doubt("broken-header");
        QByteArray type, encoding;
        for (const Field &field : section.fields) {
            if (!startsWithNoCase(field.name, "content-"))
                continue;
            if (parameterCount(field.body) > m_config.maxParameters)
                fail("parameters");
            if (field.hasBlankBeforeColon)
                doubt("blank-before-colon");
            const QByteArray value = unfolded(field.body);
            if (equalsNoCase(field.name, "content-type")) {
                if (!type.isNull() && type != value)
                    doubt("double-content-type");
                if (value.size() >= type.size() || containsNoCase(value, "multipart"))
                    type = value;
                openMultipart(field.body, value, level);
            } else if (equalsNoCase(field.name, "content-transfer-encoding")) {
                if (!encoding.isNull() && encoding.compare(value, Qt::CaseInsensitive) != 0)
                    doubt("double-encoding");
                encoding = value;
                checkEncoding(value);
            }
        }
        return checkType(type, encoding);
    }

    void checkEncoding(const QByteArray &value)
    {
        const bool isKnown =
            std::ranges::any_of(encodings, [&value](QByteArrayView known) { return equalsNoCase(value, known); });
        if (!isKnown && (value.contains("64") || containsNoCase(value, "quoted") || containsNoCase(value, "print") ||
                         containsNoCase(value, "base")))
            doubt("odd-encoding");
    }

    IsMessage checkType(const QByteArray &type, const QByteArray &encoding)
    {
        const bool isEncoded = encoding.contains("64") || containsNoCase(encoding, "quoted");
        if (startsWithNoCase(type, "multipart/") && isEncoded)
            doubt("encoded-multipart");
        if (startsWithNoCase(type, "message/partial") || startsWithNoCase(type, "message/external-body"))
            doubt("message-in-pieces");
        if (startsWithNoCase(type, "message/rfc822") || startsWithNoCase(type, "message/global")) {
            if (isEncoded)
                doubt("encoded-message");
            else
                return IsMessage::Yes;
        }
        return IsMessage::No;
    }

    void openMultipart(QByteArrayView body, const QByteArray &value, int level)
    {
        if (!containsNoCase(value, "multi") && !containsNoCase(value, "boundary"))
            return;
        const bool isMultipart = startsWithNoCase(value, "multipart/");
        const QStringList boundaries = parameterCandidates(body, "boundary");
        if (isMultipart && hasComment(value))
            doubt("odd-boundary");
        if ((isMultipart && boundaries.isEmpty()) || (isMultipart && boundaries.size() > 1) ||
            (!isMultipart && !boundaries.isEmpty()))
            doubt(boundaries.isEmpty() ? "no-boundary" : "odd-boundary");
        for (const QString &boundary : boundaries) {
            const QByteArray key = boundary.toUtf8();
            if (key.trimmed() != key)
                doubt("odd-boundary");
            if (m_boundaries.contains(key.trimmed()) && !m_boundaries[key.trimmed()].isClosed)
                doubt("repeated-boundary");
            m_boundaries.insert(key.trimmed(), {level + 1, false});
            m_open.append(key.trimmed());
        }
    }

    static QByteArray token(QByteArrayView line) { return line.sliced(2).toByteArray().trimmed(); }

    void delimiter(QByteArrayView line, qsizetype start)
    {
        QByteArray name = token(line);
        auto boundary = m_boundaries.find(name);
        const bool isClose = boundary == m_boundaries.end() && name.endsWith("--");
        if (isClose) {
            name.chop(2);
            boundary = m_boundaries.find(name);
        }
        if (boundary == m_boundaries.end())
            return undeclared(start);
        const int level = boundary->level;
        closeAbove(level);
        if (isClose) {
            m_boundaries[name].isClosed = true;
            m_result.segments.last().end = start;
            m_result.segments.append({m_position, m_position, m_octets.size()}); // The epilogue.
            return;
        }
        if (boundary->isClosed)
            doubt("part-after-end");
        openPart(start, m_position, level);
    }

    /// A line that looks like a delimiter of a boundary nobody declared, or declared in a way that we did not see.
    void undeclared(qsizetype start)
    {
        const Line next = lineAt(m_octets, m_position);
        QByteArrayView text = next.text;
        while (!text.isEmpty() && isSpace(text.front()))
            text = text.sliced(1);
        if (!startsWithNoCase(text, "content-") || !text.contains(':'))
            return;
        doubt("undeclared-boundary");
        openPart(start, m_position, m_level);
    }

    void closeAbove(int level)
    {
        while (!m_open.isEmpty()) {
            const auto it = m_boundaries.constFind(m_open.last());
            if (it != m_boundaries.constEnd() && it->level <= level)
                break;
            if (it != m_boundaries.constEnd())
                m_boundaries.erase(it);
            m_open.removeLast();
        }
        m_level = level;
    }

    QByteArrayView m_octets;
    const AnalyzerConfig &m_config;
    Structure m_result;
    QHash<QByteArray, Boundary> m_boundaries; ///< Of the open multiparts.
    QList<QByteArray> m_open;                 ///< The same, in the order they were opened.
    qsizetype m_position = 0;
    int m_parts = 0, m_level = 0;
};

} // namespace

Structure readStructure(QByteArrayView octets, const AnalyzerConfig &config)
{
    return Walker(octets, config).walk();
}

} // namespace gateway::content
