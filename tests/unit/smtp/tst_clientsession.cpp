#include "gateway/smtp/clientsession.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace gateway::smtp;
using namespace std::chrono_literals;
using Kind = RecipientOutcome::Kind;
using Wants = ClientSession::Wants;

/// Dialogs are text files, one step a line:
///   S: line          the server sends a line; consecutive ones arrive together
///   C: line          the client has sent exactly this; consecutive ones are one write
///   begin ARGUMENTS  from=A to=B,C size=N 8bit smtputf8 body=8 ret= envid= notify= orcpt= (the last two for the first recipient)
///   ask ARGUMENTS    the same, without content
///   config WORDS     tls-required tls-never (before anything else)
///   content, tls, tls-fails, drop, timeout, quit
///   wants WORD       input tls transaction content close
///   outcome KIND [unknown] [unreported] REPLY     of the next recipient
///   closing REPLY
namespace {

const QByteArray null;

struct Step {
    QByteArray verb, argument;
};

QList<Step> steps(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<Step> list;
    for (QByteArray line : file.readAll().split('\n')) {
        if (line.endsWith('\r'))
            line.chop(1);
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        const qsizetype blank = line.indexOf(' ');
        const Step step{blank < 0 ? line : line.first(blank), blank < 0 ? null : line.sliced(blank + 1)};
        const bool isTalk = step.verb == "S:" || step.verb == "C:";
        if (isTalk && !list.isEmpty() && list.last().verb == step.verb)
            list.last().argument += step.argument + "\r\n";
        else
            list.append({step.verb, isTalk ? step.argument + "\r\n" : step.argument});
    }
    return list;
}

Mailbox mailbox(const QByteArray &address)
{
    const qsizetype at = address.lastIndexOf('@');
    return at < 0 ? Mailbox{} : Mailbox{address.first(at), address.sliced(at + 1)};
}

QByteArray word(Wants wants)
{
    switch (wants) {
    case Wants::Input:       return "input";
    case Wants::Tls:         return "tls";
    case Wants::Transaction: return "transaction";
    case Wants::Content:     return "content";
    case Wants::Close:       break;
    }
    return "close";
}

QByteArray describe(const RecipientOutcome &outcome)
{
    const QByteArray kind = outcome.kind == Kind::Delivered ? "delivered" : outcome.kind == Kind::Permanent ? "permanent" : "transient";
    return kind + (outcome.isFateUnknown ? " unknown " : " ") + (outcome.isUnreported ? "unreported " : "") + outcome.reply.toLine();
}

/// A session with the driver a dialog needs.
class Player
{
public:
    explicit Player(qsizetype chunk) : m_chunk(chunk) {}

    /// Empty if the step went as written, else what happened instead.
    QByteArray play(const Step &step)
    {
        if (step.verb == "config") {
            m_config.requiresTls = step.argument.contains("tls-required");
            m_config.usesTls = !step.argument.contains("tls-never");
            return {};
        }
        if (!session)
            session.emplace(m_config, now);
        if (step.verb == "C:") {
            const QByteArray output = session->takeOutput();
            return output == step.argument ? null : "client sent " + output;
        }
        if (step.verb == "wants")
            return word(session->wants()) == step.argument ? null : "wants " + word(session->wants());
        if (step.verb == "outcome") {
            const QByteArray outcome = m_outcome < session->outcomes().size() ? describe(session->outcomes()[m_outcome++]) : "none";
            return outcome == step.argument ? null : "outcome " + outcome;
        }
        if (step.verb == "closing")
            return session->closingReply().toLine() == step.argument ? null : "closing " + session->closingReply().toLine();
        isFateOpen = step.verb == "content";
        if (step.verb == "S:")
            feed(step.argument);
        else if (step.verb == "begin" || step.verb == "ask")
            begin(step.argument, step.verb == "ask");
        else if (step.verb == "content") {
            session->contentSent(now);
            feed({}); // What came while the content was being sent.
        }
        else if (step.verb == "tls")
            session->tlsStarted(now);
        else if (step.verb == "tls-fails")
            session->failed({450, 7, 5, "The TLS handshake failed"});
        else if (step.verb == "drop")
            session->disconnected();
        else if (step.verb == "timeout")
            session->timedOut();
        else if (step.verb == "quit")
            session->quit(now);
        else
            return "unknown step " + step.verb;
        return {};
    }

    std::optional<ClientSession> session;
    Clock::time_point now{1h};
    bool isFateOpen = false; ///< The end marker was sent and nothing came since.

private:
    void feed(const QByteArray &octets)
    {
        qsizetype arrived = 0;
        do {
            const QByteArray chunk = octets.sliced(arrived, m_chunk ? std::min(m_chunk, octets.size() - arrived) : octets.size());
            arrived += chunk.size();
            m_input += chunk;
            m_input.remove(0, session->feed(m_input, now));
        } while (arrived < octets.size());
    }

