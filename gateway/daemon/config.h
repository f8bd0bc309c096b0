#pragma once

#include "gateway/admin/httpserver.h"
#include "gateway/daemon/bounceguard.h"
#include "gateway/daemon/doorkeeper.h"
#include "gateway/daemon/sealer.h"
#include "gateway/daemon/sendercheck.h"
#include "gateway/delivery/queue.h"
#include "gateway/net/dnsresolver.h"
#include "gateway/net/scanner.h"
#include "gateway/net/smtpclient.h"
#include "gateway/net/smtpserver.h"
#include "gateway/result.h"

#include <QStringList>

namespace gateway::daemon {

/// A host and port to listen on; port 0 picks a free one.
struct Endpoint {
    QByteArray address;
    quint16 port = 0;
};

/// Everything that is fixed for a run of posternd: command line over configuration file over these defaults.
struct Config {
    QString dataDirectory;
    bool isTrial = false;
    Endpoint smtp{"127.0.0.1", 2525};
    Endpoint api{"127.0.0.1", 8025};
    std::optional<net::NextHop> nextHop;   ///< Default next hop; in a trial nothing means the test mailbox.
    std::optional<net::NextHop> relay;     ///< For reports to outside senders.
    QString certificate, key;              ///< Empty: the self-signed pair made in the data directory.
    net::SmtpServerConfig server;
    net::SmtpClientConfig client;
    net::ScannerConfig scanner;
    delivery::QueueConfig queue;
    std::optional<bool> usesDns;           ///< Without a word: yes, but not in a trial that knows no forwarder (design.md 5).
    net::DnsConfig dns;
    bool usesDane = false;                 ///< Not without a word: where the DNS is not what it seems, mail would wait for it.
    SealerConfig sealer;
    SenderCheckConfig senderCheck;
    DoorkeeperConfig door;
    BounceGuard::Mode bounceTags = BounceGuard::Mode::Off; ///< Only for who sends all mail through a system that marks it.
    std::chrono::seconds deliveryDeadline{60};   ///< For cut-through (design.md 1).
    std::chrono::seconds finalPatience{180};     ///< Past that, for the reply to the content, as far as the 5 min of threats.md S18 allow.
    std::chrono::hours quarantineTime{720}, traceTime{2160};
    qint64 diskReserve = 200'000'000;      ///< Octets kept free beside 1.5 times the largest message (threats.md D5).
    bool acceptsTestSignaturesOnly = false; ///< A trial may run with the built-in test signatures alone.
};

/// Applies one setting by its name ("smtp.max-message-size"). Error::Kind::Invalid names the key, what is wrong and what is allowed.
[[nodiscard]] Result<> applySetting(Config &config, const QString &key, const QString &value);
/// Reads a TOML file over \a config; the error names file, line and key. On failure \a config is not to be used.
[[nodiscard]] Result<> applyFile(Config &config, const QString &file);
/// What the gateway calls itself where the setting smtp.host-name says nothing: the machine's name if it is a fully qualified one, else
/// that name in the domain "localdomain". EHLO needs such a name (RFC 5321 2.3.5), and so do the certificate, Message-ID and
/// Authentication-Results, where an address literal could not stand.
[[nodiscard]] QByteArray defaultHostName(const QString &machineName);
/// "127.0.0.1:2525", "[::1]:25".
[[nodiscard]] Result<Endpoint> parseEndpoint(const QString &text);
/// All settings with their meaning, one a line, for --help.
[[nodiscard]] QString settingsHelp();

} // namespace gateway::daemon
