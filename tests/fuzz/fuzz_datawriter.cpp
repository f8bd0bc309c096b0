#include "gateway/smtp/datawriter.h"

#include <cstdint>
#include <cstdlib>

using namespace gateway::smtp;

/// Any content in any pieces (threats.md S2): either it is refused, or a reader that unstuffs dots finds it again, once, and nothing else.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView content(reinterpret_cast<const char *>(data) + 1, static_cast<qsizetype>(size - 1));
    const qsizetype piece = data[0] + 1;
    QList<QByteArrayView> pieces;
    for (qsizetype at = 0; at < content.size(); at += piece)
        pieces.append(content.sliced(at, std::min(piece, content.size() - at)));

    DataWriter writer(pieces);
    QByteArray wire;
    for (auto views = writer.next(); !views.empty(); views = writer.next()) {
        for (const QByteArrayView view : views)
            wire.append(view);
    }
    const bool isSent = writer.status() == DataWriter::Status::Complete;
    const ContentFacts facts = inspectContent(pieces);
    if (isSent != (facts.fault == ContentFault::None) || wire.contains('\0'))
        std::abort();
    const QByteArray lineEndsRemoved = QByteArray(wire).replace("\r\n", "");
    if (lineEndsRemoved.contains('\r') || lineEndsRemoved.contains('\n'))
        std::abort();
    const qsizetype end = wire.startsWith(".\r\n") ? 0 : wire.indexOf("\r\n.\r\n") + 2;
    if (!isSent) {
        if (end != 1) // No end marker: indexOf() gave -1.
            std::abort();
        return 0;
    }
    if (end + 3 != wire.size())
        std::abort();
    QByteArray again = "\r\n" + wire.first(end);
    again.replace("\r\n.", "\r\n").remove(0, 2);
    const QByteArray expected = content.isEmpty() || content.endsWith("\r\n") ? content.toByteArray() : content.toByteArray() + "\r\n";
    if (again != expected || facts.size != expected.size())
        std::abort();
    return 0;
}
