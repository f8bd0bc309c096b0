#include "sessiondriver.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>

using namespace gateway::smtp;
using namespace Qt::StringLiterals;
using Wants = ServerSession::Wants;

namespace {

/// One line of a dialog file.
struct DialogLine {
    int number;
    QByteArray tag; ///< "C", "c", "S", "V", "?", "!", "--"
    QByteArray text;
};

/// Undoes \r \n \0 \t \\ \xHH, and *N* repetition: "{x*500}".
QByteArray unescape(QByteArrayView text)
{
    QByteArray out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '{' && text.indexOf('}', i) > 0 && text.sliced(i).first(text.indexOf('}', i) - i).contains('*')) {
            const qsizetype end = text.indexOf('}', i);
            const QByteArrayView inner = text.sliced(i + 1, end - i - 1);
            const qsizetype star = inner.lastIndexOf('*');
            out += unescape(inner.first(star)).repeated(inner.sliced(star + 1).toInt());
            i = end;
        } else if (text[i] == '\\' && i + 1 < text.size()) {
            switch (text[++i]) {
            case 'r': out += '\r'; break;
            case 'n': out += '\n'; break;
            case '0': out += '\0'; break;
            case 't': out += '\t'; break;
            case 'x':
                out += QByteArray::fromHex(text.sliced(i + 1, 2).toByteArray());
                i += 2;
                break;
            default: out += text[i];
            }
        } else {
            out += text[i];
        }
    }
    return out;
}

QList<DialogLine> readDialog(const QString &fileName)
{
    QFile file(fileName);
    QList<DialogLine> lines;
    if (!file.open(QIODevice::ReadOnly))
        return lines;
    for (int number = 1; !file.atEnd(); ++number) {
        QByteArray line = file.readLine();
        if (line.endsWith('\n'))
            line.chop(1);
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        const qsizetype colon = line.indexOf(':');
        if (line == "--")
            lines.append({number, "--", {}});
        else
            lines.append({number, line.first(colon), line.mid(colon + 2)});
    }
    return lines;
}

void set(ServerConfig &config, const QByteArray &key, int value)
{
    const QHash<QByteArray, std::function<void()>> setters{
        {"maxMessageSize", [&] { config.maxMessageSize = value; }},
        {"maxRecipients", [&] { config.maxRecipients = value; }},
        {"maxExcessRecipients", [&] { config.maxExcessRecipients = value; }},
        {"slowErrors", [&] { config.slowErrors = value; }},
        {"maxErrors", [&] { config.maxErrors = value; }},
        {"maxJunkCommands", [&] { config.maxJunkCommands = value; }},
        {"idleTimeout", [&] { config.idleTimeout = std::chrono::seconds(value); }},
        {"maxSessionTime", [&] { config.maxSessionTime = std::chrono::seconds(value); }},
        {"offersTls", [&] { config.offersTls = value; }},
        {"offersSmtpUtf8", [&] { config.offersSmtpUtf8 = value; }},
        {"offersPipelining", [&] { config.offersPipelining = value; }},
        {"offersChunking", [&] { config.offersChunking = value; }},
        {"normalizesBareLineEnds", [&] { config.normalizesBareLineEnds = value; }},
    };
    QVERIFY2(setters.contains(key), key.constData());
    setters[key]();
}

QByteArray word(Wants wants)
{
    switch (wants) {
    case Wants::Input: return "input";
    case Wants::Tls: return "tls";
    case Wants::Close: return "close";
    default: return "verdict";
    }
}

} // namespace

class tst_ServerSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheDialog_data();
    void followsTheDialog();
    void opensWithARefusal();
    void closesOnEarlyTalk();
    void closesOnClearOctetsAfterStartTls();
    void startsWithTls();
    void asksNoVerdictForAnUnfinishedMessage_data();
    void asksNoVerdictForAnUnfinishedMessage();
    void endsAfterAnOwedReply();
    void turnsOddVerdictsIntoAFault();
    void holdsBackAfterErrors();
    void carriesTheParameters();
    void isSmallWhenIdle();
};

