#include "gateway/net/loops.h"
#include "gateway/net/scanner.h"
#include "tests/unit/scan/samples.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <cstdio>
#include <future>
#include <sys/resource.h>

using namespace gateway;
using namespace gateway::net;

namespace {

double cpuMilliseconds(__rusage_who who)
{
    rusage usage{};
    getrusage(who, &usage);
    return double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 + double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

/// Words up to 4 KiB; what is more is an attachment of random octets.
QByteArray message(qsizetype size)
{
    static constexpr std::array words{"meeting", "invoice", "the", "report", "tomorrow", "is", "attached", "and", "we", "would", "like", "to", "delivery"};
    QRandomGenerator random(7);
    QByteArray text;
    while (text.size() < std::min(size, qsizetype(4096)) - 600)
        text += QByteArray(words[random.bounded(quint32(words.size()))]) + (random.bounded(9) == 0 ? "\r\n" : " ");
    if (size <= 4096)
        return "From: Ann <a@example.com>\r\nTo: b@example.org\r\nSubject: The report\r\nMessage-ID: <1@example.com>\r\n"
               "Date: Tue, 24 Nov 2026 09:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text + "\r\n";
    QByteArray octets;
    while (octets.size() < (size - 4096) * 57 / 78)
        octets.append(char(random.bounded(256)));
    return samples::mail({{"text.txt", text}, {"report.bin", octets}});
}

Task<int> sender(Scanner &scanner, std::size_t loop, const QByteArray &octets, const content::ScanContext &context, int count)
{
    int failures = 0;
    for (int i = 0; i < count; ++i)
        failures += (co_await scanner.scan(loop, octets, context)).has_value() ? 0 : 1;
    co_return failures;
}

void measure(const char *layers, const ScannerConfig &config, qsizetype size, int count)
{
    constexpr int senders = 32;
    const QByteArray octets = message(size);
    const content::ScanContext context{"192.0.2.1", "mx.example.com", "a@example.com", {"b@example.org"}};
    const double before = cpuMilliseconds(RUSAGE_CHILDREN);
    double own = 0, wall = 0;
    int failures = 0;
    {
        Loops loops(2);
        Scanner scanner(loops, config);
        loops.start();
        scanner.start();
        const auto run = [&](int each) {
            std::vector<std::future<int>> ends;
            for (int i = 0; i < senders; ++i) {
                const std::size_t loop = std::size_t(i) % 2;
                ends.push_back(boost::asio::co_spawn(loops.at(loop), sender(scanner, loop, octets, context, each), boost::asio::use_future));
            }
            for (auto &end : ends)
                failures += end.get();
        };
        run(1); // Until the workers are ready.
        QElapsedTimer time;
        time.start();
        own = -cpuMilliseconds(RUSAGE_SELF);
        run(count / senders);
        own += cpuMilliseconds(RUSAGE_SELF);
        wall = double(time.nsecsElapsed()) / 1e9;
        scanner.stop();
        loops.stop();
    }
    const double children = cpuMilliseconds(RUSAGE_CHILDREN) - before; // With their start.
    const double done = double(count / senders * senders);
    std::printf("%-8s %7lld octets: %7.0f messages/s, CPU per message %.3f ms here + %.3f ms in the workers, %d failures\n", layers,
                static_cast<long long>(octets.size()), done / wall, own / done, children / done, failures);
}

} // namespace

/// scanrate PROGRAM SIGNATURES [COUNT]: how fast messages go through the scanner.
int main(int argc, char **argv)
{
    if (argc < 3)
        return 2;
    const int count = argc > 3 ? std::atoi(argv[3]) : 10'000;
    ScannerConfig config;
    config.program = QString::fromLocal8Bit(argv[1]);
    config.signatureDirectories = {QString::fromLocal8Bit(argv[2])};
    config.readyWait = std::chrono::seconds(60);
    for (const qsizetype size : {4096, 200 * 1024}) {
        for (const auto &[name, content, virus] : {std::tuple{"content", true, false}, {"virus", false, true}, {"both", true, true}}) {
            config.scansContent = content;
            config.scansVirus = virus;
            measure(name, config, size, size > 10'000 ? count / 5 : count);
        }
    }
}
