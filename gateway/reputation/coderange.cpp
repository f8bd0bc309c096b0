#include "gateway/reputation/coderange.h"

#include "gateway/reputation/safetext.h"

using namespace Qt::StringLiterals;

namespace gateway::reputation {
namespace {

std::optional<quint8> parseOctet(const QByteArray &text)
{
    const bool isPlain = !text.isEmpty() && text.size() <= 3 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    const int value = isPlain ? text.toInt() : 256;
    return value <= 255 ? std::optional(quint8(value)) : std::nullopt;
}

} // namespace

Result<CodeRange> CodeRange::parse(QByteArrayView text)
{
    const auto invalid = [text] {
        return failure(Error::Kind::Invalid, u"\"%1\" is no answer of a block list: write it as 127.0.0.2, 127.0.0.4-7 or 127.0.*.3"_s.arg(safeText(text)));
    };
    const QList<QByteArray> parts = text.toByteArray().split('.');
    if (parts.size() != 4)
        return invalid();
    CodeRange range;
    for (qsizetype i = 0; i < 4; ++i) {
        const qsizetype dash = parts[i].indexOf('-');
        const bool isAny = parts[i] == "*";
        const std::optional<quint8> from = isAny ? 0 : parseOctet(dash < 0 ? parts[i] : parts[i].first(dash));
        const std::optional<quint8> to = isAny ? 255 : dash < 0 ? from : parseOctet(parts[i].sliced(dash + 1));
        if (!from || !to || *from > *to)
            return invalid();
        range.first[size_t(i)] = *from;
        range.last[size_t(i)] = *to;
    }
    if (range.first[0] != 127 || range.last[0] != 127) // RFC 5782 2.1
        return invalid();
    return range;
}

QByteArray CodeRange::toText() const
{
    QByteArray text;
    for (size_t i = 0; i < 4; ++i) {
        text += i ? "." : "";
        if (first[i] == 0 && last[i] == 255)
            text += '*';
        else
            text += QByteArray::number(first[i]) + (first[i] < last[i] ? '-' + QByteArray::number(last[i]) : QByteArray());
    }
    return text;
}

bool CodeRange::contains(const boost::asio::ip::address_v4 &code) const
{
    const auto octets = code.to_bytes();
    for (size_t i = 0; i < 4; ++i) {
        if (octets[i] < first[i] || octets[i] > last[i])
            return false;
    }
    return true;
}

} // namespace gateway::reputation
