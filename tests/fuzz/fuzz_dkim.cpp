#include "gateway/auth/dkim.h"
#include "gateway/auth/dkimsigner.h"
#include "tests/unit/auth/authrig.h"

#include <cstdint>
#include <cstdlib>

using namespace authrig;

namespace {

void expect(bool condition)
{
    if (!condition)
        std::abort();
}

/// Has one answer for every name.
class OneRecord : public gateway::dns::Resolver
{
public:
    explicit OneRecord(const QByteArray &record) : m_answer{.status = Answer::Status::Found, .records = {gateway::dns::textRecord({record})}} {}
    const Answer *find(const gateway::dns::Question &) override { return &m_answer; }

private:
    const Answer m_answer;
};

} // namespace

/// A key record in the first line, then a message: whatever they are, the result does not depend on how the body is cut, and what we sign
/// ourselves verifies.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const qsizetype lineEnd = std::max(input.indexOf("\r\n"), qsizetype(0));
    const QByteArray message = input.mid(lineEnd + 2);
    OneRecord dns(input.first(lineEnd));
    const QList<DkimCheck> checks = verify(message, dns), again = verify(message, dns, 3);
    expect(checks.size() == again.size());
    for (qsizetype i = 0; i < checks.size(); ++i) {
        expect(checks[i].status == again[i].status && checks[i].cause == again[i].cause);
        expect(checks[i].cause.isEmpty() == (checks[i].status == DkimCheck::Status::Pass));
    }

    const HeaderSection header(message);
    const bool joinsTheFieldBefore = message.startsWith(' ') || message.startsWith('\t') || message.startsWith("From ") || message.startsWith(">From ");
    if (header.fault() != HeaderSection::Fault::None || joinsTheFieldBefore || header.fields().size() == HeaderSection::maxFields)
        return 0;
    BodyHasher body;
    gateway::auth::DkimSigner::prepare(body);
    feed(body, header.body(), 4096);
    static const gateway::auth::DkimSigner signer(ed25519Signer());
    static OneRecord ours(ed25519Signer().key.record());
    const QByteArray field = signer.sign(header, body, now);
    expect(verify(field + message, ours).value(0).status == DkimCheck::Status::Pass);
    return 0;
}