/// Each file in tests/data/smtp is a row:
///   C: text       the client sends a line; lines that follow each other go in one segment, "--" separates segments
///   c: text       the same without CRLF
///   S: text       the next line the server sends; "*" at the end stands for any rest, "250-..." for a reply of many lines
///   V: 550 5.1.1 text   the verdict for the next question; without one it is 250
///   ?: state      the state must be input, tls or close, or: "?: content text", "?: asked mail <a@b>", "?: helo name", "?: delay ms"
///   !: command    "tls" the handshake is done, "wait N" seconds pass, "shutdown", "skip N" positive lines, "set key N" (first of all), "whole" no octet-wise run
void tst_ServerSession::followsTheDialog_data()
{
    QTest::addColumn<QString>("fileName");
    QTest::addColumn<bool>("isByOctet");
    QDirIterator files(QStringLiteral(TEST_DATA "/smtp"), {u"*.txt"_s}, QDir::Files);
    while (files.hasNext()) {
        const QString fileName = files.next();
        QFile file(fileName);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray title = file.readLine().trimmed().mid(2);
        QTest::newRow(title.constData()) << fileName << false;
        if (!file.readAll().contains("!: whole\n"))
            QTest::newRow((title + " (octet by octet)").constData()) << fileName << true;
    }
}

void tst_ServerSession::followsTheDialog()
{
    QFETCH(const QString, fileName);
    QFETCH(const bool, isByOctet);
    const QList<DialogLine> lines = readDialog(fileName);
    QVERIFY(!lines.isEmpty());
    ServerConfig config;
    config.hostName = "mx.example";
    for (const DialogLine &line : lines) {
        if (line.tag == "!" && line.text.startsWith("set "))
            set(config, line.text.split(' ')[1], line.text.split(' ')[2].toInt());
    }
    SessionDriver driver(config);
    QByteArray segment;
    const auto flush = [&] {
        for (const char c : isByOctet ? segment : QByteArray())
            driver.receive(QByteArray(1, c));
        driver.receive(isByOctet ? QByteArray() : segment);
        segment.clear();
    };
    for (const DialogLine &line : lines) {
        const QByteArray where = fileName.toUtf8() + ':' + QByteArray::number(line.number) + ": ";
        if (line.tag == "C")
            segment += unescape(line.text) + "\r\n";
        else if (line.tag == "c")
            segment += unescape(line.text);
        else if (line.tag == "V")
            driver.verdicts.append(toReply(unescape(line.text)));
        else
            flush();
        if (line.tag == "S" && line.text.endsWith("-...")) {
            QByteArray sent;
            do {
                sent = driver.nextLine();
                QVERIFY2(sent.startsWith(line.text.first(3)), where + "got \"" + sent + '"');
            } while (sent[3] == '-');
        } else if (line.tag == "S") {
            const QByteArray sent = driver.nextLine();
            const QByteArray expected = unescape(line.text);
            const bool isPrefix = expected.endsWith('*');
            QVERIFY2(isPrefix ? sent.startsWith(expected.chopped(1)) : sent == expected, where + "got \"" + sent + '"');
        } else if (line.tag == "?") {
            const QByteArray key = line.text.split(' ').first(), value = unescape(line.text.mid(key.size() + 1));
            if (key == "content")
                QVERIFY2(driver.content == value, where + driver.content);
            else if (key == "asked")
                QVERIFY2(!driver.asked.isEmpty() && driver.asked.takeFirst() == value, where + driver.asked.value(0));
            else if (key == "helo")
                QVERIFY2(driver.session.helo() == value, where + driver.session.helo());
            else if (key == "delay")
                QVERIFY2(driver.session.outputDelay() == std::chrono::milliseconds(value.toInt()), where);
            else
                QVERIFY2(word(driver.session.wants()) == key, where + word(driver.session.wants()));
        } else if (line.tag == "!" && line.text == "tls") {
            driver.startTls();
        } else if (line.tag == "!" && line.text.startsWith("wait ")) {
            driver.wait(std::chrono::seconds(line.text.mid(5).toInt()));
        } else if (line.tag == "!" && line.text == "shutdown") {
            driver.shutDown();
        } else if (line.tag == "!" && line.text.startsWith("skip ")) {
            for (int i = line.text.mid(5).toInt(); i > 0; --i)
                QVERIFY2(driver.nextLine().startsWith('2'), where);
        }
    }
    flush();
    QVERIFY2(driver.output.isEmpty(), "not expected: " + driver.output);
    QVERIFY(driver.verdicts.isEmpty());
}

