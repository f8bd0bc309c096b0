#include "gateway/reputation/tablefile.h"

#include "gateway/store/durablefile.h"

#include <QFileInfo>
#include <cstring>

using namespace Qt::StringLiterals;

namespace gateway::reputation {
namespace {

constexpr QByteArrayView magic = "POSTERN TABLE 1\n";
constexpr quint32 orderMark = 0x0102'0304;

struct Head {
    char magic[16];
    char kind[8];
    quint32 order;
    quint32 recordSize;
    quint64 seed[2];
    quint64 count;
};
static_assert(sizeof(Head) == TableParser::headSize);

tl::unexpected<Error> broken(const QString &what) { return failure(Error::Kind::Invalid, what); }

} // namespace

QByteArray TableParser::head(QByteArrayView kind, const HashSeed &seed, qsizetype recordSize, quint64 count)
{
    Head head = {};
    std::memcpy(head.magic, magic.data(), sizeof head.magic);
    std::memcpy(head.kind, kind.data(), std::min(size_t(kind.size()), sizeof head.kind));
    head.order = orderMark;
    head.recordSize = quint32(recordSize);
    head.seed[0] = seed[0];
    head.seed[1] = seed[1];
    head.count = count;
    return {reinterpret_cast<const char *>(&head), sizeof head};
}

Result<> writeTable(const QString &path, QByteArrayView kind, const HashSeed &seed, qsizetype recordSize, std::span<const QByteArray> pieces)
{
    qsizetype size = 0;
    for (const QByteArray &piece : pieces)
        size += piece.size();
    const QByteArray head = TableParser::head(kind, seed, recordSize, quint64(size / recordSize));
    Sha256 hash;
    hash.add(head);
    std::vector<QByteArrayView> views{head};
    for (const QByteArray &piece : pieces) {
        hash.add(piece);
        views.push_back(piece);
    }
    const QByteArray checksum = hash.result();
    views.push_back(checksum);
    const QFileInfo info(path);
    return store::writeDurably(info.path(), info.fileName(), views);
}

TableParser::TableParser(QByteArrayView kind, qsizetype recordSize, quint64 maxRecords, TableSink sink)
    : m_kind(kind.toByteArray()), m_recordSize(recordSize), m_maxRecords(maxRecords), m_sink(std::move(sink))
{
}

Result<> TableParser::readHead()
{
    Head head;
    std::memcpy(&head, m_pending.constData(), sizeof head);
    m_hash.add(m_pending);
    m_pending.clear();
    if (QByteArrayView(head.magic, sizeof head.magic) != magic || head.order != orderMark)
        return broken(u"no table of this program, or of another version or kind of machine"_s);
    if (QByteArray(head.kind, sizeof head.kind) != m_kind.leftJustified(sizeof head.kind, '\0') || head.recordSize != quint32(m_recordSize))
        return broken(u"a table of another kind"_s);
    if (head.count > m_maxRecords)
        return broken(u"more records than it can have"_s);
    m_remaining = head.count;
    m_sink.begin({head.seed[0], head.seed[1]});
    m_part = m_remaining > 0 ? Part::Records : Part::Checksum;
    return {};
}

Result<> TableParser::feed(QByteArrayView octets)
{
    while (!octets.isEmpty()) {
        const qsizetype needed = m_part == Part::Head ? headSize : m_part == Part::Records ? m_recordSize : checksumSize;
        // Records that are whole are taken from where they stand.
        if (m_part == Part::Records && m_pending.isEmpty() && octets.size() >= needed) {
            const qsizetype whole = qsizetype(std::min<quint64>(m_remaining, quint64(octets.size() / needed)));
            m_hash.add(octets.first(whole * needed));
            for (qsizetype i = 0; i < whole; ++i) {
                if (!m_sink.take(octets.sliced(i * needed, needed)))
                    return broken(u"a record that cannot be right"_s);
            }
            octets = octets.sliced(whole * needed);
            m_remaining -= quint64(whole);
            if (m_remaining == 0)
                m_part = Part::Checksum;
            continue;
        }
        const qsizetype taken = std::min(needed - m_pending.size(), octets.size());
        if (taken == 0)
            return broken(u"octets behind its end"_s);
        m_pending.append(octets.first(taken));
        octets = octets.sliced(taken);
        if (m_pending.size() < needed || m_part == Part::Checksum)
            continue;
        if (m_part == Part::Head) {
            if (const Result<> read = readHead(); !read)
                return read;
            continue;
        }
        const QByteArray record = std::exchange(m_pending, {});
        if (const Result<> read = feed(record); !read) // Once: it is whole.
            return read;
    }
    return {};
}

Result<> TableParser::finish()
{
    if (m_part != Part::Checksum || m_pending.size() < checksumSize)
        return broken(u"cut off"_s);
    if (m_hash.result() != m_pending)
        return broken(u"the checksum does not match"_s);
    return {};
}

Result<> readTable(const QString &path, TableParser &parser)
{
    constexpr qint64 piece = 1024 * 1024;
    const Result<store::FileReader> reader = store::FileReader::open(path);
    if (!reader)
        return tl::make_unexpected(reader.error());
    const auto named = [&path](const Error &error) { return failure(error.kind, u"%1: %2"_s.arg(path, error.message)); };
    for (qint64 offset = 0; offset < reader->size();) {
        const Result<QByteArray> octets = reader->read(offset, piece);
        if (!octets)
            return tl::make_unexpected(octets.error());
        if (octets->isEmpty())
            break;
        if (const Result<> fed = parser.feed(*octets); !fed)
            return named(fed.error());
        offset += octets->size();
    }
    const Result<> finished = parser.finish();
    return finished ? finished : Result<>(named(finished.error()));
}

QString setAside(const QString &path, const Error &error)
{
    if (error.kind == Error::Kind::NotFound)
        return {};
    const QString aside = path + u".broken"_s;
    const Result<> moved = store::moveDurably(path, aside);
    return moved ? u"%1; it is kept as %2, and a new one is begun"_s.arg(error.message, aside)
                 : u"%1; a new one is begun, and it could not be kept aside: %2"_s.arg(error.message, moved.error().message);
}

} // namespace gateway::reputation
