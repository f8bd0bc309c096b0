#include "gateway/reputation/csv.h"
#include "gateway/reputation/senderlistcsv.h"

#include <cstdlib>

using namespace gateway;
using namespace reputation;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView text(data, qsizetype(size));
    if (const Result<QList<CsvRecord>> records = parseCsv(text)) {
        QByteArray written = "\xef\xbb\xbf"; // One byte order mark is passed over: not the one in a field.
        for (const CsvRecord &record : *records)
            written += csvLine(record.fields);
        // What was written reads as what it was; a field alone and empty would be a blank line, and there is none.
        const Result<QList<CsvRecord>> again = parseCsv(written);
        require(again && again->size() == records->size());
        for (qsizetype i = 0; i < records->size(); ++i) {
            require((*again)[i].fields.size() == (*records)[i].fields.size());
            for (qsizetype k = 0; k < (*records)[i].fields.size(); ++k)
                require(csvText((*again)[i].fields[k]) == (*records)[i].fields[k]);
        }
    }
    const Result<QList<SenderEntry>> entries = senderEntriesFromCsv(text);
    if (!entries) {
        require(std::ranges::all_of(entries.error().message, [](QChar c) { return (c >= u' ' && c <= u'~') || c == u'\n'; }));
        return 0;
    }
    const Result<QList<SenderEntry>> again = senderEntriesFromCsv(toCsv(*entries));
    require(again && *again == *entries);
    SenderLists lists;
    for (const SenderEntry &entry : *entries) {
        require(entry.coversSendersOf(entry) && entry.coversScopeOf(entry));
        (void)lists.conflicts(entry);
        require(lists.add(entry).has_value());
    }
    for (const SenderEntry &entry : lists.entries()) {
        const qsizetype at = entry.sender.lastIndexOf('@');
        if (entry.action == SenderEntry::Action::Block && at > 0 && entry.scope == SenderEntry::Scope::Organisation) {
            const smtp::Mailbox sender{entry.sender.first(at), entry.sender.sliced(at + 1)};
            require(lists.decide({.envelope = sender}).effect == SenderDecision::Effect::Block);
        }
    }
    return 0;
}
