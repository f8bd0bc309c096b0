#pragma once

#include "gateway/directory/ldapsettings.h"
#include "gateway/directory/socketguard.h"

#include <functional>
#include <memory>

struct ldap;
struct ldapmsg;

namespace gateway::directory {

/// A connection to one directory server, logged in. Blocks, on a worker thread; every step ends at its deadline or when a stop is requested,
/// also where libldap would wait longer (SocketGuard). Follows no referrals (threats.md L4).
///
/// Errors are of kind Invalid when another server would say the same (wrong password, wrong base), else Io, NotFound, Timeout or Tls.
class LdapConnection
{
public:
    using Clock = std::chrono::steady_clock;
    using OnObject = std::function<Result<>(const DirectoryObject &)>;

    /// \a settings were checked, and must outlive the connection.
    [[nodiscard]] static Result<std::unique_ptr<LdapConnection>> open(const LdapSettings &settings, const LdapServer &server,
                                                                      Clock::time_point deadline, const std::stop_token &stop);
    ~LdapConnection();

    /// Searches below the base, page by page (RFC 2696). Ends with the error that \a onObject returns, if it does.
    [[nodiscard]] Result<> search(const LdapFilter &filter, const OnObject &onObject);

private:
    struct Release {
        void operator()(ldapmsg *message) const;
    };
    using Message = std::unique_ptr<ldapmsg, Release>;

    LdapConnection(const LdapSettings &settings, const LdapServer &server, Clock::time_point deadline, std::stop_token stop);
    [[nodiscard]] Result<> connect();
    [[nodiscard]] Result<> setOptions();
    [[nodiscard]] Result<> setTlsOptions();
    [[nodiscard]] Result<> startTls();
    [[nodiscard]] Result<> installTls();
    [[nodiscard]] Result<> bind();
    [[nodiscard]] Result<> searchPage(const LdapFilter &filter, const OnObject &onObject, QByteArray &cookie);
    [[nodiscard]] Result<QByteArray> nextCookie(const Message &message);
    [[nodiscard]] Result<> takeObject(const Message &message, const OnObject &onObject);
    [[nodiscard]] Result<DirectoryObject> toObject(ldapmsg *message);
    [[nodiscard]] Result<Message> waitFor(int messageId, Clock::time_point end, const QString &action);
    [[nodiscard]] Result<> resultOf(const Message &message, const QString &action);
    [[nodiscard]] tl::unexpected<Error> broken(const QString &action, int code);
    [[nodiscard]] tl::unexpected<Error> tlsFailure(const QString &what);
    [[nodiscard]] QString diagnostics() const;

    const LdapSettings &m_settings;
    const LdapServer m_server;
    const Clock::time_point m_deadline;
    const std::stop_token m_stop;
    Clock::time_point m_openUntil; ///< Connected, encrypted and logged in.
    ldap *m_ldap = nullptr;
    std::unique_ptr<SocketGuard> m_guard;
    qint64 m_objects = 0;
};

} // namespace gateway::directory
