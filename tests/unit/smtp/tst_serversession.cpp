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
};

/// Each file in tests/data/smtp is a row:
///   C: text       the client sends a line; lines that follow each other go in one segment, "--" separates segments
///   c: text       the same without CRLF
///   S: text       the next line the server sends; "*" at the end stands for any rest
///   V: 550 5.1.1 text   the verdict for the next question; without one it is 250
///   ?: state      the state must be input, tls or close, or: "?: content text", "?: asked mail <a@b>", "?: helo name", "?: delay ms"
///   !: command    "tls" the handshake is done, "wait N" seconds pass, "shutdown", "set key N" (first of all), "whole" no octet-wise run
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
        if (line.tag == "S") {
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
        }
    }
    flush();
    QVERIFY2(driver.output.isEmpty(), "not expected: " + driver.output);
    QVERIFY(driver.verdicts.isEmpty());
}

QTEST_APPLESS_MAIN(tst_ServerSession)
#include "tst_serversession.moc"
