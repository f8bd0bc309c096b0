#include "gateway/admin/eventstreamreader.h"

using namespace gateway::admin;

/// The events a client reads do not depend on how the stream is cut.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const qsizetype piece = 1 + data[0] % 16; // The first octet says how.
    const QByteArray octets(reinterpret_cast<const char *>(data) + 1, qsizetype(size) - 1);
    EventStreamReader whole, cut;
    const QList<Event> expected = whole.feed(octets);
    QList<Event> events;
    for (qsizetype at = 0; at < octets.size(); at += piece)
        events += cut.feed(octets.sliced(at, std::min(piece, octets.size() - at)));
    if (events != expected)
        qFatal("the cuts made a difference");
    return 0;
}