    void begin(const QByteArray &arguments, bool isQuestion)
    {
        Envelope envelope;
        qint64 size = 100;
        m_outcome = 0;
        for (const QByteArray &argument : arguments.split(' ')) {
            const qsizetype equals = argument.indexOf('=');
            const QByteArray name = argument.first(equals < 0 ? argument.size() : equals);
            const QByteArray value = equals < 0 ? null : argument.sliced(equals + 1);
            if (name == "from")
                envelope.reversePath = mailbox(value);
            else if (name == "to")
                for (const QByteArray &address : value.split(','))
                    envelope.recipients.append({mailbox(address), {}, {}});
            else if (name == "size")
                size = value.toLongLong();
            else if (name == "smtputf8")
                envelope.smtpUtf8 = true;
            else if (name == "body")
                envelope.body = Body::EightBitMime;
            else if (name == "ret")
                envelope.ret = value == "FULL" ? Ret::Full : Ret::HeadersOnly;
            else if (name == "envid")
                envelope.envelopeId = value;
            else if (name == "notify")
                envelope.recipients[0].notify = {true, value == "NEVER", value.contains("SUCCESS"), value.contains("FAILURE"), value.contains("DELAY")};
            else if (name == "orcpt")
                envelope.recipients[0].originalRecipient = value;
        }
        if (isQuestion)
            return session->ask(envelope, now);
        session->begin(envelope, arguments.contains("8bit"), size, now);
    }

    ClientConfig m_config{.hostName = "gw.test"};
    qsizetype m_chunk;
    QByteArray m_input;
    qsizetype m_outcome = 0;
};

} // namespace

class tst_ClientSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void dialog_data();
    void dialog();
    void lostAtEveryStep_data() { dialog_data(); }
    void lostAtEveryStep();
    void mixedOutcomes_data();
    void mixedOutcomes();
    void manyRecipients();
    void deadlines();
    void hostileAddress();
    void longReplies_C1();
};

void tst_ClientSession::dialog_data()
{
    QTest::addColumn<QString>("file");
    const QDir directory(QStringLiteral(TEST_DATA "/smtpclient"), QStringLiteral("*.txt"));
    for (const QString &name : directory.entryList())
        QTest::newRow(qPrintable(name.chopped(4))) << directory.filePath(name);
}

void tst_ClientSession::dialog()
{
    QFETCH(const QString, file);
    for (const qsizetype chunk : {0, 1, 5}) {
        Player player(chunk);
        int number = 0;
        for (const Step &step : steps(file)) {
            const QByteArray deviation = player.play(step);
            QVERIFY2(deviation.isEmpty(), QByteArray::number(++number) + ". step " + step.verb + ' ' + step.argument + "\nbut " + deviation);
        }
    }
}

/// C2: whatever was reached, a lost connection leaves each recipient with an outcome, and the fate unknown only after the end marker.
void tst_ClientSession::lostAtEveryStep()
{
    QFETCH(const QString, file);
    const QList<Step> all = steps(file);
    for (qsizetype last = 1; last < all.size(); ++last) {
        for (const char *loss : {"drop", "timeout", "tls-fails"}) {
            Player player(0);
            for (const Step &step : all.first(last))
                QVERIFY(player.play(step).isEmpty());
            if (!player.session)
                continue;
            const bool isFateOpen = player.isFateOpen && player.session->wants() == Wants::Input;
            const bool isOver = player.session->wants() == Wants::Close;
            const QList<RecipientOutcome> before = player.session->outcomes();
            QVERIFY(player.play({loss, null}).isEmpty());
            QCOMPARE(player.session->wants(), Wants::Close);
            QVERIFY(!player.session->isReusable());
            QCOMPARE(player.session->deadline(), Clock::time_point::max());
            for (qsizetype i = 0; i < before.size(); ++i) {
                const RecipientOutcome &outcome = player.session->outcomes()[i];
                if (before[i].reply.code != 0 || isOver) { // It had its outcome and keeps it.
                    QCOMPARE(outcome, before[i]);
                } else {
                    QCOMPARE(outcome.kind, Kind::Transient);
                    QVERIFY(outcome.reply.isTransient());
                    QCOMPARE(outcome.isFateUnknown, isFateOpen);
                }
            }
        }
    }
}

