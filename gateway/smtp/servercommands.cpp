// The commands of ServerSession (RFC 5321 4.1.1 and its extensions). The states and the content are in serversession.cpp.
#include "gateway/smtp/serversession.h"

#include "gateway/smtp/parameters.h"
#include "gateway/smtp/path.h"
#include "gateway/smtp/serverreplies.h"
#include "gateway/smtp/utf8.h"

#include <algorithm>
#include <array>
#include <limits>

namespace gateway::smtp {
namespace {

constexpr qsizetype maxHelo = 255;
constexpr int maxChunks = 10'000; ///< In one message (threats.md S5).

bool equals(QByteArrayView a, QByteArrayView b) { return a.compare(b, Qt::CaseInsensitive) == 0; }

/// What no SMTP client says: the methods of HTTP, a header field (threats.md S12).
bool isOtherProtocol(QByteArrayView verb)
{
    static constexpr std::array<QByteArrayView, 10> methods{"GET",     "POST",    "PUT",   "HEAD",  "DELETE",
                                                            "CONNECT", "OPTIONS", "TRACE", "PATCH", "PRI"};
    return verb.endsWith(':') || std::any_of(methods.begin(), methods.end(), [verb](QByteArrayView method) { return equals(verb, method); });
}

bool hasControls(QByteArrayView line)
{
    return std::any_of(line.begin(), line.end(), [](char c) { return uchar(c) < 0x20 || c == 0x7f; });
}

/// What stands behind "FROM:" or "TO:"; nothing if the argument does not begin so. Many clients put a blank behind the colon.
std::optional<QByteArrayView> textAfter(QByteArrayView keyword, QByteArrayView argument)
{
    if (argument.size() < keyword.size() || !equals(argument.first(keyword.size()), keyword))
        return {};
    QByteArrayView text = argument.sliced(keyword.size());
    while (text.startsWith(' '))
        text = text.sliced(1);
    return text;
}

// chunk-size = 1*DIGIT (RFC 3030 2)
std::optional<qint64> parseChunkSize(QByteArrayView text)
{
    if (text.isEmpty() || !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return {};
    bool fits = false;
    const qint64 size = text.toLongLong(&fits);
    return fits ? size : std::numeric_limits<qint64>::max(); // Over any limit.
}

} // namespace

struct ServerSession::Command {
    enum class Kind { Work, Junk }; ///< Junk: moves no mail, so only so many are answered (threats.md S13).
    QByteArrayView verb;
    unsigned allowedIn;
    Answer (ServerSession::*handle)(QByteArrayView argument);
    Kind kind = Kind::Work;
};

void ServerSession::dispatch(QByteArrayView line)
{
    using enum State;
    static constexpr auto open = in(Connected, Ready, Mail, Rcpt, Chunks);
    static constexpr auto junk = Command::Kind::Junk;
    static constexpr std::array commands{
        Command{"EHLO", open, &ServerSession::ehlo, junk},
        Command{"HELO", open, &ServerSession::helo, junk},
        Command{"MAIL", in(Ready), &ServerSession::mail},
        Command{"RCPT", in(Mail, Rcpt), &ServerSession::rcpt},
        Command{"DATA", in(Rcpt), &ServerSession::data},
        Command{"BDAT", open, &ServerSession::bdat}, // Judges the state itself: octets follow in any case.
        Command{"RSET", open, &ServerSession::rset, junk},
        Command{"NOOP", open, &ServerSession::noop, junk},
        Command{"VRFY", open, &ServerSession::vrfy, junk},
        Command{"EXPN", open, &ServerSession::notImplemented, junk},
        Command{"HELP", open, &ServerSession::help, junk},
        Command{"QUIT", open, &ServerSession::quit},
        Command{"STARTTLS", open, &ServerSession::startTls},
        Command{"AUTH", open, &ServerSession::notImplemented},
        Command{"ETRN", open, &ServerSession::notImplemented},
    };
    const CommandLine parts = splitCommand(line);
    if (isTlsHello(line) || isOtherProtocol(parts.verb))
        return close(replies::notOurProtocol);
    if (hasControls(line) || !isUtf8(line))
        return send(replies::syntaxError);
    const auto command = std::find_if(commands.begin(), commands.end(), [&parts](const Command &c) { return equals(parts.verb, c.verb); });
    if (command == commands.end())
        return send(replies::unknownCommand);
    // The first greeting of a session and the first one under TLS are needed and no junk.
    const bool isFirstGreeting = m_state == Connected && (equals(parts.verb, "EHLO") || equals(parts.verb, "HELO"));
    if (command->kind == junk && !isFirstGreeting && ++m_junkCommands > m_config.maxJunkCommands)
        return close(replies::tooManyErrors);
    if (!isIn(command->allowedIn))
        return send(replies::badSequence); // RFC 5321 4.1.4
    if (const Answer reply = (this->*command->handle)(parts.argument))
        send(*reply);
}

ServerSession::Answer ServerSession::ehlo(QByteArrayView argument)
{
    if (Answer refusal = greet(argument))
        return refusal;
    m_isExtended = true;
    return Reply{250, 0, 0, m_config.hostName + extensions(), false};
}

ServerSession::Answer ServerSession::helo(QByteArrayView argument)
{
    if (Answer refusal = greet(argument))
        return refusal;
    m_isExtended = false;
    return Reply{250, 0, 0, m_config.hostName, false};
}

/// What EHLO and HELO share (RFC 5321 4.1.1.1). Any name of printable octets will do: whether it is a good one is for policy to say.
ServerSession::Answer ServerSession::greet(QByteArrayView argument)
{
    if (argument.isEmpty() || argument.size() > maxHelo || argument.contains(' ') || !isAscii(argument))
        return replies::needsHostName;
    m_helo = argument.toByteArray();
    enter(State::Ready); // RFC 5321 4.1.4: also ends a transaction.
    return {};
}

QByteArray ServerSession::extensions() const
{
    QByteArray lines = "\nSIZE " + QByteArray::number(m_config.maxMessageSize);
    if (m_config.offersPipelining)
        lines += "\nPIPELINING";
    lines += "\n8BITMIME";
    if (m_config.offersSmtpUtf8)
        lines += "\nSMTPUTF8";
    lines += "\nENHANCEDSTATUSCODES";
    if (m_config.offersTls && !m_isTls)
        lines += "\nSTARTTLS";
    if (m_config.offersChunking)
        lines += "\nCHUNKING";
    return lines + "\nDSN\nLIMITS RCPTMAX=" + QByteArray::number(m_config.maxRecipients); // RFC 9422 4
}

// "MAIL FROM:" Reverse-path [SP Mail-parameters]
ServerSession::Answer ServerSession::mail(QByteArrayView argument)
{
    const std::optional<QByteArrayView> text = textAfter("FROM:", argument);
    if (!text)
        return replies::syntaxError;
    Result<Path> path = parsePath(*text, PathKind::Reverse, Utf8::Allowed);
    if (!path)
        return replies::malformedAddress;
    const QByteArrayView parameters = text->sliced(path->length);
    if (!m_isExtended && !parameters.isEmpty())
        return replies::noParameters;
    Envelope envelope;
    envelope.reversePath = std::move(path->mailbox);
    if (Answer refusal = readMailParameters(parameters, m_config, envelope))
        return refusal;
    if (!envelope.smtpUtf8 && !envelope.reversePath.isAscii())
        return replies::needsSmtpUtf8; // RFC 6531 3.5
    if (envelope.declaredSize > m_config.maxMessageSize)
        return replies::tooBig; // RFC 1870 6.1
    m_envelope = std::move(envelope);
    enter(State::MailVerdict);
    return {};
}

// "RCPT TO:" Forward-path [SP Rcpt-parameters]
ServerSession::Answer ServerSession::rcpt(QByteArrayView argument)
{
    const std::optional<QByteArrayView> text = textAfter("TO:", argument);
    if (!text)
        return replies::syntaxError;
    Result<Path> path = parsePath(*text, PathKind::Forward, Utf8::Allowed);
    if (!path)
        return replies::malformedAddress;
    const QByteArrayView parameters = text->sliced(path->length);
    if (!m_isExtended && !parameters.isEmpty())
        return replies::noParameters;
    ForwardPath recipient;
    recipient.mailbox = std::move(path->mailbox);
    const Utf8 utf8 = m_envelope.smtpUtf8 ? Utf8::Allowed : Utf8::Refused;
    if (Answer refusal = readRcptParameters(parameters, utf8, recipient))
        return refusal;
    if (utf8 == Utf8::Refused && !recipient.mailbox.isAscii())
        return replies::needsSmtpUtf8;
    if (m_envelope.recipients.size() >= m_config.maxRecipients)
        return ++m_excessRecipients > m_config.maxExcessRecipients ? replies::tooManyErrors : replies::tooManyRecipients;
    m_recipient = std::move(recipient);
    enter(State::RecipientVerdict);
    return {};
}

ServerSession::Answer ServerSession::data(QByteArrayView argument)
{
    if (!argument.isEmpty())
        return replies::noArgument;
    if (m_isMoreWaiting) { // RFC 2920 3.1: DATA ends a group. Content sent before 354 was meant for another reader.
        close(replies::earlyTalk);
        return {};
    }
    beginContent(DataReader::Framing::Dots);
    enter(State::Content);
    return replies::startData;
}

// "BDAT" SP chunk-size [SP "LAST"] (RFC 3030 2). The octets follow whatever we say, so a refusal comes after they have been dropped;
// where their number cannot be believed there is no way back into step.
ServerSession::Answer ServerSession::bdat(QByteArrayView argument)
{
    if (!m_config.offersChunking)
        return replies::notImplemented;
    const CommandLine parts = splitCommand(argument);
    const std::optional<qint64> size = parseChunkSize(parts.verb);
    if (!size || !(parts.argument.isEmpty() || equals(parts.argument, "LAST"))) {
        close(replies::malformedChunkSize);
        return {};
    }
    m_chunk = {.left = *size, .isLast = !parts.argument.isEmpty(), .before = m_state};
    const qint64 before = m_state == State::Chunks ? contentSize() : 0;
    if (*size > m_config.maxMessageSize - before) {
        m_chunk.refusal = Chunk::Refusal::TooBig;
        m_chunk.left = std::min(*size, m_config.maxMessageSize);
    } else if (!m_isExtended || !isIn(in(State::Rcpt, State::Chunks))) {
        m_chunk.refusal = Chunk::Refusal::BadSequence;
    } else if (m_state == State::Rcpt) {
        beginContent(DataReader::Framing::Chunks);
        m_chunks = 0;
    }
    if (++m_chunks > maxChunks) {
        close(replies::tooManyErrors);
        return {};
    }
    enter(State::Chunk);
    if (m_chunk.left == 0)
        endChunk();
    return {};
}

ServerSession::Answer ServerSession::rset(QByteArrayView argument)
{
    if (!argument.isEmpty())
        return replies::noArgument;
    if (m_state != State::Connected)
        enter(State::Ready);
    return replies::ok;
}

ServerSession::Answer ServerSession::noop(QByteArrayView) { return replies::ok; }

// RFC 5321 3.5.3: the answer of a server that does not tell.
ServerSession::Answer ServerSession::vrfy(QByteArrayView argument)
{
    return argument.isEmpty() ? replies::needsAddress : replies::cannotVerify;
}

ServerSession::Answer ServerSession::help(QByteArrayView) { return replies::help; }

ServerSession::Answer ServerSession::quit(QByteArrayView argument)
{
    if (!argument.isEmpty())
        return replies::noArgument;
    close(replies::goodbye);
    return {};
}

ServerSession::Answer ServerSession::startTls(QByteArrayView argument)
{
    if (!m_config.offersTls)
        return replies::notImplemented;
    if (m_isTls || !m_isExtended || m_state != State::Ready)
        return replies::badSequence;
    if (!argument.isEmpty())
        return replies::noArgument; // RFC 3207 4
    if (m_isMoreWaiting) { // A command in clear that the client would take for one under TLS (threats.md T1).
        close(replies::earlyTalk);
        return {};
    }
    enter(State::Tls);
    return replies::startTls;
}

ServerSession::Answer ServerSession::notImplemented(QByteArrayView) { return replies::notImplemented; }

} // namespace gateway::smtp
