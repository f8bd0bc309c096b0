#include "gateway/smtp/clientsession.h"

#include <cstdint>
#include <cstdlib>

using namespace gateway::smtp;

namespace {

void expect(bool condition)
{
    if (!condition)
        std::abort();
}

Envelope envelope(std::uint8_t variant)
{
    Envelope e;
    if (variant & 1)
        e.reversePath = {"a", "x.test"};
    e.smtpUtf8 = variant & 2;
    e.ret = variant & 4 ? Ret::Full : Ret::Unspecified;
    for (int i = 0; i <= (variant >> 3 & 3); ++i)
        e.recipients.append(ForwardPath{{"r" + QByteArray::number(i), "y.test"}, {}, {}});
    return e;
}

} // namespace

/// A server that may say anything, cut anywhere (threats.md C1). Whatever it says: we send whole lines, every recipient of a transaction that
/// is over has an outcome, and nothing counts as delivered without content sent.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const std::uint8_t variant = data[0];
    const qsizetype chunk = data[1] + 1;
    const QByteArrayView stream(reinterpret_cast<const char *>(data) + 2, static_cast<qsizetype>(size - 2));
    ClientConfig config;
    config.requiresTls = variant & 64;
    const Clock::time_point now{};
    ClientSession session(config, now);
    QByteArray input;
    bool wasContentSent = false;
    int transactions = 0;
    for (qsizetype at = 0; at < stream.size() && session.wants() != ClientSession::Wants::Close; at += chunk) {
        input.append(stream.sliced(at, std::min(chunk, stream.size() - at)));
        for (int step = 0; step < 8; ++step) {
            input.remove(0, session.feed(input, now));
            const QByteArray output = session.takeOutput();
            expect(output.isEmpty() || output.endsWith("\r\n"));
            expect(output.count('\n') == output.count("\r\n") && output.count('\r') == output.count('\n'));
            switch (session.wants()) {
            case ClientSession::Wants::Content:
                wasContentSent = true;
                session.contentSent(now);
                break;
            case ClientSession::Wants::Tls:
                if (input.isEmpty())
                    session.tlsStarted(now);
                break;
            case ClientSession::Wants::Transaction:
                for (const RecipientOutcome &outcome : session.outcomes())
                    expect(outcome.reply.code != 0 && (wasContentSent || outcome.kind != RecipientOutcome::Kind::Delivered));
                if (++transactions < 4) {
                    wasContentSent = false;
                    session.begin(envelope(variant), variant & 32, 100, now);
                }
                break;
            case ClientSession::Wants::Input:
            case ClientSession::Wants::Close:
                step = 8;
            }
        }
    }
    session.disconnected();
    expect(session.wants() == ClientSession::Wants::Close);
    for (const RecipientOutcome &outcome : session.outcomes()) {
        expect(outcome.reply.code >= 200);
        expect(wasContentSent || (outcome.kind != RecipientOutcome::Kind::Delivered && !outcome.isFateUnknown));
        expect(outcome.reply.toLine().size() <= 2048);
    }
    return 0;
}
