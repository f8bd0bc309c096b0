#pragma once

#include "gateway/reason.h"
#include "gateway/result.h"
#include "gateway/verdict.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>
#include <optional>

/// The value types of the administration interface: what the gateway tells people. Shared by daemon, trace, command line and window.
/// Each has toJson() and T::fromJson(); member names in JSON are the names here, times are ISO 8601 UTC with milliseconds,
/// durations are milliseconds (numbers), enumerations their words. toJson() leaves out empty lists, unset times and empty nested
/// records; fromJson() is tolerant: members that are missing or of the wrong type become defaults.
namespace gateway::admin {

/// How one stage of a message's way went.
struct StageRecord {
    enum class State { Passed, Attention, Stopped, NotReached };
    Stage stage = Stage::Connection;
    State state = State::NotReached;
    double at = 0;    ///< Milliseconds since the client connected, at the end of the stage.
    double took = 0;  ///< Milliseconds.
    QString note;     ///< A few words: "clean", "1 recipient", "550 5.7.1"; English; may hold text of peers.
    [[nodiscard]] QJsonObject toJson() const;
    static StageRecord fromJson(const QJsonObject &object);
    friend bool operator==(const StageRecord &, const StageRecord &) = default;
};

/// TLS of one connection, in or out.
struct TlsRecord {
    bool isEncrypted = false;
    QString version, cipher, group, serverName, peerSubject, peerIssuer, peerFingerprint, verification;
    bool isResumed = false;
    [[nodiscard]] QJsonObject toJson() const;
    static TlsRecord fromJson(const QJsonObject &object);
    friend bool operator==(const TlsRecord &, const TlsRecord &) = default;
};

/// One thing that was checked about who sent a message.
struct AuthenticationCheck {
    QString method;    ///< "spf", "dkim", "arc", "dmarc"
    QString result;    ///< As RFC 8601 2.7 writes it: "pass", "softfail", "temperror"
    QString domain;    ///< Who is spoken of: SPF's domain, DKIM's d=, the author's domain, the last sealer.
    QString selector;  ///< DKIM.
    QString policy;    ///< DMARC: what the domain publishes; empty without a record.
    QString detail;    ///< SPF: the mechanism that matched; DKIM: algorithm and bits; ARC: the sealers in order.
    QString cause;     ///< Why it is no pass, in English; may hold text of peers.
    bool isAligned = false; ///< SPF, DKIM: it passed, and speaks for the author's domain.
    [[nodiscard]] QJsonObject toJson() const;
    static AuthenticationCheck fromJson(const QJsonObject &object);
    friend bool operator==(const AuthenticationCheck &, const AuthenticationCheck &) = default;
};

/// One recipient's part of a message.
struct RecipientRecord {
    QString address;
    Verdict verdict = Verdict::Deliver;
    Fate fate = Fate::Deferred;
    QString rule;       ///< Id of the deciding rule, empty if none.
    QString nextHop;    ///< "127.0.0.1:2526", empty if not contacted.
    QString reply;      ///< The next hop's words for this recipient.
    QDateTime changed;  ///< When the fate was set.
    [[nodiscard]] QJsonObject toJson() const;
    static RecipientRecord fromJson(const QJsonObject &object);
    friend bool operator==(const RecipientRecord &, const RecipientRecord &) = default;
};

/// A message in the trace. The list shows the first part, the message page all of it.
struct Message {
    QString id;
    QDateTime received;
    QString direction = QStringLiteral("inbound"); ///< "inbound" or "outbound".
    QString clientAddress, helo, sender;           ///< sender: the reverse-path, empty for <>.
    QString headerFrom, subject, messageId;
    qint64 size = 0;                               ///< Octets; 0 if refused before the content.
    MessageClass messageClass = MessageClass::Clean;
    std::optional<double> score;                   ///< 0 to 100; none if not analysed.
    Fate fate = Fate::Deferred;                    ///< The weightiest of the recipients' fates.
    bool isTagged = false;
    QString rule;
    double took = 0;                               ///< Milliseconds from connect or the previous reply to the final reply.
    QList<RecipientRecord> recipients;
    // The message page's part:
    QString reply;                                 ///< What the sender was told, verbatim.
    QList<StageRecord> stages;
    QList<Reason> reasons;                         ///< Heaviest first.
    QList<AuthenticationCheck> authentication;     ///< Empty if it was not checked.
    TlsRecord tlsIn, tlsOut;
    QStringList urls, attachments;
    int policyVersion = 0;
    QStringList history;                           ///< Later events, one sentence each with its time: retries, release.
    [[nodiscard]] QJsonObject toJson() const;
    static Message fromJson(const QJsonObject &object);
    friend bool operator==(const Message &, const Message &) = default;
};

/// What `messages` may be asked for.
struct MessageFilter {
    QDateTime since, until;
    QString sender, recipient;   ///< Substring, case-insensitive.
    QString text;                ///< In sender, recipients, subject or id.
    std::optional<Fate> fate;
    std::optional<MessageClass> messageClass;
    int offset = 0, limit = 100;
    [[nodiscard]] QJsonObject toJson() const;
    static MessageFilter fromJson(const QJsonObject &object);
    friend bool operator==(const MessageFilter &, const MessageFilter &) = default;
};

/// One page of a list with the number of all that match.
template<typename T>
struct Page {
    QList<T> items;
    qint64 total = 0;
    friend bool operator==(const Page &, const Page &) = default;
};

struct QuarantineItem {
    QString id;
    QDateTime received, expires;
    QString sender, headerFrom, subject, rule;
    QStringList recipients;
    MessageClass messageClass = MessageClass::Spam;
    double score = 0;
    qint64 size = 0;
    bool isForAdministratorOnly = false;
    QList<Reason> reasons;
    QString text;                ///< With `show`: the first part of the source, control characters as marks.
    [[nodiscard]] QJsonObject toJson() const;
    static QuarantineItem fromJson(const QJsonObject &object);
    friend bool operator==(const QuarantineItem &, const QuarantineItem &) = default;
};

struct QueueItem {
    QString id;
    QDateTime received, nextAttempt, expires;
    QString sender, destination, subject, lastReply;
    QStringList recipients;
    qint64 size = 0;
    int attempts = 0;
    bool isHeld = false;
    [[nodiscard]] QJsonObject toJson() const;
    static QueueItem fromJson(const QJsonObject &object);
    friend bool operator==(const QueueItem &, const QueueItem &) = default;
};

struct Domain {
    QString name;
    QString nextHop;             ///< "host:port"; empty: the gateway's default.
    QStringList recipients;      ///< Known mailboxes (local parts), typed by hand.
    /// What becomes of recipients in no list: "list": they are refused; "ask": the next hop is asked; "off": they are accepted; "auto": refused
    /// if there is a list at all, of typed recipients or from a directory.
    QString recipientCheck = QStringLiteral("auto");
    QStringList aliasDomains{};  ///< Other names of the same domain.
    QString catchAll{};          ///< Address of the mailbox that gets what nobody else gets; empty: there is none.
    QString subaddressSeparator = QStringLiteral("+"); ///< user+tag is user (RFC 5233); empty: there are no tags.
    bool acceptsUnknown = false; ///< With a list: names in no list are accepted and flagged, as while a list is being made.
    [[nodiscard]] QJsonObject toJson() const;
    static Domain fromJson(const QJsonObject &object);
    friend bool operator==(const Domain &, const Domain &) = default;
};

/// One TLS session of the record.
struct TlsSession {
    QDateTime time;
    QString direction;           ///< "in" or "out".
    QString peer;                ///< Address or "host:port".
    QString messageId;
    TlsRecord tls;
    [[nodiscard]] QJsonObject toJson() const;
    static TlsSession fromJson(const QJsonObject &object);
    friend bool operator==(const TlsSession &, const TlsSession &) = default;
};

struct Certificate {
    QString file, subject, issuer, fingerprint;
    QStringList names;
    QDateTime notBefore, notAfter;
    bool isSelfSigned = false;
    [[nodiscard]] QJsonObject toJson() const;
    static Certificate fromJson(const QJsonObject &object);
    friend bool operator==(const Certificate &, const Certificate &) = default;
};

struct Status {
    QString version, hostName, mode;    ///< mode: "trial" or "service".
    QDateTime started;
    QString smtp, api, nextHop;         ///< Endpoints.
    QString health;                     ///< "good", "attention" or "bad".
    QStringList problems;               ///< Sentences, worst first; empty when good.
    int sessions = 0;
    double messagesPerMinute = 0, medianMilliseconds = 0;
    qint64 messagesToday = 0, stoppedToday = 0, queued = 0, quarantined = 0;
    bool isNextHopUp = true;
    QString virusEngine, sandbox;
    qint64 signatures = 0;
    QDateTime signatureDate;
    bool hasOnlyTestSignatures = false;
    int policyVersion = 0;
    [[nodiscard]] QJsonObject toJson() const;
    static Status fromJson(const QJsonObject &object);
    friend bool operator==(const Status &, const Status &) = default;
};

/// A live event, as server-sent events carry it.
struct Event {
    qint64 number = 0;                  ///< Rising; the SSE id.
    QString type;                       ///< "message", "queue", "quarantine", "health", "policy", "directory"
    QJsonObject data;                   ///< For "message" a Message without its page's part.
    [[nodiscard]] QJsonObject toJson() const;
    static Event fromJson(const QJsonObject &object);
    friend bool operator==(const Event &, const Event &) = default;
};

/// A mail in the trial's test mailbox.
struct MailboxItem {
    QString id;
    QDateTime received;
    QString sender, recipient, subject;
    qint64 size = 0;
    QString text;                       ///< With `show`: the source, control characters as marks.
    [[nodiscard]] QJsonObject toJson() const;
    static MailboxItem fromJson(const QJsonObject &object);
    friend bool operator==(const MailboxItem &, const MailboxItem &) = default;
};

/// A ready-made message of the trial ("clean", "spam", "virus", "phishing", "japanese") and what must become of it.
struct Sample {
    QString id, title, sender, recipient;
    Fate expectedFate = Fate::Delivered;
    [[nodiscard]] QJsonObject toJson() const;
    static Sample fromJson(const QJsonObject &object);
    friend bool operator==(const Sample &, const Sample &) = default;
};

/// The outcome of sending one message through the gateway's own SMTP port.
struct SendResult {
    QString messageId;                  ///< Id in the trace, empty if it never got so far.
    QString reply;                      ///< The gateway's final words.
    double took = 0;
    [[nodiscard]] QJsonObject toJson() const;
    static SendResult fromJson(const QJsonObject &object);
    friend bool operator==(const SendResult &, const SendResult &) = default;
};

} // namespace gateway::admin
