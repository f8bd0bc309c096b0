#include "gateway/delivery/spoolfile.h"

#include "gateway/delivery/spoolhead.h"
#include "gateway/sha256.h"
#include "gateway/store/durablefile.h"

#include <QJsonDocument>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace gateway::delivery {
namespace {

constexpr QByteArrayView magic = "POSTERN1 ";
constexpr qint64 firstRead = 8 * 1024;       ///< Octets: the head of nearly every message, and all of a short one.
constexpr qint64 maxHead = 32 * 1024 * 1024; ///< Octets: far above 1,000 recipients with all their parameters.
constexpr qint64 maxEvents = 64 * 1024 * 1024;
constexpr qsizetype sealLength = 16;

/// What the first line says.
struct Line {
    qint64 headOffset = 0, headSize = 0, contentSize = 0;
    QByteArray checksum;
    [[nodiscard]] qint64 contentOffset() const { return headOffset + headSize + 1; }
    [[nodiscard]] qint64 eventsOffset() const { return contentOffset() + contentSize + 1; }
};

tl::unexpected<Error> damaged(const QString &path, QStringView what)
{
    return failure(Error::Kind::Invalid, u"%1: damaged: %2"_s.arg(path, what));
}

/// Digits only, no sign, no leading zero: there is one way to write a number.
std::optional<qint64> plainNumber(QByteArrayView text)
{
    const bool isPlain = !text.isEmpty() && text.size() <= 15 && (text.size() == 1 || text[0] != '0')
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return isPlain ? std::optional(text.toLongLong()) : std::nullopt;
}

std::optional<Line> parseLine(QByteArrayView octets)
{
    const qsizetype end = octets.first(std::min<qsizetype>(128, octets.size())).indexOf('\n');
    if (end < 0 || !octets.startsWith(magic))
        return std::nullopt;
    const QList<QByteArray> words = octets.sliced(magic.size(), end - magic.size()).toByteArray().split(' ');
    if (words.size() != 3 || words[2].size() != 64)
        return std::nullopt;
    const std::optional<qint64> headSize = plainNumber(words[0]);
    const std::optional<qint64> contentSize = plainNumber(words[1]);
    if (!headSize || !contentSize || *headSize > maxHead)
        return std::nullopt;
    return Line{end + 1, *headSize, *contentSize, words[2]};
}

QByteArray seal(QByteArrayView json)
{
    return Sha256::of(json).toHex().left(sealLength);
}

/// The event of one line without its '\n', if the line is whole.
std::optional<QJsonObject> parseEvent(QByteArrayView line)
{
    const qsizetype tab = line.size() - sealLength - 1;
    if (tab < 0 || line[tab] != '\t' || line.sliced(tab + 1) != seal(line.first(tab)))
        return std::nullopt;
    const QJsonDocument document = QJsonDocument::fromJson(line.first(tab).toByteArray());
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

/// Applies the event lines in \a octets and sets eventsEnd.
Result<> readEvents(const QString &path, QByteArrayView octets, SpoolFile &file)
{
    while (!octets.isEmpty()) {
        const qsizetype end = octets.indexOf('\n');
        if (end < 0) // Cut off, unless it is whole but for its last octet: then that was changed.
            return parseEvent(octets.chopped(1)) ? Result<>(damaged(path, u"an event line does not end")) : Result<>();
        const std::optional<QJsonObject> event = parseEvent(octets.first(end));
        if (!event)
            return damaged(path, u"an event line is broken");
        if (const Result<> applied = applyEvent(file, *event); !applied)
            return damaged(path, applied.error().message);
        octets = octets.sliced(end + 1);
        file.eventsEnd += end + 1;
    }
    return {};
}

Result<> verifyChecksum(const QString &path, const store::FileReader &reader, const Line &line, QByteArrayView head)
{
    constexpr qint64 piece = 1024 * 1024;
    Sha256 hash;
    hash.add(head);
    for (qint64 done = 0; done < line.contentSize;) {
        const Result<QByteArray> octets =
            reader.read(line.contentOffset() + done, std::min(piece, line.contentSize - done));
        if (!octets)
            return tl::make_unexpected(octets.error());
        if (octets->isEmpty())
            return damaged(path, u"shorter than it says");
        hash.add(*octets);
        done += octets->size();
    }
    if (hash.result().toHex() != line.checksum)
        return damaged(path, u"the checksum does not match");
    return {};
}

/// Octets of the file, from those already read where they are among them.
Result<QByteArray> part(const store::FileReader &reader, const QByteArray &front, qint64 offset, qint64 size)
{
    if (offset + size <= front.size())
        return front.sliced(offset, size);
    return reader.read(offset, size);
}

} // namespace

bool SpoolFile::isDone() const
{
    return std::all_of(recipients.begin(), recipients.end(), [](const SpoolRecipient &r) { return r.fate.has_value(); });
}

bool isSpoolId(QByteArrayView id)
{
    const auto isAllowed = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); };
    return id.size() == 20 && std::all_of(id.begin(), id.end(), isAllowed);
}

