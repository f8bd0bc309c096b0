#include "gateway/smtp/datareader.h"

#include <cstdlib>

using gateway::smtp::DataReader;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

struct Reading {
    DataReader::Status status;
    DataReader::Fault fault;
    QByteArray content;
    qsizetype used;
    qint64 size;
};

Reading read(QByteArrayView input, const DataReader::Config &config, qsizetype chunk)
{
    DataReader reader(config);
    Reading reading{};
    while (reading.used < input.size() && reader.status() == DataReader::Status::NeedMore) {
        reading.used += reader.feed(input.sliced(reading.used, std::min(chunk, input.size() - reading.used)));
        const QByteArray content = reader.take();
        require(content.isEmpty() || reader.fault() == DataReader::Fault::None); // Nothing once there is a fault.
        reading.content += content;
    }
    if (config.framing == DataReader::Framing::Chunks && reader.status() == DataReader::Status::NeedMore) {
        reader.finish();
        reading.content += reader.take();
    }
    reading.status = reader.status();
    reading.fault = reader.fault();
    reading.size = reader.size();
    return reading;
}

} // namespace

/// threats.md S1, S8: only <CRLF>.<CRLF> ends; what comes out has CRLF line ends only; the cut does not matter.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const bool normalizes = data[0] & 1, hasChunks = data[0] & 2;
    const DataReader::Config config{.maxSizeOctets = 200,
                                    .maxLineOctets = 50,
                                    .normalizesBareLineEnds = normalizes,
                                    .framing = hasChunks ? DataReader::Framing::Chunks : DataReader::Framing::Dots};
    const QByteArrayView input(data + 2, qsizetype(size - 2));
    const Reading whole = read(input, config, std::max<qsizetype>(input.size(), 1));
    const Reading pieces = read(input, config, data[1] % 16 + 1);
    require(whole.status == pieces.status);
    if (whole.status == DataReader::Status::Runaway)
        return 0;
    require(whole.fault == pieces.fault && whole.used == pieces.used && whole.size == pieces.size);
    if (!hasChunks) {
        const qsizetype end = ("\r\n" + input.toByteArray()).indexOf("\r\n.\r\n");
        require(whole.used == (end < 0 ? input.size() : end + 3));
        require((whole.status == DataReader::Status::Complete) == (end >= 0));
    }
    if (whole.fault != DataReader::Fault::None)
        return 0;
    require(whole.content == pieces.content && whole.content.size() == whole.size && !whole.content.contains('\0'));
    QByteArray rest = whole.content;
    if (whole.status == DataReader::Status::Complete)
        require(rest.isEmpty() || rest.endsWith("\r\n"));
    rest.replace("\r\n", "");
    require(!rest.contains('\r') && !rest.contains('\n'));
    return 0;
}