void tst_ClientSession::mixedOutcomes_data()
{
    QTest::addColumn<QByteArray>("answers"); // One letter per recipient, then one for the content: 2, 4 or 5.
    QTest::addColumn<bool>("pipelining");
    QTest::addColumn<bool>("lax"); // 354 also without a recipient.
    for (int n = 0; n < 81; ++n) {
        const QByteArray answers{QByteArray() + "245"[n % 3] + "245"[n / 3 % 3] + "245"[n / 9 % 3] + "245"[n / 27]};
        for (const bool pipelining : {false, true})
            for (const bool lax : {false, true})
                QTest::addRow("C4 %s%s%s", answers.constData(), pipelining ? " pipelined" : "", lax ? " lax" : "") << answers << pipelining << lax;
    }
}

void tst_ClientSession::mixedOutcomes()
{
    QFETCH(const QByteArray, answers);
    QFETCH(const bool, pipelining);
    QFETCH(const bool, lax);
    const QMap<char, QByteArray> words{{'2', "250 2.1.5 yes"}, {'4', "450 4.2.1 later"}, {'5', "550 5.1.1 no"}};
    const QByteArray recipients = answers.first(3);
    const bool hasRecipient = recipients.contains('2');

    Player player(0);
    QVERIFY(player.play({"S:", QByteArray("220 mx\r\n")}).isEmpty());
    QVERIFY(player.play({"S:", pipelining ? "250-mx\r\n250 PIPELINING\r\n" : "250 mx\r\n"}).isEmpty());
    (void)player.session->takeOutput();
    for (int transaction = 0; transaction < 2; ++transaction) { // The second shows that the first left nothing behind.
        QVERIFY(player.play({"begin", "from=a@x.test to=r0@y.test,r1@y.test,r2@y.test"}).isEmpty());
        bool wasContentAsked = false;
        for (QByteArray output = player.session->takeOutput(); !output.isEmpty(); output = player.session->takeOutput()) {
            QByteArray replies;
            for (const QByteArray &line : output.split('\n')) {
                if (line.startsWith("RSET")) {
                    QVERIFY(transaction == 1);
                    replies += "250 flushed\r\n";
                } else if (line.startsWith("MAIL")) {
                    replies += "250 ok\r\n";
                } else if (line.startsWith("RCPT TO:<r")) {
                    replies += words[answers[line[10] - '0']] + "\r\n";
                } else if (line.startsWith("DATA")) {
                    replies += hasRecipient || lax ? "354 go\r\n" : "554 5.5.1 no recipients\r\n";
                } else if (line == ".\r") {
                    QVERIFY(!hasRecipient);
                    replies += "554 5.5.1 no recipients\r\n";
                }
            }
            QVERIFY(player.play({"S:", replies}).isEmpty());
            if (player.session->wants() == Wants::Content) {
                wasContentAsked = true;
                QVERIFY(player.play({"content", {}}).isEmpty());
                QVERIFY(player.play({"S:", words[answers[3]] + "\r\n"}).isEmpty());
            }
        }
        QCOMPARE(player.session->wants(), Wants::Transaction);
        QVERIFY(player.session->isReusable());
        QCOMPARE(wasContentAsked, hasRecipient);
        for (int i = 0; i < 3; ++i) {
            const char decisive = answers[i] == '2' ? answers[3] : answers[i];
            const RecipientOutcome &outcome = player.session->outcomes()[i];
            QCOMPARE(outcome.kind, decisive == '2' ? Kind::Delivered : decisive == '4' ? Kind::Transient : Kind::Permanent);
            QCOMPARE(outcome.reply.toLine(), words[decisive]);
            QVERIFY(!outcome.isFateUnknown);
        }
    }
}

/// Never more commands in flight than the buffers of both ways hold (RFC 2920 3.1), and all of them in the end.
void tst_ClientSession::manyRecipients()
{
    Player player(0);
    QVERIFY(player.play({"S:", "220 mx\r\n250-mx\r\n250 PIPELINING\r\n"}).isEmpty());
    (void)player.session->takeOutput();
    QByteArrayList to;
    for (int i = 0; i < 1000; ++i)
        to.append("r" + QByteArray::number(i) + "@y.test");
    QVERIFY(player.play({"begin", "from=a@x.test to=" + to.join(',')}).isEmpty());
    int commands = 0, writes = 0;
    while (player.session->wants() == Wants::Input) {
        const QByteArray output = player.session->takeOutput();
        QVERIFY(!output.isEmpty());
        const auto count = output.count("\r\n");
        QVERIFY(count <= 100);
        commands += int(count);
        ++writes;
        const QByteArray replies = QByteArray("250 ok\r\n").repeated(output.contains("DATA") ? count - 1 : count);
        QVERIFY(player.play({"S:", replies + (output.contains("DATA") ? "354 go\r\n" : "")}).isEmpty());
    }
    QCOMPARE(player.session->wants(), Wants::Content);
    QCOMPARE(commands, 1002);
    QVERIFY2(writes < 30, QByteArray::number(writes));
}

