// What the signatures of a message cost: authbench [KIB [COUNT]]. Processor time per message of KIB (100) kibibytes, the answers of the DNS known.
// authbench KIB message: the message with two signatures that is measured whole; authbench KIB zone: what example.com publishes, as lines
// "name TXT text".
#include "gateway/auth/arc.h"
#include "gateway/auth/arcsealer.h"
#include "gateway/auth/authentication.h"
#include "tests/unit/auth/authrig.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace authrig;
using namespace gateway::auth;

namespace {

QByteArray plainMessage(qsizetype size)
{
    QByteArray message = "From: Ann <a@example.com>\r\nTo: b@example.org\r\nSubject: The report\r\nDate: Tue, 24 Nov 2026 09:00:00 +0000\r\n"
                         "Message-ID: <1@example.com>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n";
    while (message.size() < size)
        message += "Words of some length, as a person would write them, and a line end at last\r\n";
    return message;
}

template<typename Function>
void measure(const char *name, int count, const Function &function)
{
    const std::clock_t start = std::clock();
    for (int i = 0; i < count; ++i)
        function();
    std::printf("%-52s %7.3f ms\n", name, 1000.0 * double(std::clock() - start) / CLOCKS_PER_SEC / count);
}

const char spfRecord[] = "v=spf1 ip4:192.0.2.1 -all", dmarcRecord[] = "v=DMARC1; p=reject";

/// SPF, DKIM, ARC and DMARC, from the octets on.
bool isAuthentic(const QByteArray &message, gateway::dns::Resolver &dns, const PublicSuffixes &suffixes)
{
    StreamVerifier stream(now);
    for (qsizetype at = 0; at < message.size(); at += 65536)
        stream.feed(QByteArrayView(message).sliced(at, std::min<qsizetype>(65536, message.size() - at)));
    stream.finish();
    const SpfFacts facts{boost::asio::ip::make_address("192.0.2.1"), "mail.example.com", gateway::smtp::parseMailbox("a@example.com", gateway::smtp::Utf8::Refused).value(),
                         "mx.example.org", std::chrono::sys_seconds(std::chrono::seconds(now))};
    std::optional<Authentication> authentication = identify(facts, stream, dns);
    authentication->dmarc = judge(*authentication, {"example.com"}, dns, suffixes).value();
    return authentication->spf.status == SpfStatus::Pass && authentication->dmarc.status == DmarcCheck::Status::Pass && methodResults(*authentication, facts.reversePath).size() > 2;
}

bool passes(const QList<DkimCheck> &checks)
{
    return std::ranges::all_of(checks, [](const DkimCheck &check) { return check.status == DkimCheck::Status::Pass; });
}

} // namespace

int main(int argc, char **argv)
{
    const qsizetype size = (argc > 1 ? std::atoi(argv[1]) : 100) * qsizetype(1024);
    const int count = argc > 2 ? std::atoi(argv[2]) : 1000;
    const Signer rsa = rsaSigner(), ed25519 = ed25519Signer();
    FakeDns dns;
    dns.addKey(rsa);
    dns.addKey(ed25519);
    const QByteArray plain = plainMessage(size);
    const auto signedBy = [&plain](const Signer &signer, const char *c) { return signatureOver(plain, signer, {{"c", c}}); };
    const QByteArray twice = signedBy(rsa, "relaxed/relaxed") + signedBy(ed25519, "relaxed/relaxed") + plain;
    const QByteArray what = argc > 2 ? argv[2] : "";
    if (what == "message") {
        std::fwrite(twice.constData(), 1, size_t(twice.size()), stdout);
        return 0;
    }
    dns.add("example.com", spfRecord);
    dns.add("_dmarc.example.com", dmarcRecord);
    if (what == "zone") {
        std::printf("@ TXT %s\n_dmarc TXT %s\n", spfRecord, dmarcRecord);
        for (const Signer *signer : {&rsa, &ed25519})
            std::printf("%s._domainkey TXT %s\n", signer->selector.constData(), signer->key.record().constData());
        return 0;
    }
    const PublicSuffixes suffixes;
    if (!isAuthentic(twice, dns, suffixes))
        std::fputs("the message is not authentic\n", stderr);
    measure("whole: SPF, RSA-2048 and Ed25519, DMARC", count, [&] { (void)isAuthentic(twice, dns, suffixes); });
    const auto run = [&](const char *name, const QByteArray &message) {
        if (!passes(verify(message, dns)))
            std::fprintf(stderr, "%s: not verified\n", name);
        measure(name, count, [&] { (void)verify(message, dns, 65536); });
    };
    run("no signature", plain);
    run("RSA-2048, relaxed/relaxed", signedBy(rsa, "relaxed/relaxed") + plain);
    run("Ed25519, relaxed/relaxed", signedBy(ed25519, "relaxed/relaxed") + plain);
    run("RSA-2048 and Ed25519, relaxed/relaxed", signedBy(rsa, "relaxed/relaxed") + signedBy(ed25519, "relaxed/relaxed") + plain);
    run("RSA-2048 and Ed25519, relaxed and simple", signedBy(rsa, "relaxed/relaxed") + signedBy(ed25519, "simple/simple") + plain);
    run("10 x RSA-2048", signedBy(rsa, "relaxed/relaxed").repeated(10) + plain);

    const auto seal = [](const ArcSealer &sealer, const QByteArray &message) {
        const HeaderSection header(message);
        BodyHasher body;
        ArcSealer::prepare(body);
        feed(body, header.body(), 65536);
        return sealer.seal(header, body, header.contains("ARC-Seal") ? ArcCheck::Status::Pass : ArcCheck::Status::None, "mx.example.com; spf=pass", now);
    };
    const ArcSealer sealer(rsaSigner());
    QByteArray chain = signedBy(rsa, "relaxed/relaxed") + signedBy(ed25519, "relaxed/relaxed") + plain;
    for (int i = 0; i < 2; ++i)
        chain = seal(sealer, chain) + chain;
    measure("those two signatures and an ARC chain of 2 sets", count, [&] {
        const HeaderSection header(chain);
        BodyHasher body;
        const DkimVerifier dkim(header, now, body);
        const ArcVerifier arc(header, now, body);
        feed(body, header.body(), 65536);
        if (!passes(dkim.check(dns).value()) || arc.check(dns)->status != ArcCheck::Status::Pass)
            std::fputs("the chain does not pass\n", stderr);
    });
    measure("sealing with RSA-2048", count, [&] { (void)seal(sealer, plain); });
}