QByteArray spoolHead(const SpoolFile &file, QByteArrayView content)
{
    const QByteArray head = QJsonDocument(headToJson(file)).toJson(QJsonDocument::Compact);
    Sha256 hash;
    hash.add(head);
    hash.add(content);
    return magic.toByteArray() + QByteArray::number(head.size()) + ' ' + QByteArray::number(content.size()) + ' '
        + hash.result().toHex() + '\n' + head + '\n';
}

QByteArray spoolEvent(const QJsonObject &event)
{
    const QByteArray json = QJsonDocument(event).toJson(QJsonDocument::Compact);
    return json + '\t' + seal(json) + '\n';
}

Result<SpoolFile> readSpoolFile(const QString &path, Verify verify)
{
    const Result<store::FileReader> reader = store::FileReader::open(path);
    if (!reader)
        return tl::make_unexpected(reader.error());
    const Result<QByteArray> front = reader->read(0, firstRead);
    if (!front)
        return tl::make_unexpected(front.error());
    const std::optional<Line> line = parseLine(*front);
    if (!line)
        return damaged(path, u"the first line is broken");
    if (line->eventsOffset() > reader->size())
        return damaged(path, u"shorter than it says");
    if (reader->size() - line->eventsOffset() > maxEvents)
        return damaged(path, u"longer than it says");

    const Result<QByteArray> head = part(*reader, *front, line->headOffset, line->headSize + 1);
    const Result<QByteArray> events = part(*reader, *front, line->eventsOffset() - 1, reader->size() - line->eventsOffset() + 1);
    if (!head || !events)
        return tl::make_unexpected(head ? events.error() : head.error());
    if (!head->endsWith('\n') || !events->startsWith('\n'))
        return damaged(path, u"the content is not where it should be");
    const QByteArrayView json = QByteArrayView(*head).chopped(1);
    if (verify == Verify::Checksum) {
        if (const Result<> verified = verifyChecksum(path, *reader, *line, json); !verified)
            return tl::make_unexpected(verified.error());
    }
    Result<SpoolFile> file = headFromJson(QJsonDocument::fromJson(json.toByteArray()).object());
    if (!file)
        return damaged(path, file.error().message);
    file->contentOffset = line->contentOffset();
    file->contentSize = line->contentSize;
    file->eventsEnd = line->eventsOffset();
    if (const Result<> read = readEvents(path, QByteArrayView(*events).sliced(1), *file); !read)
        return tl::make_unexpected(read.error());
    return file;
}

Result<QByteArray> readSpoolContent(const QString &path, const SpoolFile &file)
{
    const Result<store::FileReader> reader = store::FileReader::open(path);
    if (!reader)
        return tl::make_unexpected(reader.error());
    Result<QByteArray> content = reader->read(file.contentOffset, file.contentSize);
    if (content && content->size() != file.contentSize)
        return damaged(path, u"shorter than it says");
    return content;
}

} // namespace gateway::delivery
