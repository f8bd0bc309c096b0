// What asking the lists and the history costs: reputationbench [CLIENTS]. Processor time per call with 100,000 networks and CLIENTS
// (1,000,000) remembered clients; the memory of those; the time to save and load them.
#include "gateway/reputation/history.h"
#include "gateway/reputation/networks.h"
#include "gateway/reputation/rates.h"

#include <QFile>
#include <QTemporaryDir>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>

using namespace gateway;
using namespace gateway::reputation;

namespace {

constexpr std::chrono::sys_seconds now{std::chrono::days(20'500)};

template<typename Function>
double seconds(const Function &function)
{
    const auto start = std::chrono::steady_clock::now();
    function();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

template<typename Function>
void measure(const char *name, int count, const Function &function)
{
    const double time = seconds([&] {
        for (int i = 0; i < count; ++i)
            function(i);
    });
    std::printf("%-52s %9.0f ns\n", name, 1e9 * time / count);
}

/// Resident memory in MB.
double residentMemory()
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.sliced(6).trimmed().split(' ').first().toDouble() / 1000;
    }
    return 0;
}

/// A different client each, scattered over the address space.
boost::asio::ip::address clientOf(quint32 number)
{
    return boost::asio::ip::make_address_v4(number * 2'654'435'761U);
}

HistorySubject subjectOf(quint32 number)
{
    return {clientOf(number), "d" + QByteArray::number(number % 50'000) + ".example", true, {"s" + QByteArray::number(number % 300'000), "example.com"},
        {"r" + QByteArray::number(number % 200), "example.org"}};
}

void networks()
{
    std::mt19937 random(1);
    QList<Networks::Entry> entries;
    for (int i = 0; i < 50'000; ++i) {
        entries.append({Network::around(boost::asio::ip::make_address_v4(random()), int(random() % 17) + 16, 0)});
        boost::asio::ip::address_v6::bytes_type octets{0x20, 0x01};
        for (size_t k = 2; k < 16; ++k)
            octets[k] = static_cast<unsigned char>(random());
        entries.append({Network::around(boost::asio::ip::make_address_v6(octets), 0, int(random() % 33) + 32)});
    }
    std::vector<boost::asio::ip::address> addresses;
    for (int i = 0; i < 65'536; ++i) // Half of them in one of the networks.
        addresses.push_back(i % 2 ? entries[qsizetype(random() % 100'000)].network.address : boost::asio::ip::make_address_v4(random()));
    Networks built;
    const double time = seconds([&] { built = Networks::build(entries).value_or(Networks()); });
    std::printf("%-52s %9.1f ms\n", "building 100,000 networks", 1000 * time);
    qsizetype found = 0;
    measure("looking an address up in 100,000 networks", 5'000'000, [&](int i) { found += built.find(addresses[size_t(i) & 65'535]).has_value(); });
    if (found == 0)
        std::fputs("nothing was found\n", stderr);
}

} // namespace

int main(int argc, char **argv)
{
    const int clients = argc > 1 ? std::atoi(argv[1]) : 1'000'000;
    networks();

    const double before = residentMemory();
    HistoryConfig config;
    config.maxClients = clients;
    History history(config);
    measure("noting an outcome, the table growing", clients, [&](int i) { history.note({clientOf(quint32(i))}, Outcome::Spam, now); });
    std::printf("%-52s %9.1f MB, %lld records, resident %.1f MB more\n", "memory of clients and their networks", double(history.octets()) / 1e6,
        static_cast<long long>(history.count()), residentMemory() - before);
    measure("noting an outcome with domain and pair", 1'000'000, [&](int i) { history.note(subjectOf(quint32(i)), Outcome::Accepted, now); });
    std::printf("%-52s %9.1f MB, %lld records, resident %.1f MB more\n", "memory with 50,000 domains and 300,000 pairs", double(history.octets()) / 1e6,
        static_cast<long long>(history.count()), residentMemory() - before);
    double sum = 0;
    const auto anyOne = [clients](int i) { return quint32(i) * 7 % quint32(clients); };
    measure("asking for the standing of a client", 1'000'000, [&](int i) { sum += history.standing({clientOf(anyOne(i))}, now).sum(); });
    measure("asking with domain, pair and correspondence", 1'000'000, [&](int i) { sum += history.standing(subjectOf(anyOne(i)), now).sum(); });
    measure("noting a new client in a full table", 1'000'000, [&](int i) { history.note({clientOf(quint32(clients) + quint32(i))}, Outcome::Spam, now); });

    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("history.table"));
    const double saving = seconds([&] {
        if (!history.save(path))
            std::fputs("could not be saved\n", stderr);
    });
    std::printf("%-52s %9.2f s, %.1f MB, resident %.1f MB more\n", "saving", saving, double(QFile(path).size()) / 1e6, residentMemory() - before);
    History::Opened opened;
    const double loading = seconds([&] { opened = History::open(config, path); });
    std::printf("%-52s %9.2f s, %lld records %s\n", "loading", loading, static_cast<long long>(opened.history->count()), qPrintable(opened.problem));

    Rates rates;
    const auto start = std::chrono::steady_clock::now();
    measure("taking a token, 100,000 clients", 2'000'000, [&](int i) {
        sum += rates.take(clientOf(quint32(i) % 100'000), Rates::What::Messages, Rates::Standing::Unknown, start + std::chrono::microseconds(i)).isGranted;
    });
    return std::isfinite(sum) ? 0 : 1;
}
