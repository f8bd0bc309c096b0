#include "gateway/content/findings.h"
#include "gateway/content/frame.h"

#include <cstdlib>

using namespace gateway;

/// The local protocol (threats.md O2 "ipc") and what a taken-over worker may answer (V3): any octets, cut anywhere.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView stream(data + 1, qsizetype(size - 1));
    const qsizetype chunk = data[0] + 1; // The first octet says how the stream is cut.
    content::FrameReader reader(1 << 16);
    for (qsizetype at = 0; at < stream.size(); at += chunk) {
        reader.feed(stream.sliced(at, std::min(chunk, stream.size() - at)));
        for (auto frame = reader.next(); frame && *frame; frame = reader.next()) {
            const content::Frame &f = **frame;
            if (const auto request = content::requestFromBody(f.body)) {
                const QByteArray again = content::requestBody(request->context, request->message);
                const auto second = content::requestFromBody(again);
                if (!second || second->message != request->message || second->context.recipients != request->context.recipients)
                    std::abort();
            }
            if (const auto findings = content::findingsFromBytes(f.body)) {
                const auto again = content::findingsFromBytes(content::toBytes(*findings));
                if (!again || *again != *findings) // What was accepted once is within every limit.
                    std::abort();
            }
        }
    }
    return 0;
}
