#include "gateway/directory/ldapconnection.h"

#include "gateway/directory/hostconnection.h"
#include "gateway/directory/ldaperrors.h"

#include <csignal>
#include <ldap.h>
#include <openldap.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace gateway::directory {
namespace {

constexpr ber_len_t maxPdu = 16 * 1024 * 1024; // An object with a photo fits; libldap itself has no limit.

/// libldap's own initialization is not safe for threads, and it writes to sockets that may be closed.
void initializeLibrary()
{
    static std::once_flag once;
    std::call_once(once, [] {
        std::signal(SIGPIPE, SIG_IGN);
        int level = 0;
        ldap_get_option(nullptr, LDAP_OPT_DEBUG_LEVEL, &level);
    });
}

timeval toTimeval(std::chrono::seconds time) { return {time_t(time.count()), 0}; }

} // namespace

void LdapConnection::Release::operator()(ldapmsg *message) const { ldap_msgfree(message); }

LdapConnection::LdapConnection(const LdapSettings &settings, const LdapServer &server, Clock::time_point deadline, std::stop_token stop)
    : m_settings(settings), m_server(server), m_deadline(deadline), m_stop(std::move(stop))
{
}

LdapConnection::~LdapConnection()
{
    if (m_ldap)
        ldap_unbind_ext(m_ldap, nullptr, nullptr); // Closes the socket. The guard still watches: this writes.
}

Result<std::unique_ptr<LdapConnection>> LdapConnection::open(const LdapSettings &settings, const LdapServer &server, Clock::time_point deadline,
                                                             const std::stop_token &stop)
{
    initializeLibrary();
    std::unique_ptr<LdapConnection> connection(new LdapConnection(settings, server, deadline, stop));
    using Step = Result<> (LdapConnection::*)();
    for (const Step step : {&LdapConnection::connect, &LdapConnection::setOptions, &LdapConnection::startTls, &LdapConnection::bind}) {
        if (const Result<> done = (connection.get()->*step)(); !done)
            return tl::make_unexpected(done.error());
    }
    return connection;
}

Result<> LdapConnection::connect()
{
    m_openUntil = std::min(m_deadline, Clock::now() + m_settings.connectTimeout);
    const Result<int> socket = connectToHost(m_server.host, m_server.usedPort(), m_openUntil, m_stop);
    if (!socket)
        return tl::make_unexpected(socket.error());
    m_guard = std::make_unique<SocketGuard>(*socket, m_openUntil, m_stop);
    // The URL tells libldap no more than what name the certificate must have. It never connects by itself.
    const QByteArray url = m_server.toText().toLatin1();
    const int code = m_guard->isArmed() ? ldap_init_fd(*socket, LDAP_PROTO_TCP, url.constData(), &m_ldap) : LDAP_NO_MEMORY;
    if (code == LDAP_SUCCESS)
        return {};
    ::close(*socket);
    m_ldap = nullptr;
    return failure(Error::Kind::Io, QString::fromUtf8(ldap_err2string(code)));
}

/// All that matters is set here: libldap has defaults from ldap.conf, ~/.ldaprc and the environment.
Result<> LdapConnection::setOptions()
{
    const int version = LDAP_VERSION3, deref = LDAP_DEREF_NEVER, noLimit = LDAP_NO_LIMIT;
    const timeval network = toTimeval(m_settings.connectTimeout), response = toTimeval(m_settings.responseTimeout);
    const std::array<std::pair<int, const void *>, 8> options{{{LDAP_OPT_PROTOCOL_VERSION, &version},
                                                               {LDAP_OPT_REFERRALS, LDAP_OPT_OFF},
                                                               {LDAP_OPT_RESTART, LDAP_OPT_OFF},
                                                               {LDAP_OPT_DEREF, &deref},
                                                               {LDAP_OPT_SIZELIMIT, &noLimit},
                                                               {LDAP_OPT_TIMELIMIT, &noLimit},
                                                               {LDAP_OPT_NETWORK_TIMEOUT, &network},
                                                               {LDAP_OPT_TIMEOUT, &response}}};
    for (const auto &[option, value] : options) {
        if (ldap_set_option(m_ldap, option, value) != LDAP_OPT_SUCCESS)
            return failure(Error::Kind::Io, u"libldap does not take option %1"_s.arg(option));
    }
    Sockbuf *buffer = nullptr;
    ber_len_t limit = maxPdu;
    if (ldap_get_option(m_ldap, LDAP_OPT_SOCKBUF, &buffer) != LDAP_OPT_SUCCESS
        || ber_sockbuf_ctrl(buffer, LBER_SB_OPT_SET_MAX_INCOMING, &limit) != 1)
        return failure(Error::Kind::Io, u"libldap does not take a limit"_s);
    return {};
}

