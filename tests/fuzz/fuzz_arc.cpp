#include "gateway/auth/arcsealer.h"
#include "tests/unit/auth/authrig.h"

#include <cstdint>
#include <cstdlib>

using namespace authrig;
using namespace gateway::auth;

namespace {

void expect(bool condition)
{
    if (!condition)
        std::abort();
}

/// Has our key for every name: what we have sealed in a corpus file verifies.
class OurKey : public gateway::dns::Resolver
{
public:
    const Answer *find(const gateway::dns::Question &) override
    {
        static const Answer answer{.status = Answer::Status::Found, .records = {gateway::dns::textRecord({ed25519Signer().key.record()})}};
        return &answer;
    }
};

ArcCheck validate(const QByteArray &message, qsizetype chunk)
{
    OurKey dns;
    const HeaderSection header(message);
    BodyHasher body;
    const ArcVerifier verifier(header, now, body);
    feed(body, header.body(), chunk);
    return verifier.check(dns).value();
}

} // namespace

/// Any octets as a message: the result does not depend on how the body is cut, and a chain that is none or passes does so with our set added.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray message(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const ArcCheck check = validate(message, 4096), again = validate(message, 3);
    expect(check.status == again.status && check.cause == again.cause && check.oldestPass == again.oldestPass);
    expect(check.cause.isEmpty() == (check.status != ArcCheck::Status::Fail) && check.sets.isEmpty() == (check.status != ArcCheck::Status::Pass));

    const HeaderSection header(message);
    const bool joinsTheFieldBefore = message.startsWith(' ') || message.startsWith('\t') || message.startsWith("From ") || message.startsWith(">From ");
    if (header.fault() != HeaderSection::Fault::None || joinsTheFieldBefore || header.fields().size() + 3 > HeaderSection::maxFields)
        return 0;
    BodyHasher body;
    ArcSealer::prepare(body);
    feed(body, header.body(), 4096);
    static const ArcSealer sealer(ed25519Signer());
    const QByteArray set = sealer.seal(header, body, check.status, mergedResults(header, "mx.example.com"), now);
    if (set.isEmpty())
        return 0;
    const ArcCheck sealed = validate(set + message, 4096);
    expect(sealed.status == (check.status == ArcCheck::Status::Fail ? ArcCheck::Status::Fail : ArcCheck::Status::Pass));
    expect(sealed.status == ArcCheck::Status::Fail || sealed.sets.size() == check.sets.size() + 1);
    return 0;
}
