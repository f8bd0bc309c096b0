#include "gateway/reputation/history.h"
#include "gateway/reputation/tablefile.h"

#include <cmath>
#include <cstdlib>

using namespace gateway;
using namespace reputation;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

/// Whether the file is taken; cut into pieces of this size.
bool read(QByteArrayView file, qsizetype pieceSize)
{
    const HistoryConfig config{.maxClients = 1000, .maxDomains = 1000, .maxPairs = 1000};
    std::unique_ptr<History> history;
    TableParser parser = History::parser(config, history);
    for (; !file.isEmpty(); file = file.sliced(std::min(pieceSize, file.size()))) {
        if (!parser.feed(file.first(std::min(pieceSize, file.size()))))
            return false;
    }
    if (!parser.finish())
        return false;
    const HistorySubject subject{boost::asio::ip::make_address("192.0.2.1"), "example.com", true, {"a", "example.com"}, {"b", "example.org"}};
    const std::chrono::sys_seconds now{std::chrono::days(20'500)};
    for (const Outcome outcome : {Outcome::Accepted, Outcome::Spam, Outcome::Virus, Outcome::UnknownRecipient})
        history->note(subject, outcome, now);
    require(std::isfinite(history->standing(subject, now).sum()));
    return true;
}

} // namespace

/// The input as a file, as the records of a file whose head and checksum are right, and so with a record that is the subject's own.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView input(data, qsizetype(size));
    const bool isTaken = read(input, 1000);
    require(read(input, 1) == isTaken && read(input, 33) == isTaken);

    constexpr qsizetype recordSize = sizeof(HistoryRecord);
    const QByteArrayView records = input.first(input.size() / recordSize * recordSize);
    QByteArray file = TableParser::head("history", {1, 2}, recordSize, quint64(records.size() / recordSize)) + records.toByteArray();
    file += Sha256::of(file);
    const bool areTaken = read(file, 1000);
    require(read(file, 7) == areTaken);
    bool areSound = true;
    for (qsizetype at = 0; at < records.size(); at += recordSize) {
        HistoryRecord record;
        std::memcpy(&record, records.data() + at, sizeof record);
        areSound = areSound && record.isSound() && (record.key & 3) != 3;
        if (!record.isSound())
            continue;
        for (const qint64 day : {0, 20'000, 100'000}) {
            const std::chrono::sys_seconds now{std::chrono::days(day)};
            record.add(Outcome::Spam, now, {});
            require(std::isfinite(record.score(now, {}, 4)) && record.worth(now, {}) >= 0);
        }
    }
    require(areTaken == areSound);
    return 0;
}
