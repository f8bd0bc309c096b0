// What the list of recipients costs: directorybench [ENTRIES]. Time per look-up, memory, and the processor time of reading a CSV file and a
// stored set of ENTRIES (50,000), each with one alias and two of a hundred groups.
#include "gateway/directory/csvsource.h"
#include "gateway/directory/setfile.h"
#include "gateway/directory/snapshot.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <malloc.h>

using namespace gateway;
using namespace gateway::directory;

namespace {

template<typename Function>
auto measure(const char *name, const Function &function)
{
    const std::clock_t start = std::clock();
    auto value = function();
    std::printf("%-44s %8.3f s\n", name, double(std::clock() - start) / CLOCKS_PER_SEC);
    return value;
}

QByteArray csvOf(int count)
{
    QByteArray file = "address,aliases,name,groups,important\n";
    for (int i = 0; i < count; ++i) {
        const QByteArray number = QByteArray::number(i);
        file += "firstname.lastname" + number + "@example.com,alias" + number + "@example.net,Firstname Lastname " + number + ",Group " + QByteArray::number(i % 100) + ";Group "
            + QByteArray::number(i % 97) + ",\n";
    }
    return file;
}

void lookUp(const char *name, const Snapshot &snapshot, const QList<smtp::Mailbox> &recipients, Lookup::Status expected)
{
    constexpr int rounds = 20;
    qint64 wrong = 0;
    const auto start = std::chrono::steady_clock::now();
    for (int round = 0; round < rounds; ++round) {
        for (const smtp::Mailbox &recipient : recipients)
            wrong += snapshot.lookUp(recipient).status != expected ? 1 : 0;
    }
    const std::chrono::duration<double, std::nano> time = std::chrono::steady_clock::now() - start;
    std::printf("%-44s %8.0f ns%s\n", name, time.count() / double(rounds) / double(recipients.size()), wrong ? " WRONG" : "");
}

/// Addresses in an order that is not that of the memory.
template<typename Address>
QList<smtp::Mailbox> recipients(int count, const Address &address)
{
    QList<smtp::Mailbox> list;
    for (int i = 0; i < count; ++i)
        list.append(*smtp::parseMailbox(address(QByteArray::number(int(qint64(i) * 7919 % count))), smtp::Utf8::Allowed));
    return list;
}

} // namespace

int main(int argc, char **argv)
{
    const int count = argc > 1 ? std::atoi(argv[1]) : 50'000;
    if (count < 1)
        return 1;
    const QByteArray file = csvOf(count);
    Result<Import> import = measure("reading the CSV file", [&] { return readCsv(file, "csv"); });
    if (!import)
        return 1;
    const QByteArray stored = measure("writing the set", [&] { return setToBytes({"csv", QDateTime::currentDateTimeUtc(), import->entries}); });
    import = Import();
    malloc_trim(0);
    const std::size_t before = mallinfo2().uordblks + mallinfo2().hblkhd;
    Result<SourceSet> set = measure("reading the set", [&] { return parseSet(stored); });
    if (!set)
        return 1;
    const DomainSettings domain{.name = "example.com", .aliasDomains = {"example.net"}, .mode = DomainSettings::Mode::List, .catchAll = {}};
    const auto snapshot = measure("making the snapshot", [&] { return *Snapshot::make({domain}, std::exchange(set->entries, {})); });
    std::printf("%-44s %8.1f MB\n", "memory of the snapshot", double(mallinfo2().uordblks + mallinfo2().hblkhd - before) / 1e6);

    using Status = Lookup::Status;
    lookUp("look-up, known", *snapshot, recipients(count, [](const QByteArray &n) { return "firstname.lastname" + n + "@example.com"; }), Status::Known);
    lookUp("look-up, alias in an alias domain", *snapshot, recipients(count, [](const QByteArray &n) { return "Alias" + n + "@example.net"; }), Status::Known);
    lookUp("look-up, known with a tag", *snapshot, recipients(count, [](const QByteArray &n) { return "firstname.lastname" + n + "+tag@example.com"; }), Status::Known);
    lookUp("look-up, unknown", *snapshot, recipients(count, [](const QByteArray &n) { return "firstname.nobody" + n + "@example.com"; }), Status::Unknown);
    lookUp("look-up, unknown with a tag", *snapshot, recipients(count, [](const QByteArray &n) { return "firstname.nobody" + n + "+tag@example.com"; }), Status::Unknown);
    lookUp("look-up, not ours", *snapshot, recipients(count, [](const QByteArray &n) { return "alias" + n + "@example.org"; }), Status::NotOurs);
}
