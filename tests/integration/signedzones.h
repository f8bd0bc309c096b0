#pragma once

#include "gateway/net/dnsresolver.h"

#include <QDir>
#include <QFile>
#include <QHostAddress>
#include <QMap>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTemporaryDir>

/// A real name server (nsd) on loopback with zones that are signed, or not.
class SignedZones
{
public:
    enum class Signing { None, Sound };

    ~SignedZones() { stop(); }
    static QString program()
    {
        return QStandardPaths::findExecutable(QStringLiteral("nsd"), {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/bin")});
    }
    static bool isPossible() { return !program().isEmpty() && !QStandardPaths::findExecutable(QStringLiteral("ldns-signzone")).isEmpty(); }

    /// \a records as in a zone file, relative to the zone; SOA, NS and "ns" are added.
    bool add(const QByteArray &zone, const QByteArray &records, Signing signing)
    {
        const QString name = QString::fromLatin1(zone);
        const QByteArray head = "$ORIGIN " + zone + ".\n$TTL 300\n@ IN SOA ns hostmaster 1 3600 900 86400 300\n@ IN NS ns\nns IN A 127.0.0.1\n";
        if (!write(name, head + records))
            return false;
        m_files[name] = name;
        if (signing == Signing::None)
            return true;
        m_files[name] += QStringLiteral(".signed");
        const QByteArray key = run(QStringLiteral("ldns-keygen"),
                                   {QStringLiteral("-a"), QStringLiteral("ECDSAP256SHA256"), QStringLiteral("-k"), name});
        if (key.isEmpty())
            return false;
        (void)run(QStringLiteral("ldns-signzone"), {QStringLiteral("-o"), name, name, QString::fromLatin1(key)});
        const QByteArray anchor = read(QString::fromLatin1(key) + QStringLiteral(".ds")).trimmed().replace('\t', ' ');
        m_anchors.append(QString::fromLatin1(anchor));
        return !anchor.isEmpty() && !read(m_files[name]).isEmpty();
    }

    /// After the signing, somebody puts his own in the place of \a before.
    bool forge(const QByteArray &zone, const QByteArray &before, const QByteArray &after)
    {
        const QString file = m_files[QString::fromLatin1(zone)];
        const QByteArray sound = read(file);
        return sound.contains(before) && write(file, QByteArray(sound).replace(before, after));
    }

    bool start()
    {
        QTcpServer probe;
        m_port = probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : quint16(0);
        probe.close();
        const QByteArray directory = m_directory.path().toLocal8Bit();
        QByteArray configuration = "server:\n ip-address: 127.0.0.1@" + QByteArray::number(m_port)
            + "\n username: \"\"\n chroot: \"\"\n zonesdir: \"" + directory
            + "\"\n pidfile: \"\"\n database: \"\"\n xfrdfile: \"\"\n zonelistfile: \"" + directory + "/zones.list\"\n xfrdir: \"" + directory
            + "\"\n rrl-ratelimit: 0\nremote-control:\n control-enable: no\n";
        for (auto zone = m_files.cbegin(); zone != m_files.cend(); ++zone)
            configuration += "zone:\n name: " + zone.key().toLatin1() + "\n zonefile: \"" + zone.value().toLatin1() + "\"\n";
        if (!m_port || !write(QStringLiteral("nsd.conf"), configuration))
            return false;
        m_server.setProcessChannelMode(QProcess::MergedChannels);
        m_server.start(program(), {QStringLiteral("-d"), QStringLiteral("-c"), m_directory.filePath(QStringLiteral("nsd.conf"))});
        return m_server.waitForStarted();
    }
    bool isRunning() const { return m_server.state() == QProcess::Running; }
    QByteArray output() { return m_server.readAll(); }
    void stop()
    {
        if (!isRunning())
            return;
        m_server.terminate();
        m_server.waitForFinished();
    }

    /// For a resolver that knows these zones and their keys.
    gateway::net::DnsConfig resolverConfig() const
    {
        gateway::net::DnsConfig config;
        config.trustAnchors = m_anchors;
        for (const QString &zone : m_files.keys())
            config.stubs.append(QStringLiteral("%1 127.0.0.1@%2").arg(zone).arg(m_port));
        return config;
    }

private:
    bool write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_directory.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    }
    QByteArray read(const QString &name) const
    {
        QFile file(m_directory.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QByteArray run(const QString &command, const QStringList &arguments) const
    {
        QProcess process;
        process.setWorkingDirectory(m_directory.path());
        process.start(command, arguments);
        return process.waitForFinished() && process.exitCode() == 0 ? process.readAll().trimmed() : QByteArray();
    }

    QTemporaryDir m_directory;
    QMap<QString, QString> m_files; ///< By zone.
    QStringList m_anchors;
    QProcess m_server;
    quint16 m_port = 0;
};