void tst_ServerSession::opensWithARefusal()
{
    const ServerConfig config;
    ServerSession session(config, {});
    session.open(Reply{421, 7, 0, "Too many connections"}, {});
    QCOMPARE(session.takeOutput(), "421 4.7.0 Too many connections\r\n");
    QCOMPARE(session.wants(), Wants::Close);
    QCOMPARE(session.feed("QUIT\r\n", {}), 0);
    QCOMPARE(session.takeOutput(), "");
}

void tst_ServerSession::closesOnEarlyTalk()
{
    const ServerConfig config;
    ServerSession told(config, {});
    told.earlyTalk(); // S3
    QVERIFY(told.takeOutput().startsWith("503 5.5.0 "));
    QCOMPARE(told.wants(), Wants::Close);
    ServerSession fed(config, {});
    QCOMPARE(fed.feed("EHLO c\r\n", {}), 0);
    QVERIFY(fed.takeOutput().startsWith("503 5.5.0 "));
    QCOMPARE(fed.wants(), Wants::Close);
}

void tst_ServerSession::closesOnClearOctetsAfterStartTls()
{
    // T1: "STARTTLS CRLF RSET CRLF", cut at every octet: no reply but to STARTTLS, and no command is carried over.
    const QByteArray input = "STARTTLS\r\nRSET\r\n";
    for (qsizetype cut = 0; cut <= input.size(); ++cut) {
        const ServerConfig config;
        SessionDriver driver(config);
        driver.receive("EHLO c\r\n");
        driver.output.clear();
        driver.receive(input.first(cut));
        const bool isWhole = cut >= 10;
        QCOMPARE(driver.session.wants(), !isWhole ? Wants::Input : cut == 10 ? Wants::Tls : Wants::Close);
        (void)driver.session.feed(input.sliced(cut), driver.now); // What came late, still in clear.
        const QByteArray late = driver.session.takeOutput();
        QVERIFY(cut < input.size() ? driver.session.wants() == Wants::Close : true);
        QCOMPARE((driver.output + late).count("250"), 0);
        QCOMPARE(driver.session.isTls(), false);
        driver.session.tlsStarted(driver.now);
        QVERIFY(driver.session.wants() == Wants::Close);
    }
}

void tst_ServerSession::startsWithTls()
{
    const ServerConfig config;
    ServerSession session(config, {});
    session.tlsStarted({});
    session.open({}, {});
    QVERIFY(session.isTls());
    QCOMPARE(session.feed("EHLO c\r\n", {}), 8);
    QVERIFY(!session.takeOutput().contains("STARTTLS"));
}

void tst_ServerSession::asksNoVerdictForAnUnfinishedMessage_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("T8: the connection ends within DATA") << QByteArray("DATA\r\n") << QByteArray("one\r\n.two\r\n.\r\n");
    QTest::newRow("T8: the connection ends within a chunk") << QByteArray("BDAT 5 LAST\r\n") << QByteArray("one\r\n");
}

void tst_ServerSession::asksNoVerdictForAnUnfinishedMessage()
{
    QFETCH(const QByteArray, command);
    QFETCH(const QByteArray, content);
    for (qsizetype cut = 0; cut <= content.size(); ++cut) { // Only the whole message is ever given away.
        const ServerConfig config;
        SessionDriver driver(config);
        driver.receive("EHLO c\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<r@mx.example>\r\n");
        driver.receive(command);
        driver.receive(content.first(cut));
        QCOMPARE(driver.asked.contains("data"), cut == content.size());
    }
}