Result<LdapConnection::Message> LdapConnection::waitFor(int messageId, Clock::time_point end, const QString &action)
{
    m_guard->allowUntil(end);
    // A second more: it is the guard that says why.
    const auto left = std::max<Clock::duration>(end - Clock::now(), Clock::duration::zero());
    timeval wait = toTimeval(std::chrono::ceil<std::chrono::seconds>(left) + std::chrono::seconds(1));
    ldapmsg *message = nullptr;
    const int type = ldap_result(m_ldap, messageId, LDAP_MSG_ONE, &wait, &message);
    Message owner(message);
    if (type > 0)
        return owner;
    int code = LDAP_SERVER_DOWN;
    ldap_get_option(m_ldap, LDAP_OPT_RESULT_CODE, &code);
    return broken(action, type == 0 ? LDAP_TIMEOUT : code);
}

/// What the server said at the end of an operation.
Result<> LdapConnection::resultOf(const Message &message, const QString &action)
{
    int code = LDAP_OTHER;
    char *text = nullptr;
    const int parsed = ldap_parse_result(m_ldap, message.get(), &code, nullptr, &text, nullptr, nullptr, 0);
    const std::unique_ptr<char, decltype(&ldap_memfree)> owner(text, [](void *memory) { ldap_memfree(memory); });
    if (parsed != LDAP_SUCCESS)
        return broken(action, parsed);
    if (code == LDAP_SUCCESS)
        return {};
    Error error = ldapError(code, serverText(text, m_settings.password), m_settings);
    error.message = action + u": "_s + error.message;
    return tl::make_unexpected(error);
}

tl::unexpected<Error> LdapConnection::broken(const QString &action, int code)
{
    switch (m_guard->cause()) {
    case SocketGuard::Cause::Stopped: return failure(Error::Kind::Timeout, u"stopped"_s);
    case SocketGuard::Cause::Deadline: return failure(Error::Kind::Timeout, u"%1: no answer in time"_s.arg(action));
    case SocketGuard::Cause::None: break;
    }
    if (code == LDAP_TIMEOUT)
        return failure(Error::Kind::Timeout, u"%1: no answer in time"_s.arg(action));
    QString text = action + u": "_s + QString::fromUtf8(ldap_err2string(code));
    if (const QString said = diagnostics(); !said.isEmpty())
        text += u" (%1)"_s.arg(said);
    return failure(Error::Kind::Io, text);
}

QString LdapConnection::diagnostics() const
{
    char *text = nullptr;
    ldap_get_option(m_ldap, LDAP_OPT_DIAGNOSTIC_MESSAGE, &text);
    const QString said = serverText(text, m_settings.password);
    ldap_memfree(text);
    return said;
}

/// RFC 4511 4.2, RFC 4513 5.1. That a name comes with a password was checked (L2).
Result<> LdapConnection::bind()
{
    const QByteArray name = m_settings.bindName.toUtf8();
    QByteArray password = m_settings.password;
    berval credentials{ber_len_t(password.size()), password.data()};
    int messageId = 0;
    const QString action = u"login"_s;
    const int code = ldap_sasl_bind(m_ldap, name.constData(), LDAP_SASL_SIMPLE, &credentials, nullptr, nullptr, &messageId);
    if (code != LDAP_SUCCESS)
        return broken(action, code);
    const Result<Message> message = waitFor(messageId, m_openUntil, action);
    if (!message)
        return tl::make_unexpected(message.error());
    if (ldap_msgtype(message->get()) != LDAP_RES_BIND)
        return broken(action, LDAP_PROTOCOL_ERROR);
    return resultOf(*message, action);
}

} // namespace gateway::directory
