#include "exampledata.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace gateway;
using namespace gateway::admin;
using namespace Qt::StringLiterals;

namespace exampledata {
namespace {

/// What differs from mail to mail; the rest follows.
struct Mail {
    int secondsAgo;
    const char *client, *helo, *sender, *recipient;
    QString subject;
    qint64 size;
    MessageClass messageClass;
    double score; ///< Negative: not analysed.
    Fate fate;
    const char *rule, *reply;
    QList<Reason> reasons;
};

Reason reason(const char *id, Stage stage, double points, QMap<QString, QString> evidence = {})
{
    return {id, stage, points, std::move(evidence)};
}

const QList<Mail> &mails()
{
    using enum MessageClass;
    using enum Fate;
    static const char *const accepted = "250 2.0.0 Ok";
    static const QList<Mail> list{
        {12, "192.0.2.17", "mail.example.org", "quotes@example.org", "alice@example.com", u"11月分の御見積書をお送りします"_s,
         182'340, Clean, 2.1, Delivered, "", accepted, {reason("ham.conversation", Stage::Content, -1.2)}},
        {47, "203.0.113.9", "[203.0.113.9]", "winner@lottery.example.org", "bob@example.com", u"★当選のお知らせ★ 今すぐ賞金をお受け取りください"_s,
         9'120, Spam, 98.7, Quarantined, "spam", accepted,
         {reason("spam.gtube", Stage::Content, 12), reason("spam.lottery-many", Stage::Content, 3.4, {{u"count"_s, u"3"_s}, {u"phrase"_s, u"賞金"_s}}),
          reason("spam.from-random", Stage::Content, 0.8, {{u"address"_s, u"winner@lottery.example.org"_s}})}},
        {95, "198.51.100.23", "smtp.example.net", "newsletter@example.net", "carol@example.com", u"Your weekly reading list: seven articles about soil, seeds and patience"_s,
         48'211, Graymail, 31.5, Delivered, "graymail", accepted, {reason("graymail.list", Stage::Content, 0, {{u"list"_s, u"reading.example.net"_s}})}},
        {140, "203.0.113.77", "unknown.example.net", "billing@example.net", "alice@example.com", u"Invoice 2026-1187 is overdue, open the attached file"_s,
         311'870, Virus, -1, Quarantined, "virus", accepted, {reason("virus.found", Stage::Virus, 0, {{u"name"_s, u"Eicar-Test-Signature"_s}})}},
        {200, "203.0.113.40", "mx7.example.net", "security@bank.example.net", "carol@example.com", u"【重要】お客様の口座が一時的に制限されています"_s,
         14'002, Phishing, 99.2, Quarantined, "phishing", accepted,
         {reason("phish.link-mismatch", Stage::Content, 5.5, {{u"text"_s, u"www.bank.example.com"_s}, {u"host"_s, u"login.example.net"_s}}),
          reason("phish.credentials", Stage::Content, 2, {{u"host"_s, u"login.example.net"_s}})}},
        {260, "192.0.2.17", "mail.example.org", "info@example.org", "alice@example.com", u"Re: 打ち合わせの日程について"_s, 21'904, Clean, 1.4,
         Delivered, "", accepted, {}},
        {333, "198.51.100.8", "office.example.net", "president@example.net", "bob@example.com", u"Urgent transfer needed before noon, please keep this between us"_s,
         5'230, Impersonation, 84.0, Rejected, "dmarc-reject", "550 5.7.1 Refused by policy: the sender's domain forbids this",
         {reason("imperson.address-in-name", Stage::Content, 4, {{u"name"_s, u"president@example.com"_s}, {u"address"_s, u"president@example.net"_s}})}},
        {401, "203.0.113.200", "dialup.example.net", "x1@example.net", "sales1@example.com", {}, 0, Policy, -1, Rejected, "unknown-recipient",
         "550 5.1.1 No such mailbox here", {}},
        {520, "192.0.2.17", "mail.example.org", "quotes@example.org", "dave@branch.example.com", u"在庫確認のお願い (至急)"_s, 33'871, Clean, 3.0, Queued,
         "", accepted, {}},
        {611, "198.51.100.61", "out.example.net", "shop@example.net", "carol@example.com", u"[Spam?] Everything must go: last day of the autumn sale"_s, 71'440,
         Spam, 72.4, Delivered, "suspected-spam", accepted,
         {reason("spam.bulk-offer-many", Stage::Content, 1.9, {{u"count"_s, u"2"_s}, {u"phrase"_s, u"everything must go"_s}})}},
        {905, "192.0.2.80", "files.example.org", "archive@example.org", "alice@example.com", u"図面一式 (パスワードは別便)"_s, 8'413'220, Unscannable, 8.5,
         Delivered, "unscannable", accepted, {reason("virus.encrypted", Stage::Virus, 0, {{u"name"_s, u"Heuristics.Encrypted.Zip"_s}})}},
        {1400, "192.0.2.17", "mail.example.org", "", "alice@example.com", u"Delivery status: relayed"_s, 4'022, Clean, 4.4, Delivered, "", accepted, {}},
        {2100, "198.51.100.8", "office.example.net", "desk@example.net", "bob@example.com", u"Minutes of the meeting"_s, 12'911, Clean, -1, Deferred,
         "", "451 4.3.0 The content could not be examined, try again later", {}},
    };
    return list;
}

TlsRecord tls(const QString &peer)
{
    return {true, u"TLSv1.3"_s, u"TLS_AES_256_GCM_SHA384"_s, u"X25519"_s, u"mx.example.com"_s, u"CN="_s + peer,
            u"CN=Example Test CA"_s, u"9f:86:d0:81:88:4c:7d:65:9a:2f:ea:a0:c5:5a:d0:15"_s, u"verified"_s, false};
}

QList<AuthenticationCheck> authentication(const QString &sender, bool isForged)
{
    const QString domain = sender.section(u'@', 1);
    if (domain.isEmpty())
        return {};
    if (isForged) {
        return {{u"spf"_s, u"fail"_s, domain, {}, {}, u"-all"_s, {}, false},
                {u"dkim"_s, u"permerror"_s, domain, u"2024a"_s, {}, u"rsa-sha256"_s, u"there is no key 2024a._domainkey."_s + domain, false},
                {u"dmarc"_s, u"fail"_s, domain, {}, u"quarantine"_s, domain, u"neither SPF nor DKIM authenticates "_s + domain, false}};
    }
    return {{u"spf"_s, u"pass"_s, u"bounces."_s + domain, {}, {}, u"include:_spf."_s + domain, {}, true},
            {u"dkim"_s, u"pass"_s, domain, u"2026a"_s, {}, u"rsa-sha256, 2048 bit"_s, {}, true},
            {u"dkim"_s, u"pass"_s, u"mailer.example"_s, u"m1"_s, {}, u"ed25519-sha256, 256 bit"_s, {}, false},
            {u"dmarc"_s, u"pass"_s, domain, {}, u"reject"_s, domain, {}, false}};
}

QString id(qsizetype index) { return u"m%1"_s.arg(1000 + index); }

/// Where the mail's way ended, if not at the next hop.
std::optional<Stage> stoppedAt(const Mail &mail)
{
    if (mail.fate == Fate::Delivered || mail.fate == Fate::Queued)
        return {};
    if (mail.fate == Fate::Deferred)
        return Stage::Virus;
    return mail.reasons.isEmpty() ? Stage::Envelope : mail.reasons.first().stage;
}

QList<StageRecord> stages(const Mail &mail)
{
    using enum StageRecord::State;
    const std::optional<Stage> end = stoppedAt(mail);
    QList<StageRecord> all;
    double at = 0;
    for (int i = 0; i <= int(Stage::Answer); ++i) {
        const auto stage = Stage(i);
        const bool isReached = !end || stage <= *end || stage == Stage::Answer;
        const bool isOdd = std::ranges::any_of(mail.reasons, [&](const Reason &r) { return r.stage == stage && r.points >= 0; })
            || (mail.fate == Fate::Queued && stage == Stage::NextHop);
        const double took = !isReached ? 0 : stage == Stage::Content ? 6.5 : stage == Stage::NextHop ? 9.25 : 1.5;
        at += took;
        const QString note = stage == Stage::Answer ? QString::fromLatin1(mail.reply)
            : mail.fate == Fate::Queued && stage == Stage::NextHop ? u"no answer from 10.0.0.26:25 within 30 s"_s
                                                                   : QString();
        all.append({stage, !isReached ? NotReached : end == stage ? Stopped : isOdd ? Attention : Passed, isReached ? at : 0, took, note});
    }
    return all;
}

Message message(const Mail &mail, qsizetype index)
{
    Message m;
    m.id = id(index);
    m.received = now().addSecs(-mail.secondsAgo);
    m.clientAddress = QString::fromLatin1(mail.client);
    m.helo = QString::fromLatin1(mail.helo);
    m.sender = QString::fromLatin1(mail.sender);
    m.headerFrom = mail.size == 0 ? QString() : m.sender.isEmpty() ? u"mailer-daemon@example.org"_s : m.sender;
    m.subject = mail.subject;
    m.messageId = mail.size == 0 ? QString() : u"<%1.20261124@%2>"_s.arg(m.id, m.helo);
    m.size = mail.size;
    m.messageClass = mail.messageClass;
    if (mail.score >= 0)
        m.score = mail.score;
    m.fate = mail.fate;
    m.isTagged = mail.subject.startsWith("[Spam?]"_L1);
    m.rule = QString::fromLatin1(mail.rule);
    const bool isContacted = mail.fate == Fate::Delivered;
    const Verdict verdict = mail.fate == Fate::Quarantined ? Verdict::Quarantine
        : mail.fate == Fate::Rejected                      ? Verdict::Reject
        : mail.fate == Fate::Deferred                      ? Verdict::Defer
        : m.isTagged                                       ? Verdict::Tag
                                                           : Verdict::Deliver;
    m.recipients = {{QString::fromLatin1(mail.recipient), verdict, mail.fate, m.rule,
                     isContacted ? u"10.0.0.25:25"_s : QString(), isContacted ? u"250 2.0.0 Ok: queued"_s : QString(),
                     m.received}};
    m.reply = QString::fromLatin1(mail.reply);
    m.stages = stages(mail);
    m.took = m.stages.last().at;
    m.reasons = mail.reasons;
    if (mail.size > 0) {
        m.tlsIn = tls(m.helo);
        m.authentication = authentication(m.sender, m.messageClass == MessageClass::Phishing || m.messageClass == MessageClass::Spam);
    }
    if (isContacted)
        m.tlsOut = tls(u"10.0.0.25"_s);
    if (mail.messageClass == MessageClass::Phishing)
        m.urls = {u"https://login.example.net/verify?account=carol"_s};
    if (mail.messageClass == MessageClass::Virus)
        m.attachments = {u"invoice-2026-1187.zip"_s};
    m.policyVersion = 3;
    if (mail.fate == Fate::Queued)
        m.history = {u"2026-11-24T12:00:25Z The mail server did not answer; next attempt in 5 minutes."_s};
    return m;
}

} // namespace

QDateTime now() { return QDateTime(QDate(2026, 11, 24), QTime(12, 4), Qt::UTC); }

Status status()
{
    Status s;
    s.version = u"0.1.0"_s;
    s.hostName = u"mx.example.com"_s;
    s.mode = u"trial"_s;
    s.started = now().addSecs(-93'720);
    s.smtp = u"127.0.0.1:2525"_s;
    s.api = u"http://127.0.0.1:8025"_s;
    s.nextHop = u"10.0.0.25:25"_s;
    s.health = u"attention"_s;
    s.problems = {u"The mail server of branch.example.com has not answered since 11:55. 6 messages wait."_s};
    s.sessions = 4;
    s.messagesPerMinute = 38.5;
    s.medianMilliseconds = 21.75;
    s.messagesToday = 12'480;
    s.stoppedToday = 3'127;
    s.queued = queue().size();
    s.quarantined = quarantine().size();
    s.virusEngine = u"ClamAV 1.0.9"_s;
    s.sandbox = u"seccomp, Landlock"_s;
    s.signatures = 8'712'394;
    s.signatureDate = now().addSecs(-18'000);
    s.policyVersion = 3;
    return s;
}

QList<Message> messages()
{
    QList<Message> list;
    for (const Mail &mail : mails())
        list.append(message(mail, list.size()));
    return list;
}

QList<QuarantineItem> quarantine()
{
    QList<QuarantineItem> list;
    for (const Message &m : messages()) {
        if (m.fate != Fate::Quarantined)
            continue;
        const QString text = u"From: %1\r\nTo: %2\r\nSubject: %3\r\n\r\nこの文面は見本です。\r\nA second line with a mark: \u241b[31m\r\n"_s
                                 .arg(m.headerFrom, m.recipients.first().address, m.subject);
        list.append({u"q"_s + m.id.sliced(1), m.received, m.received.addDays(30), m.sender, m.headerFrom, m.subject, m.rule,
                     {m.recipients.first().address}, m.messageClass, m.score.value_or(0), m.size,
                     m.messageClass == MessageClass::Virus, m.reasons, text});
    }
    return list;
}

QList<QueueItem> queue()
{
    const auto item = [](int index, int minutes, const QString &sender, const QString &destination, const QString &subject, int attempts, bool isHeld) {
        const QDateTime received = now().addSecs(-60 * minutes);
        return QueueItem{u"w%1"_s.arg(200 + index), received, isHeld ? QDateTime() : now().addSecs(45 * (index + 1)), received.addDays(10), sender,
                         destination, subject, attempts == 0 ? QString() : u"451 4.4.1 No answer from 10.0.0.26:25 within 30 s"_s,
                         {u"dave@branch.example.com"_s}, 33'871 + 1'211 * index, attempts, isHeld};
    };
    const QString branch = u"10.0.0.26:25"_s;
    return {item(0, 9, u"quotes@example.org"_s, branch, u"在庫確認のお願い (至急)"_s, 3, false),
            item(1, 8, u"info@example.org"_s, branch, u"Re: 納品書の件"_s, 3, false),
            item(2, 7, u"orders@example.net"_s, branch, u"Order 55-1032 has shipped"_s, 2, false),
            item(3, 5, u"desk@example.net"_s, branch, u"A very long subject that goes on and on so that every table has to cut it somewhere"_s, 2, false),
            item(4, 2, {}, branch, u"Undelivered mail returned"_s, 1, false),
            item(5, 600, u"backup@example.net"_s, u"192.0.2.99:25"_s, u"Nightly report"_s, 0, true)};
}

QList<Domain> domains()
{
    return {{u"example.com"_s, u"10.0.0.25:25"_s, {u"alice"_s, u"bob"_s, u"carol"_s}},
            {u"branch.example.com"_s, u"10.0.0.26:25"_s, {}}};
}

QJsonObject policy()
{
    return QJsonDocument::fromJson(R"({
        "version": 3,
        "rules": [
            {"id": "virus", "name": "Virus", "mode": "enforce", "action": "quarantine"},
            {"id": "spam", "name": "Spam", "mode": "enforce", "action": "quarantine"},
            {"id": "suspected-spam", "name": "Suspected spam", "mode": "enforce", "action": "tag"}
        ]})").object();
}

QList<TlsSession> tlsSessions()
{
    QList<TlsSession> list;
    for (const Message &m : messages()) {
        if (m.tlsIn.isEncrypted)
            list.append({m.received, u"in"_s, m.clientAddress, m.id, m.tlsIn});
        if (m.tlsOut.isEncrypted)
            list.append({m.received, u"out"_s, u"10.0.0.25:25"_s, m.id, m.tlsOut});
    }
    list[1].tls.version = u"TLSv1.2"_s;
    list[1].tls.cipher = u"ECDHE-RSA-AES256-GCM-SHA384"_s;
    list[1].tls.verification = u"self-signed"_s;
    list[2].tls = {};
    return list;
}

QList<Certificate> certificates()
{
    return {{u"server.pem"_s, u"CN=mx.example.com"_s, u"CN=Example Test CA"_s, u"9f:86:d0:81:88:4c:7d:65:9a:2f:ea:a0:c5:5a:d0:15"_s,
             {u"mx.example.com"_s, u"mail.example.com"_s}, now().addDays(-60), now().addDays(30), false},
            {u"trial.pem"_s, u"CN=trial.test"_s, u"CN=trial.test"_s, u"2c:f2:4d:ba:5f:b0:a3:0e:26:e8:3b:2a:c5:b9:e2:9e"_s,
             {u"trial.test"_s}, now().addDays(-1), now().addDays(3650), true}};
}

QList<Sample> samples()
{
    using enum Fate;
    return {{u"clean"_s, u"An ordinary message"_s, u"sender@example.org"_s, u"alice@trial.test"_s, Delivered},
            {u"spam"_s, u"Spam"_s, u"offers@example.net"_s, u"bob@trial.test"_s, Quarantined},
            {u"virus"_s, u"The EICAR test file"_s, u"files@example.net"_s, u"carol@trial.test"_s, Quarantined},
            {u"phishing"_s, u"A link that lies"_s, u"security@example.net"_s, u"alice@trial.test"_s, Quarantined},
            {u"japanese"_s, u"日本語のメール"_s, u"quotes@example.org"_s, u"bob@trial.test"_s, Delivered}};
}

QList<MailboxItem> mailbox()
{
    QList<MailboxItem> list;
    for (const Message &m : messages()) {
        if (m.fate == Fate::Delivered)
            list.append({u"t"_s + m.id.sliced(1), m.received, m.sender, m.recipients.first().address, m.subject, m.size,
                         u"Subject: %1\r\n\r\nこの文面は見本です。\r\n"_s.arg(m.subject)});
    }
    return list;
}

} // namespace exampledata