void tst_ServerSession::endsAfterAnOwedReply()
{
    // D12, I3: a message whose verdict is awaited gets its reply before the session ends.
    const ServerConfig config;
    const Clock::time_point now{};
    ServerSession session(config, now);
    session.open({}, now);
    (void)session.feed("HELO c\r\n", now);
    (void)session.feed("MAIL FROM:<a@b.example>\r\nRCPT TO:<r@mx.example>\r\n", now);
    QCOMPARE(session.wants(), Wants::MailVerdict);
    (void)session.takeOutput();
    QCOMPARE(session.deadline(), Clock::time_point::max());
    session.timedOut(now);
    session.shutDown(now);
    QCOMPARE(session.wants(), Wants::MailVerdict);
    QCOMPARE(session.takeOutput(), "");
    session.answer({250, 1, 0, "Sender OK"}, now);
    QCOMPARE(session.takeOutput(), "250 2.1.0 Sender OK\r\n421 4.3.2 Service shutting down\r\n");
    QCOMPARE(session.wants(), Wants::Close);
    session.answer({250, 1, 0, "late"}, now);
    QCOMPARE(session.takeOutput(), "");
}

void tst_ServerSession::turnsOddVerdictsIntoAFault()
{
    for (const int code : {0, 100, 199, 300, 354, 600, -1}) {
        const ServerConfig config;
        SessionDriver driver(config);
        driver.receive("HELO c\r\n");
        driver.output.clear();
        driver.verdicts.append({code, 0, 0, "odd"});
        driver.receive("MAIL FROM:<a@b.example>\r\n");
        QCOMPARE(driver.output, "451 4.3.0 Internal error\r\n"); // I5
    }
}

void tst_ServerSession::holdsBackAfterErrors()
{
    // S13: each reply after many errors waits, also when the commands came in one segment.
    ServerConfig config;
    config.slowErrors = 2;
    const Clock::time_point now{};
    ServerSession session(config, now);
    session.open({}, now);
    (void)session.takeOutput();
    const QByteArray input = QByteArray("FOO\r\n").repeated(4);
    QCOMPARE(session.feed(input, now), 10);
    QCOMPARE(session.outputDelay(), config.errorDelay);
    QCOMPARE(session.feed(input, now), 0);
    QCOMPARE(session.takeOutput().count("\r\n"), 2);
    QCOMPARE(session.feed(input, now), 5);
    QCOMPARE(session.takeOutput().count("\r\n"), 1);
}

void tst_ServerSession::carriesTheParameters()
{
    const ServerConfig config;
    SessionDriver driver(config);
    driver.receive("EHLO c\r\nMAIL FROM:<\"a b\"@B.example> SIZE=7 BODY=8bitmime SMTPUTF8 RET=HDRS ENVID=x+2By\r\n"
                   "RCPT TO:<r@mx.example> ORCPT=rfc822;o+3D@mx.example NOTIFY=SUCCESS,DELAY\r\n"
                   "RCPT TO:<postmaster> NOTIFY=NEVER\r\nBDAT 3 LAST\r\nx\r\n");
    const Envelope expected{.reversePath = {"a b", "B.example"},
                            .declaredSize = 7,
                            .body = Body::EightBitMime,
                            .smtpUtf8 = true,
                            .ret = Ret::HeadersOnly,
                            .envelopeId = "x+2By",
                            .recipients = {{{"r", "mx.example"}, {.isGiven = true, .success = true, .delay = true}, "rfc822;o+3D@mx.example"},
                                           {{"postmaster", {}}, {.isGiven = true, .never = true}, {}}}};
    QCOMPARE(driver.envelope, expected);
    QCOMPARE(driver.content, "x\r\n");
}

void tst_ServerSession::isSmallWhenIdle()
{
    QVERIFY2(sizeof(ServerSession) < 1024, QByteArray::number(qulonglong(sizeof(ServerSession)))); // R2
}

QTEST_APPLESS_MAIN(tst_ServerSession)
#include "tst_serversession.moc"
