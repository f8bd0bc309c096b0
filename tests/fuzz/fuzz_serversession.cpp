#include "gateway/smtp/serversession.h"

#include <cstdlib>

using namespace gateway::smtp;
using Wants = ServerSession::Wants;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

/// Octets of the input that decide on cuts and verdicts, over and over.
class Choices
{
public:
    Choices(const std::uint8_t *data, std::size_t size) : m_data(data), m_size(size) {}
    std::uint8_t next() { return m_size > 0 ? m_data[m_at++ % m_size] : 0xfe; }

private:
    const std::uint8_t *m_data;
    std::size_t m_size, m_at = 0;
};

/// "250-..." lines and a last "250 ..." of one code each, in CRLF, without control octets. Returns the last code.
int checkReplies(QByteArrayView output)
{
    int code = 0, open = 0;
    while (!output.isEmpty()) {
        const qsizetype end = output.indexOf("\r\n");
        require(end >= 4 && end <= 510);
        const QByteArrayView line = output.first(end);
        code = line.first(3).toInt();
        require(code >= 200 && code <= 599 && (open == 0 || code == open) && (line[3] == ' ' || line[3] == '-'));
        for (const char c : line)
            require(uchar(c) >= 0x20 && c != 0x7f);
        open = line[3] == '-' ? code : 0;
        output = output.sliced(end + 2);
    }
    require(open == 0);
    return code;
}

} // namespace

/// A whole session from any octets, cut anywhere, with any verdicts (threats.md S1-S15).
///
/// Input: number of choices, the choices, the octets of the client.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 1 || size < std::size_t(data[0]) + 1)
        return 0;
    Choices choices(data + 1, data[0]);
    const QByteArrayView input(data + 1 + data[0], qsizetype(size - 1 - data[0]));

    ServerConfig config;
    config.maxMessageSize = 500;
    config.maxContentLine = 100;
    config.maxRecipients = 3;
    config.maxExcessRecipients = 3;
    config.maxErrors = 100;
    config.normalizesBareLineEnds = choices.next() & 1;
    Clock::time_point now{};
    ServerSession session(config, now);
    session.open({}, now);

    QByteArray content;
    qsizetype at = 0;
    bool isStopping = false;
    for (int stalls = 0; stalls < 3;) {
        checkReplies(session.takeOutput());
        require(session.helo().size() <= 255 && session.envelope().recipients.size() <= config.maxRecipients);
        require(session.deadline() >= now);
        now += std::chrono::milliseconds(1);
        switch (session.wants()) {
        case Wants::Input: {
            const qsizetype chunk = std::min<qsizetype>(choices.next() + 1, input.size() - at);
            const qsizetype used = session.feed(input.sliced(at, chunk), now);
            require(used >= 0 && used <= chunk);
            at += used;
            stalls = used == 0 ? stalls + 1 : 0;
            content += session.takeContent();
            if (!session.isReadingContent() && session.wants() != Wants::DataVerdict)
                content.clear();
            require(content.size() <= 2 * config.maxMessageSize + 2);
            break;
        }
        case Wants::MailVerdict:
            require(session.envelope().recipients.isEmpty());
            [[fallthrough]];
        case Wants::RecipientVerdict:
            require(session.feed("QUIT\r\n", now) == 0 && session.takeOutput().isEmpty());
            session.answer({QByteArrayList{"250", "250", "250", "550", "451", "421", "354"}[choices.next() % 7].toInt(), 1, 1, "v\r\n\x01w"}, now);
            break;
        case Wants::DataVerdict: {
            require(!session.envelope().recipients.isEmpty() && !session.isReadingContent());
            require(content.size() <= config.maxMessageSize && (content.isEmpty() || content.endsWith("\r\n")));
            content.replace("\r\n", "");
            require(!content.contains('\r') && !content.contains('\n') && !content.contains('\0')); // S1
            content.clear();
            session.answer({choices.next() & 1 ? 250 : 550, 0, 0, "done"}, now);
            require(session.envelope() == Envelope()); // S4
            break;
        }
        case Wants::Tls:
            session.tlsStarted(now);
            require(session.helo().isEmpty() && session.isTls()); // T1
            break;
        case Wants::Close:
            require(session.feed("NOOP\r\n", now) == 0 && session.takeOutput().isEmpty() && session.takeContent().isEmpty());
            return 0;
        }
        if (choices.next() == 0xff && !isStopping) {
            isStopping = true;
            session.shutDown(now);
        }
    }
    session.timedOut(session.deadline());
    require(checkReplies(session.takeOutput()) == 421);
    require(session.wants() == Wants::Close);
    return 0;
}
