#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <csignal>

/// A certificate authority and a server's certificate, made with the openssl command.
class LdapCertificates
{
public:
    /// \a names as in subjectAltName: "IP:127.0.0.1".
    [[nodiscard]] bool make(const QString &directory, const QString &names)
    {
        const auto openssl = [&directory](const QString &arguments) {
            QProcess process;
            process.setWorkingDirectory(directory);
            process.start(QStringLiteral("openssl"), arguments.split(QLatin1Char(' ')));
            return process.waitForFinished() && process.exitCode() == 0;
        };
        QFile extensions(directory + QStringLiteral("/extensions"));
        if (!extensions.open(QIODevice::WriteOnly) || extensions.write("subjectAltName=" + names.toLatin1() + '\n') <= 0)
            return false;
        extensions.close();
        const QString request = QStringLiteral("req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes ");
        return openssl(request + QStringLiteral("-x509 -days 2 -keyout ca.key -out ca.pem -subj /CN=Test-CA"))
            && openssl(request + QStringLiteral("-x509 -days 2 -keyout other.key -out other.pem -subj /CN=Other-CA"))
            && openssl(request + QStringLiteral("-keyout server.key -out server.csr -subj /CN=ldap.example.com"))
            && openssl(QStringLiteral("x509 -req -days 2 -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -extfile extensions -out server.pem"));
    }
};

/// A real slapd on loopback with its own files, which ends with the object. Its directory has what an Active Directory has too.
class DirectoryServer
{
public:
    enum class Tls { Offered, Missing };

    [[nodiscard]] static bool isInstalled() { return !program(QStringLiteral("slapd")).isEmpty() && !program(QStringLiteral("slapadd")).isEmpty(); }

    /// Loads \a ldif and starts. False with output() if that does not work.
    [[nodiscard]] bool start(const QByteArray &ldif, const QString &certificates, Tls tls)
    {
        m_port = freePort();
        m_tlsPort = freePort();
        const QString configuration = m_directory.filePath(QStringLiteral("slapd.conf")), data = m_directory.filePath(QStringLiteral("data.ldif"));
        if (!m_port || !m_tlsPort || !QDir(m_directory.path()).mkdir(QStringLiteral("db")) || !write(data, ldif)
            || !write(configuration, configurationText(certificates, tls)))
            return false;
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(program(QStringLiteral("slapadd")), {QStringLiteral("-q"), QStringLiteral("-f"), configuration, QStringLiteral("-l"), data});
        if (!m_process.waitForFinished(120'000) || m_process.exitCode() != 0)
            return false;
        QStringList urls;
        for (const char *host : {"127.0.0.1", "127.0.0.2"}) { // The second stands in no certificate.
            urls.append(QStringLiteral("ldap://%1:%2").arg(QLatin1String(host)).arg(m_port));
            if (tls == Tls::Offered)
                urls.append(QStringLiteral("ldaps://%1:%2").arg(QLatin1String(host)).arg(m_tlsPort));
        }
        m_process.start(program(QStringLiteral("slapd")), {QStringLiteral("-d"), QStringLiteral("0"), QStringLiteral("-f"), configuration,
                                                           QStringLiteral("-h"), urls.join(QLatin1Char(' '))});
        if (!m_process.waitForStarted())
            return false;
        for (int i = 0; i < 200 && m_process.state() == QProcess::Running; ++i) {
            QTcpSocket probe;
            probe.connectToHost(QStringLiteral("127.0.0.1"), m_port);
            if (probe.waitForConnected(1'000))
                return true;
            (void)m_process.waitForFinished(50);
        }
        return false;
    }
    ~DirectoryServer()
    {
        resume();
        if (m_process.state() == QProcess::NotRunning)
            return;
        m_process.terminate();
        if (!m_process.waitForFinished(10'000)) {
            m_process.kill();
            (void)m_process.waitForFinished();
        }
    }

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] quint16 tlsPort() const { return m_tlsPort; }
    [[nodiscard]] QByteArray output() { return m_process.readAll(); }
    /// It stays, but does nothing, as a host whose disk hangs. From any thread.
    void pause() const { signal(SIGSTOP); }
    void resume() const { signal(SIGCONT); }

    [[nodiscard]] static quint16 freePort()
    {
        QTcpServer probe;
        return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
    }

private:
    [[nodiscard]] static QString program(const QString &name)
    {
        return QStandardPaths::findExecutable(name, {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/bin"), QStringLiteral("/usr/local/sbin")});
    }
    [[nodiscard]] static bool write(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    }
    void signal(int number) const
    {
        if (m_process.processId() > 0)
            ::kill(pid_t(m_process.processId()), number);
    }
    /// slapd.conf(5): a line that begins with a blank continues the one before.
    [[nodiscard]] QByteArray configurationText(const QString &certificates, Tls tls) const
    {
        QByteArray text;
        for (const char *schema : {"core", "cosine", "inetorgperson", "misc"})
            text += "include /etc/ldap/schema/" + QByteArray(schema) + ".schema\n";
        text += "include " TEST_DATA "/slapd/active-directory.schema\n";
        text += R"(
modulepath /usr/lib/ldap
moduleload back_mdb
allow bind_anon_cred bind_anon_dn
sizelimit unlimited
loglevel none
)";
        const QByteArray own = m_directory.path().toLocal8Bit(), path = certificates.toLocal8Bit();
        text += "pidfile " + own + "/slapd.pid\nargsfile " + own + "/slapd.args\n";
        if (tls == Tls::Offered) {
            text += "TLSCACertificateFile " + path + "/ca.pem\nTLSCertificateFile " + path + "/server.pem\n";
            text += "TLSCertificateKeyFile " + path + "/server.key\n";
        }
        text += "database mdb\nmaxsize 1073741824\ndbnosync\nsuffix dc=example,dc=com\nindex objectClass,mail eq\n";
        text += "rootdn cn=reader,dc=example,dc=com\nrootpw 5ecret-Word\ndirectory " + own + "/db\n";
        return text;
    }

    QTemporaryDir m_directory;
    QProcess m_process;
    quint16 m_port = 0, m_tlsPort = 0;
};
