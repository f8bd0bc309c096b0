#include "gateway/content/readings.h"

#include "gateway/content/encodings.h"
#include "gateway/content/fields.h"
#include "gateway/content/lines.h"
#include "gateway/content/mimetree.h"

#include <QSet>

namespace gateway::content {
namespace {

constexpr int maxNestedRounds = 16; // Messages inside encoded messages (P7: depth 16).

/// What the header section of a stretch says, in whatever broken form, about its encoding and names.
struct Hints {
    bool isBase64 = false, isQuotedPrintable = false, isUuencoded = false, isMessage = false, isPlain = true;
    QStringList names;
    QByteArray type;
};

Hints hintsFrom(QByteArrayView header)
{
    Hints hints;
    QByteArray text = header.toByteArray().toLower();
    text.removeIf([](char c) { return isSpace(c) || c == '\0'; });
    // A field that only some parsers see counts as well, so the section is searched, not parsed.
    const qsizetype encoding = text.indexOf("transfer-encoding");
    const QByteArrayView encodings = encoding < 0 ? QByteArrayView() : QByteArrayView(text).sliced(encoding);
    hints.isBase64 = encodings.contains("64") || encodings.contains("base");
    hints.isQuotedPrintable = encodings.contains("quoted") || encodings.contains("printable");
    hints.isUuencoded = encodings.contains("uue") || encodings.contains("x-uu");
    hints.isMessage = text.contains("message/");
    hints.isPlain = !hints.isBase64 && !hints.isQuotedPrintable && !hints.isUuencoded;
    const HeaderSection section = readHeaderSection(header, 200);
    for (const Field &field : section.fields) {
        if (equalsNoCase(field.name, "content-type") && hints.type.isEmpty())
            hints.type = mediaType(field.body);
        if (startsWithNoCase(field.name, "content-") && hints.names.size() < 40)
            hints.names += parameterCandidates(field.body, "filename") + parameterCandidates(field.body, "name");
    }
    hints.names.removeDuplicates();
    return hints;
}

/// Whether decoded octets are themselves a message or part: they start with a header field that says so.
bool looksLikeMessage(QByteArrayView octets)
{
    const QByteArrayView front = octets.first(std::min<qsizetype>(octets.size(), 2048));
    for (const QByteArrayView name :
         {QByteArrayView("content-"), QByteArrayView("mime-version:"), QByteArrayView("received:"),
          QByteArrayView("from:"), QByteArrayView("return-path:"), QByteArrayView("message-id:"),
          QByteArrayView("subject:"), QByteArrayView("date:")})
        if (startsWithNoCase(front, name))
            return true;
    return false;
}

class Collector
{
public:
    explicit Collector(const AnalyzerConfig &config) : m_config(config) {}

    void collect(QByteArrayView octets, const Structure &structure)
    {
        for (const Segment &segment : structure.segments)
            addSegment(octets, segment);
    }

    QList<Reading> take()
    {
        // Nested messages are read in rounds, each of the readings found by the one before.
        for (int round = 0; round < maxNestedRounds && !m_messages.isEmpty(); ++round) {
            for (const QByteArray &message : std::exchange(m_messages, {})) {
                const Structure structure = readStructure(message, m_config);
                collect(message, structure);
            }
        }
        return std::move(m_readings);
    }

private:
    void addSegment(QByteArrayView octets, const Segment &segment)
    {
        const QByteArrayView header = octets.sliced(segment.begin, segment.bodyBegin - segment.begin);
        const QByteArrayView body =
            octets.sliced(segment.bodyBegin, std::max<qsizetype>(0, segment.end - segment.bodyBegin));
        const Hints hints = hintsFrom(header);
        if (hints.isBase64 || looksLikeBase64(body))
            for (QByteArray &reading : base64Readings(body))
                add(std::move(reading), hints);
        if (const QByteArray data = hints.isBase64 ? dataIn(header) : QByteArray(); !data.isEmpty())
            addGlued(data, body, hints);
        if (hints.isQuotedPrintable || (hints.isPlain && body.contains("=3D")) || isEscaped(body))
            for (QByteArray &reading : quotedPrintableReadings(body))
                add(std::move(reading), hints);
        if (hints.isUuencoded || body.contains("begin ") || header.contains("begin "))
            for (NamedBlock &block :
                 uuBlocks(octets.sliced(segment.begin, segment.end - segment.begin), hints.isUuencoded))
                addBlock(std::move(block), hints);
        if (body.contains("=ybegin "))
            for (NamedBlock &block : yencBlocks(body))
                addBlock(std::move(block), hints);
        if (hints.isPlain)
            add(body.toByteArray(), hints);
    }

    /// Data that follows the fields without an empty line: it ends at the first empty line, or goes on after it, or its
    /// first line still belongs to the header.
    void addGlued(const QByteArray &data, QByteArrayView body, const Hints &hints)
    {
        const QByteArray all = data + body.toByteArray();
        for (const QByteArrayView stretch :
             {QByteArrayView(data), QByteArrayView(all), QByteArrayView(all).sliced(data.indexOf('\n') + 1)})
            for (QByteArray &reading : base64Readings(stretch))
                add(std::move(reading), hints);
    }

    /// The lines of a header section that are no fields.
    static QByteArray dataIn(QByteArrayView header)
    {
        QByteArray data;
        for (qsizetype at = 0; at < header.size();) {
            const Line line = lineAt(header, at);
            at = line.next;
            if (!line.text.contains(':') && !line.text.isEmpty() && !isBlank(line.text.front()))
                data.append(line.text).append('\n');
        }
        return data;
    }

    /// Whether a body is written in escapes of quoted-printable for no reason that a text has.
    static bool isEscaped(QByteArrayView body)
    {
        return body.size() > 20 && body.first(std::min<qsizetype>(body.size(), 4096)).count('=') * 8 >
                                       std::min<qsizetype>(body.size(), 4096);
    }

    void addBlock(NamedBlock block, const Hints &hints)
    {
        Hints named = hints;
        if (!block.name.isEmpty())
            named.names.prepend(QString::fromUtf8(block.name));
        add(std::move(block.octets), named);
    }

    void add(QByteArray octets, const Hints &hints)
    {
        if (octets.trimmed().isEmpty() || m_readings.size() >= m_config.maxParts || octets.size() > m_left)
            return;
        const size_t hash = qHashBits(octets.constData(), size_t(octets.size()), 0x9e3779b9);
        if (m_seen.contains(hash) &&
            std::ranges::any_of(m_readings, [&octets](const Reading &reading) { return reading.octets == octets; }))
            return;
        m_seen.insert(hash);
        m_left -= octets.size();
        if (!hints.isPlain && (hints.isMessage || looksLikeMessage(octets)))
            m_messages.append(octets);
        m_readings.append({std::move(octets), hints.names, hints.type});
    }

    const AnalyzerConfig &m_config;
    QList<Reading> m_readings;
    QList<QByteArray> m_messages;
    QSet<size_t> m_seen;
    qint64 m_left = maxUnpackedOctets;
};

} // namespace

QList<Reading> readAllWays(QByteArrayView octets, const Structure &structure, const AnalyzerConfig &config)
{
    Collector collector(config);
    collector.collect(octets, structure);
    return collector.take();
}

} // namespace gateway::content