void tst_ClientSession::deadlines()
{
    Player player(0);
    const ClientConfig config;
    player.session.emplace(config, player.now);
    const auto left = [&player] { return player.session->deadline() - player.now; };
    QCOMPARE(left(), config.greetingTimeout);
    player.now += 10s;
    QVERIFY(player.play({"S:", "220-mx\r\n220"}).isEmpty());
    QCOMPARE(left(), config.greetingTimeout - 10s); // A part of a reply buys no time (R3).
    QVERIFY(player.play({"S:", " mx\r\n250 mx\r\n"}).isEmpty());
    QCOMPARE(player.session->deadline(), Clock::time_point::max());
    QVERIFY(player.play({"begin", "from=a@x.test to=b@y.test"}).isEmpty());
    QCOMPARE(left(), config.mailTimeout);
    player.now += 10s;
    QVERIFY(player.play({"S:", "250 ok\r\n"}).isEmpty());
    QCOMPARE(left(), config.rcptTimeout);
    QVERIFY(player.play({"S:", "250 ok\r\n"}).isEmpty());
    QCOMPARE(left(), config.dataTimeout);
    QVERIFY(player.play({"S:", "354 go\r\n"}).isEmpty());
    QCOMPARE(left(), config.finalTimeout);
    player.session->contentProgress(player.now);
    QCOMPARE(left(), config.blockTimeout);
    QVERIFY(player.play({"content", {}}).isEmpty());
    QCOMPARE(left(), config.finalTimeout);
    QVERIFY(player.play({"S:", "250 ok\r\n"}).isEmpty());
    QVERIFY(player.play({"quit", {}}).isEmpty());
    QCOMPARE(left(), config.quitTimeout);
}

/// I7: what would end a command early never gets into one, wherever it came from.
void tst_ClientSession::hostileAddress()
{
    Player player(0);
    QVERIFY(player.play({"S:", "220 mx\r\n250-mx\r\n250-DSN\r\n250 PIPELINING\r\n"}).isEmpty());
    (void)player.session->takeOutput();
    Envelope envelope;
    envelope.reversePath = {"a", "x.test"};
    envelope.envelopeId = "x\r\nRSET";
    envelope.recipients = {{{"b\r\nRSET", "y.test"}, {}, {}}, {{"c", "y.test"}, {}, "rfc822;c\r\n"}, {{"d", "y.test>\r\nRSET"}, {}, {}}, {{}, {}, {}}};
    player.session->begin(envelope, false, 10, player.now);
    QCOMPARE(player.session->takeOutput(), "MAIL FROM:<a@x.test>\r\nRCPT TO:<c@y.test>\r\nDATA\r\n");
    for (const int i : {0, 2, 3}) {
        QCOMPARE(player.session->outcomes()[i].kind, Kind::Permanent);
        QCOMPARE(player.session->outcomes()[i].reply.code, 553);
    }
}

/// C1, I8: what a server says is kept within bounds, and so is what it says while we send.
void tst_ClientSession::longReplies_C1()
{
    Player player(0);
    QVERIFY(player.play({"S:", "220 mx\r\n250 mx\r\n"}).isEmpty());
    QVERIFY(player.play({"begin", "from=a@x.test to=b@y.test"}).isEmpty());
    QVERIFY(player.play({"S:", ("550-" + QByteArray(1000, 'x') + "\r\n").repeated(60) + "550 x\r\n"}).isEmpty());
    QCOMPARE(player.session->wants(), Wants::Transaction);
    QCOMPARE(player.session->outcomes()[0].kind, Kind::Permanent);
    QCOMPARE(player.session->outcomes()[0].reply.text.size(), 2048);

    QVERIFY(player.play({"begin", "from=a@x.test to=b@y.test"}).isEmpty());
    QVERIFY(player.play({"S:", "250 ok\r\n"}).isEmpty());
    QVERIFY(player.play({"S:", "250 ok\r\n"}).isEmpty());
    QVERIFY(player.play({"S:", "354 go\r\n"}).isEmpty());
    QVERIFY(player.play({"S:", QByteArray("250 ok\r\n").repeated(100)}).isEmpty());
    QCOMPARE(player.session->wants(), Wants::Content);
    QVERIFY(player.play({"S:", QByteArray("250 ok\r\n").repeated(10'000)}).isEmpty());
    QCOMPARE(player.session->wants(), Wants::Close);
    QCOMPARE(player.session->outcomes()[0].kind, Kind::Transient);
}

QTEST_APPLESS_MAIN(tst_ClientSession)
#include "tst_clientsession.moc"
