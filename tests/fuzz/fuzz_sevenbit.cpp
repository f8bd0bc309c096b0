#include "gateway/mail/headersection.h"
#include "gateway/mail/sevenbit.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace gateway::mail;

namespace {

void expect(bool condition)
{
    if (!condition)
        std::abort();
}

qsizetype octets8Bit(QByteArrayView text)
{
    return std::ranges::count_if(text, [](char c) { return static_cast<quint8>(c) >= 0x80; });
}

} // namespace

/// Any octets as a message: what is 7-bit stays as it is, the encoded message is bounded in size, has no line end that is no CRLF if the
/// message had none, and holds no more 8-bit octets than before; encoding it again changes nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    QByteArray message(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    message.replace('\r', "").replace('\n', "\r\n");
    const std::optional<QByteArray> encoded = sevenBit(message);
    if (octets8Bit(message) == 0)
        expect(encoded == message);
    if (!encoded)
        return 0;
    expect(encoded->size() <= message.size() * 4 + 200 * (message.count('\n') + 1));
    expect(octets8Bit(*encoded) <= octets8Bit(message));
    expect(encoded->count('\r') == encoded->count('\n') && encoded->count("\r\n") == encoded->count('\n'));
    expect(sevenBit(*encoded) == encoded);
    return 0;
}
