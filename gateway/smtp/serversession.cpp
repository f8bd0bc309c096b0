#include "gateway/smtp/serversession.h"

#include "gateway/smtp/parameters.h"
#include "gateway/smtp/path.h"
#include "gateway/smtp/utf8.h"

#include <QLoggingCategory>
#include <algorithm>
#include <array>
#include <utility>

namespace gateway::smtp {
namespace {

Q_LOGGING_CATEGORY(log, "gateway.smtp", QtInfoMsg)

using namespace std::chrono_literals;

constexpr auto dataStart = 30s; ///< Before the average rate of the mail data counts (threats.md R3).
constexpr qsizetype maxHelo = 255;

bool equals(QByteArrayView a, QByteArrayView b) { return a.compare(b, Qt::CaseInsensitive) == 0; }

bool startsWith(QByteArrayView text, QByteArrayView prefix)
{
    return text.size() >= prefix.size() && equals(text.first(prefix.size()), prefix);
}

bool isTlsHello(QByteArrayView line) { return line.startsWith("\x16\x03"); } // RFC 8446 5.1

/// What no SMTP client says: the methods of HTTP, a header field, the start of a TLS handshake (threats.md S12).
bool isOtherProtocol(QByteArrayView line)
{
    static constexpr std::array<QByteArrayView, 10> methods{"GET",    "POST",    "PUT",     "HEAD",  "DELETE",
                                                            "CONNECT", "OPTIONS", "TRACE", "PATCH", "PRI"};
    const QByteArrayView verb = splitCommand(line).verb;
    return isTlsHello(line) || verb.endsWith(':')
        || std::any_of(methods.begin(), methods.end(), [verb](QByteArrayView method) { return equals(verb, method); });
}

QByteArrayView withoutBlanks(QByteArrayView text)
{
    while (text.startsWith(' '))
        text = text.sliced(1);
    return text;
}

bool hasControls(QByteArrayView line)
{
    return std::any_of(line.begin(), line.end(), [](char c) { return uchar(c) < 0x20 || c == 0x7f; });
}

QByteArray toAscii(QByteArray text)
{
    std::replace_if(text.begin(), text.end(), [](char c) { return uchar(c) >= 0x80; }, '?');
    return text;
}

const Reply syntaxError{501, 5, 2, "Syntax error"};
const Reply malformedAddress{501, 5, 2, "Malformed address"};
const Reply noParameters{555, 5, 4, "Parameters need EHLO"};
const Reply needsSmtpUtf8{553, 6, 7, "Non-ASCII address needs SMTPUTF8"};
const Reply notImplementedError{502, 5, 1, "Command not implemented"};
const Reply noArgument{501, 5, 4, "No argument allowed"};
const Reply earlyTalkError{503, 5, 0, "Client spoke out of turn"};
const Reply badSequence{503, 5, 1, "Bad sequence of commands"};
const Reply notOurProtocol{421, 7, 0, "This is a mail server"};
const Reply tooManyErrors{421, 7, 0, "Too many errors"};
const Reply tooMuchData{421, 7, 0, "Too much data"};
const Reply tooSlow{421, 4, 2, "Timeout"};
const Reply stopping{421, 3, 2, "Service shutting down"};

} // namespace

struct ServerSession::Command {
    enum class Kind { Work, Junk }; ///< Junk: moves no mail, so only so many are answered (threats.md S13).
    QByteArrayView verb;
    unsigned allowedIn;
    Answer (ServerSession::*handle)(QByteArrayView argument);
    Kind kind = Kind::Work;
};

ServerSession::ServerSession(const ServerConfig &config, Clock::time_point now)
    : m_config(config), m_now(now), m_opened(now), m_since(now), m_heard(now)
{
}

void ServerSession::open(const std::optional<Reply> &refusal, Clock::time_point now)
{
    if (m_state != State::Opening)
        return;
    m_now = m_opened = m_since = now;
    if (refusal)
        return close(*refusal);
    send({220, 0, 0, m_config.hostName + " ESMTP", false});
    enter(State::Connected);
}

ServerSession::Wants ServerSession::wants() const
{
    switch (m_state) {
    case State::Opening:
    case State::Connected:
    case State::Ready:
    case State::Mail:
    case State::Rcpt:
    case State::Content: return Wants::Input;
    case State::MailVerdict: return Wants::MailVerdict;
    case State::RecipientVerdict: return Wants::RecipientVerdict;
    case State::DataVerdict: return Wants::DataVerdict;
    case State::Tls: return Wants::Tls;
    case State::Closed: break;
    }
    return Wants::Close;
}

const char *ServerSession::name(State state)
{
    static constexpr std::array names{"Opening", "Connected", "Ready",       "MailVerdict", "Mail",  "RecipientVerdict",
                                      "Rcpt",    "Content",   "DataVerdict", "Tls",         "Closed"};
    return names[std::size_t(state)];
}

/// The one place where the state changes. What belongs to the states left behind goes.
void ServerSession::enter(State state)
{
    qCDebug(log, "session %p: %s -> %s", static_cast<const void *>(this), name(m_state), name(state));
    m_state = state;
    m_since = m_now;
    if (isIn(in(State::Connected, State::Ready, State::Tls, State::Closed))) { // No transaction (threats.md S4).
        m_envelope = {};
        m_recipient = {};
        m_excessRecipients = 0;
        m_content.reset();
    }
    if (isIn(in(State::Tls, State::Closed))) { // RFC 3207 4.2
        m_helo.clear();
        m_isExtended = false;
        m_reader = {};
    }
}

void ServerSession::send(const Reply &reply)
{
    m_output += reply.toWire();
    if (reply.code == 421 && m_state != State::Closed)
        return enter(State::Closed);
    if (reply.isPermanent() && ++m_errors >= m_config.maxErrors && m_state != State::Closed)
        close(tooManyErrors);
}

/// The last words of the session.
void ServerSession::close(const Reply &reply)
{
    enter(State::Closed);
    send(reply);
}

QByteArray ServerSession::takeOutput() { return std::exchange(m_output, {}); }

QByteArray ServerSession::takeContent() { return m_content ? m_content->take() : QByteArray(); }

bool ServerSession::isReadingContent() const { return m_state == State::Content; }

qint64 ServerSession::contentSize() const { return m_content ? m_content->size() : 0; }

qsizetype ServerSession::feed(QByteArrayView input, Clock::time_point now)
{
    m_now = now;
    if (input.isEmpty())
        return 0;
    if (m_state == State::Opening) {
        earlyTalk();
    } else if (m_state == State::Tls) {
        m_output.clear();
        close(earlyTalkError);
    }
    qsizetype used = 0;
    while (used < input.size() && wants() == Wants::Input && (m_output.isEmpty() || outputDelay() == 0ms)) {
        const QByteArrayView rest = input.sliced(used);
        used += isReadingContent() ? feedContent(rest) : feedCommand(rest);
    }
    return used;
}

qsizetype ServerSession::feedCommand(QByteArrayView input)
{
    const qsizetype used = m_reader.feed(input, m_config.maxCommandLine);
    m_isMoreWaiting = used < input.size();
    switch (m_reader.status()) {
    case CommandReader::Status::NeedMore:
        if (isTlsHello(m_reader.line())) // May have no line end.
            close(notOurProtocol);
        break;
    case CommandReader::Status::Line:
        m_since = m_now;
        dispatch(m_reader.line());
        break;
    case CommandReader::Status::TooLong:
        send({500, 5, 2, "Line too long"});
        break;
    case CommandReader::Status::Endless:
        close(tooMuchData);
        break;
    }
    return used;
}

void ServerSession::dispatch(QByteArrayView line)
{
    using enum State;
    static constexpr auto open = in(Connected, Ready, Mail, Rcpt);
    static constexpr auto junk = Command::Kind::Junk;
    static constexpr std::array commands{
        Command{"EHLO", open, &ServerSession::ehlo, junk},
        Command{"HELO", open, &ServerSession::helo, junk},
        Command{"MAIL", in(Ready), &ServerSession::mail},
        Command{"RCPT", in(Mail, Rcpt), &ServerSession::rcpt},
        Command{"DATA", in(Rcpt), &ServerSession::data},
        Command{"RSET", open, &ServerSession::rset, junk},
        Command{"NOOP", open, &ServerSession::noop, junk},
        Command{"VRFY", open, &ServerSession::vrfy, junk},
        Command{"EXPN", open, &ServerSession::expn, junk},
        Command{"HELP", open, &ServerSession::help, junk},
        Command{"QUIT", open, &ServerSession::quit},
        Command{"STARTTLS", open, &ServerSession::startTls},
        Command{"AUTH", open, &ServerSession::notImplemented},
        Command{"BDAT", open, &ServerSession::notImplemented},
        Command{"ETRN", open, &ServerSession::notImplemented},
    };
    if (isOtherProtocol(line))
        return close(notOurProtocol);
    if (hasControls(line) || !isUtf8(line))
        return send(syntaxError);
    const CommandLine parts = splitCommand(line);
    const auto command = std::find_if(commands.begin(), commands.end(), [&parts](const Command &c) { return equals(parts.verb, c.verb); });
    if (command == commands.end())
        return send({500, 5, 1, "Command not recognized"});
    // The first EHLO of a session and the first one under TLS are needed and no junk.
    const bool isFirstHello = m_state == Connected && (equals(parts.verb, "EHLO") || equals(parts.verb, "HELO"));
    if (command->kind == junk && !isFirstHello && ++m_junkCommands > m_config.maxJunkCommands)
        return close(tooManyErrors);
    if (!isIn(command->allowedIn))
        return send(badSequence); // RFC 5321 4.1.4
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
        return Reply{501, 5, 4, "A host name is required"};
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
    return lines + "\nDSN\nLIMITS RCPTMAX=" + QByteArray::number(m_config.maxRecipients); // RFC 9422 4
}

// "MAIL FROM:" Reverse-path [SP Mail-parameters]. Many clients put a blank behind the colon.
ServerSession::Answer ServerSession::mail(QByteArrayView argument)
{
    if (!startsWith(argument, "FROM:"))
        return syntaxError;
    const QByteArrayView text = withoutBlanks(argument.sliced(5));
    Result<Path> path = parsePath(text, PathKind::Reverse, Utf8::Allowed);
    if (!path)
        return malformedAddress;
    const QByteArrayView parameters = text.sliced(path->length);
    Envelope envelope;
    envelope.reversePath = std::move(path->mailbox);
    if (!m_isExtended && !parameters.isEmpty())
        return noParameters;
    if (Answer refusal = readMailParameters(parameters, m_config, envelope))
        return refusal;
    if (!envelope.smtpUtf8 && !envelope.reversePath.isAscii())
        return needsSmtpUtf8; // RFC 6531 3.5
    if (envelope.declaredSize > m_config.maxMessageSize)
        return Reply{552, 3, 4, "Message too big"}; // RFC 1870 6.1
    m_envelope = std::move(envelope);
    enter(State::MailVerdict);
    return {};
}

// "RCPT TO:" Forward-path [SP Rcpt-parameters]
ServerSession::Answer ServerSession::rcpt(QByteArrayView argument)
{
    if (!startsWith(argument, "TO:"))
        return syntaxError;
    const QByteArrayView text = withoutBlanks(argument.sliced(3));
    const Utf8 utf8 = m_envelope.smtpUtf8 ? Utf8::Allowed : Utf8::Refused;
    Result<Path> path = parsePath(text, PathKind::Forward, Utf8::Allowed);
    if (!path)
        return malformedAddress;
    const QByteArrayView parameters = text.sliced(path->length);
    ForwardPath recipient;
    recipient.mailbox = std::move(path->mailbox);
    if (!m_isExtended && !parameters.isEmpty())
        return noParameters;
    if (Answer refusal = readRcptParameters(parameters, utf8, recipient))
        return refusal;
    if (utf8 == Utf8::Refused && !recipient.mailbox.isAscii())
        return needsSmtpUtf8;
    if (m_envelope.recipients.size() >= m_config.maxRecipients) {
        if (++m_excessRecipients > m_config.maxExcessRecipients)
            return tooManyErrors;
        return Reply{452, 5, 3, "Too many recipients"}; // RFC 5321 4.5.3.1.10
    }
    m_recipient = std::move(recipient);
    enter(State::RecipientVerdict);
    return {};
}

ServerSession::Answer ServerSession::data(QByteArrayView argument)
{
    if (!argument.isEmpty())
        return noArgument;
    if (m_isMoreWaiting) { // RFC 2920 3.1: DATA ends a group; content before 354 was meant for another reader.
        close(earlyTalkError);
        return {};
    }
    m_content = std::make_unique<DataReader>(DataReader::Config{
        .maxSizeOctets = m_config.maxMessageSize,
        .maxLineOctets = m_config.maxContentLine,
        .normalizesBareLineEnds = m_config.normalizesBareLineEnds,
    });
    m_heard = m_now;
    enter(State::Content);
    return Reply{354, 0, 0, "End data with <CR><LF>.<CR><LF>", false};
}

qsizetype ServerSession::feedContent(QByteArrayView input)
{
    const qsizetype used = m_content->feed(input);
    m_heard = m_now;
    switch (m_content->status()) {
    case DataReader::Status::NeedMore:
        break;
    case DataReader::Status::Complete:
        endContent();
        break;
    case DataReader::Status::Runaway:
        close(tooMuchData);
        break;
    }
    return used;
}

/// The end of the content: policy decides, or the session itself when the message breaks the rules of transport.
void ServerSession::endContent()
{
    const DataReader::Fault fault = m_content->fault();
    if (fault == DataReader::Fault::None)
        return enter(State::DataVerdict);
    enter(State::Ready);
    switch (fault) {
    case DataReader::Fault::Nul: return send({550, 6, 0, "NUL octet in the message"});
    case DataReader::Fault::LongLine: return send({554, 6, 0, "Line too long in the message"});
    case DataReader::Fault::BareLineEnd: return send({550, 5, 2, "Bare CR or LF in the message"});
    case DataReader::Fault::TooLarge: return send({552, 3, 4, "Message too big"});
    case DataReader::Fault::None: break;
    }
}

void ServerSession::answer(const Reply &reply, Clock::time_point now)
{
    m_now = now;
    const bool isVerdict = reply.code >= 200 && reply.code <= 599 && reply.code / 100 != 3;
    Reply verdict = isVerdict ? reply : Reply{451, 3, 0, "Internal error"};
    if (!m_envelope.smtpUtf8)
        verdict.text = toAscii(std::move(verdict.text)); // RFC 6531 3.7.4.2
    switch (m_state) {
    case State::MailVerdict:
        enter(verdict.isPositive() ? State::Mail : State::Ready);
        break;
    case State::RecipientVerdict:
        if (verdict.isPositive())
            m_envelope.recipients.append(std::move(m_recipient));
        else if (verdict.isTransient() && ++m_excessRecipients > m_config.maxExcessRecipients)
            verdict = tooManyErrors;
        m_recipient = {};
        enter(m_envelope.recipients.isEmpty() ? State::Mail : State::Rcpt);
        break;
    case State::DataVerdict:
        if (verdict.isPositive())
            m_errors = m_junkCommands = 0; // A client that delivers mail may go on as long as it does.
        enter(State::Ready);
        break;
    default:
        return; // The session ended meanwhile.
    }
    send(verdict);
    if (m_isShuttingDown && m_state != State::Closed)
        close(stopping);
}

ServerSession::Answer ServerSession::rset(QByteArrayView argument)
{
    if (!argument.isEmpty())
        return noArgument;
    if (m_state != State::Connected)
        enter(State::Ready);
    return Reply{250, 0, 0, "OK"};
}

ServerSession::Answer ServerSession::noop(QByteArrayView) { return Reply{250, 0, 0, "OK"}; }

// RFC 5321 3.5.3: the answer of a server that does not tell.
ServerSession::Answer ServerSession::vrfy(QByteArrayView argument)
{
    if (argument.isEmpty())
        return Reply{501, 5, 4, "An address is required"};
    return Reply{252, 5, 0, "Cannot verify, but will take mail and try"};
}

ServerSession::Answer ServerSession::expn(QByteArrayView) { return notImplementedError; }

ServerSession::Answer ServerSession::help(QByteArrayView) { return Reply{214, 0, 0, "See RFC 5321"}; }

ServerSession::Answer ServerSession::quit(QByteArrayView argument)
{
    if (!argument.isEmpty())
        return noArgument;
    close({221, 0, 0, "Goodbye"});
    return {};
}

ServerSession::Answer ServerSession::startTls(QByteArrayView argument)
{
    if (!m_config.offersTls)
        return notImplementedError;
    if (m_isTls || !m_isExtended || m_state != State::Ready)
        return badSequence;
    if (!argument.isEmpty())
        return noArgument; // RFC 3207 4
    if (m_isMoreWaiting) { // A command in clear that the client would take for one under TLS (threats.md T1).
        close(earlyTalkError);
        return {};
    }
    enter(State::Tls);
    return Reply{220, 0, 0, "Ready to start TLS"};
}

ServerSession::Answer ServerSession::notImplemented(QByteArrayView) { return notImplementedError; }

void ServerSession::tlsStarted(Clock::time_point now)
{
    m_now = now;
    m_isTls = true;
    if (m_state != State::Tls)
        return;
    enter(State::Connected);
    if (m_isShuttingDown)
        close(stopping);
}

Clock::time_point ServerSession::deadline() const
{
    switch (m_state) {
    case State::Opening:
    case State::MailVerdict:
    case State::RecipientVerdict:
    case State::DataVerdict:
    case State::Closed:
        return Clock::time_point::max();
    case State::Content: { // From 354 on, at the average rate; and no longer than a session, however big the message.
        const auto average = dataStart + std::chrono::seconds(contentSize() / std::max(m_config.minDataRate, 1));
        return std::min({m_since + average, m_heard + m_config.idleTimeout, m_since + m_config.maxSessionTime});
    }
    default:
        return std::min(m_since + m_config.idleTimeout, m_opened + m_config.maxSessionTime);
    }
}

std::chrono::milliseconds ServerSession::outputDelay() const
{
    return m_errors >= m_config.slowErrors ? m_config.errorDelay : 0ms;
}

void ServerSession::timedOut(Clock::time_point now)
{
    m_now = now;
    if (m_state == State::Tls)
        return enter(State::Closed); // In the middle of a handshake there is nobody to hear a reply.
    if (wants() == Wants::Input)
        close(tooSlow);
}

void ServerSession::shutDown(Clock::time_point now)
{
    m_now = now;
    if (wants() == Wants::Input)
        close(stopping);
    m_isShuttingDown = true;
}

void ServerSession::earlyTalk()
{
    if (m_state == State::Opening)
        close(earlyTalkError);
}

} // namespace gateway::smtp
