// A CSV file with recipients may hold anything: reading ends in entries with sound addresses, or in an error that names the line. What was
// read can be written as a CSV file and read again as the same.
#include "gateway/directory/csvsource.h"
#include "gateway/smtp/address.h"

#include <cstdlib>

using namespace gateway;
using namespace gateway::directory;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

QByteArray quoted(QByteArray text) { return '"' + text.replace('"', "\"\"") + '"'; }

QByteArray toCsv(const QList<Entry> &entries)
{
    QByteArray file = "address,aliases,name,important,disabled\n";
    for (const Entry &entry : entries) {
        file += quoted(entry.address) + ',' + quoted(entry.aliases.join(' ')) + ',' + quoted(entry.name.toUtf8()) + ',';
        file += QByteArray(entry.isImportant ? "yes" : "") + ',' + (entry.isDisabled ? "yes" : "") + '\n';
    }
    return file;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView file(reinterpret_cast<const char *>(data), qsizetype(size));
    const Result<Import> import = readCsv(file, "csv", {.entries = 1000, .octets = 1'000'000, .aliases = 100, .groups = 100});
    if (!import) {
        require(!import.error().message.isEmpty());
        return 0;
    }
    require(import->entries.size() <= 1000);
    for (const Entry &entry : import->entries) {
        const Result<smtp::Mailbox> mailbox = smtp::parseMailbox(entry.address, smtp::Utf8::Allowed);
        require(mailbox && mailbox->toBytes() == entry.address && entry.name.size() <= 256);
    }
    const Result<Import> again = readCsv(toCsv(import->entries), "csv");
    require(again.has_value() && again->entries.size() == import->entries.size());
    for (qsizetype i = 0; i < again->entries.size(); ++i) {
        Entry expected = import->entries[i];
        expected.groups.clear();
        require(again->entries[i] == expected);
    }
    return 0;
}
