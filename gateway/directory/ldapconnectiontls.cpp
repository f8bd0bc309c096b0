#include "gateway/directory/ldapconnection.h"

#include <QFile>
#include <ldap.h>

using namespace Qt::StringLiterals;

namespace gateway::directory {
namespace {

constexpr qint64 maxCaFile = 10 * 1024 * 1024;

/// Whether there is a certificate in \a file. libldap takes a file without one, and then trusts nobody and does not say why.
bool hasCertificate(const QByteArray &file)
{
    QFile pem(QFile::decodeName(file));
    return pem.open(QIODevice::ReadOnly) && pem.read(maxCaFile).contains("-----BEGIN CERTIFICATE-----");
}

/// Where systems keep the authorities they trust, as one file: GnuTLS in Debian's libldap reads no directories.
QByteArray systemCaFile()
{
    for (const char *path :
         {"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem"}) {
        if (QFile::exists(QString::fromLatin1(path)))
            return path;
    }
    return {};
}

} // namespace

Result<> LdapConnection::setTlsOptions()
{
    const bool isVerified = m_settings.certificate == LdapSettings::Certificate::Verified;
    const QByteArray caFile = m_settings.caFile.isEmpty() ? systemCaFile() : QFile::encodeName(m_settings.caFile);
    if (isVerified && caFile.isEmpty())
        return failure(Error::Kind::Tls, u"this system has no file of trusted certificate authorities. Name one"_s);
    if (isVerified && !hasCertificate(caFile)) {
        return failure(Error::Kind::Tls, u"%1 holds no certificate authority. Name a file with certificates in PEM form"_s
                                             .arg(QFile::decodeName(caFile)));
    }
    const int demand = isVerified ? LDAP_OPT_X_TLS_DEMAND : LDAP_OPT_X_TLS_NEVER, minimum = LDAP_OPT_X_TLS_PROTOCOL_TLS1_2, client = 0;
    const std::array<std::pair<int, const void *>, 7> options{{{LDAP_OPT_X_TLS_REQUIRE_CERT, &demand},
                                                               {LDAP_OPT_X_TLS_CACERTFILE, isVerified ? caFile.constData() : nullptr},
                                                               {LDAP_OPT_X_TLS_CERTFILE, nullptr},
                                                               {LDAP_OPT_X_TLS_KEYFILE, nullptr},
                                                               {LDAP_OPT_X_TLS_CIPHER_SUITE, nullptr},
                                                               {LDAP_OPT_X_TLS_PROTOCOL_MIN, &minimum},
                                                               {LDAP_OPT_X_TLS_NEWCTX, &client}}}; // Last: makes these count.
    for (const auto &[option, value] : options) {
        if (ldap_set_option(m_ldap, option, value) != LDAP_OPT_SUCCESS)
            return failure(Error::Kind::Tls, u"libldap does not take option %1"_s.arg(option));
    }
    return {};
}

Result<> LdapConnection::startTls()
{
    if (m_server.tls == LdapServer::Tls::None)
        return {};
    if (const Result<> set = setTlsOptions(); !set)
        return set;
    if (m_server.tls == LdapServer::Tls::Ldaps)
        return installTls();
    // RFC 4511 4.14. Anything but success ends here: no password goes over a connection from which TLS was stripped (threats.md L4).
    int messageId = 0;
    const QString action = u"STARTTLS"_s;
    if (const int code = ldap_start_tls(m_ldap, nullptr, nullptr, &messageId); code != LDAP_SUCCESS)
        return broken(action, code);
    const Result<Message> message = waitFor(messageId, m_openUntil, action);
    if (!message)
        return tl::make_unexpected(message.error());
    if (ldap_msgtype(message->get()) != LDAP_RES_EXTENDED)
        return broken(action, LDAP_PROTOCOL_ERROR);
    if (const Result<> result = resultOf(*message, action); !result)
        return failure(Error::Kind::Tls, result.error().message + u". Use LDAPS, or give the server a certificate"_s);
    return installTls();
}

/// The handshake. libldap waits in it as long as the server likes; the guard ends that.
Result<> LdapConnection::installTls()
{
    const int code = ldap_install_tls(m_ldap);
    if (code == LDAP_SUCCESS && m_guard->cause() == SocketGuard::Cause::None)
        return {};
    if (m_guard->cause() != SocketGuard::Cause::None)
        return broken(u"TLS handshake"_s, code);
    return tlsFailure(diagnostics());
}

tl::unexpected<Error> LdapConnection::tlsFailure(const QString &what)
{
    // With GnuTLS libldap has no words for a certificate that it does not accept.
    const bool isCertificate = what.contains(u"unknown error code"_s);
    QString text = u"TLS: %1. Check that the name “%2” is in the server's certificate, and that its certificate authority is trusted "
                   "or named here"_s
                       .arg(isCertificate ? u"the certificate was not accepted"_s : what.isEmpty() ? u"the handshake failed"_s : what, m_server.host);
    // GnuTLS in Debian's libldap compares the certificate with the name of this computer then.
    if (m_server.host.compare(u"localhost"_s, Qt::CaseInsensitive) == 0)
        text += u". Write 127.0.0.1 or the full name instead of localhost"_s;
    return failure(Error::Kind::Tls, text);
}

} // namespace gateway::directory
