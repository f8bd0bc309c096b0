#include "gateway/delivery/spoolfile.h"

#include "gateway/delivery/spooldirectory.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace gateway;
using namespace gateway::delivery;
using namespace Qt::StringLiterals;

namespace {

/// A file that uses every member.
SpoolFile fullFile()
{
    SpoolFile file;
    file.id = "0000000000000000000A";
    file.received = QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, Qt::UTC);
    file.envelope.reversePath = {"a \"b", "example.test"};
    file.envelope.declaredSize = 4711;
    file.envelope.body = smtp::Body::EightBitMime;
    file.envelope.smtpUtf8 = true;
    file.envelope.ret = smtp::Ret::HeadersOnly;
    file.envelope.envelopeId = "QQ+2B314159";
    SpoolRecipient first;
    first.path.mailbox = {"bob", "[192.0.2.1]"};
    first.path.notify = {true, false, true, true, false};
    first.path.originalRecipient = "rfc822;bob+40example.test";
    SpoolRecipient second;
    second.path.mailbox = {"日本", "例え.test"};
    second.fate = Fate::Delivered;
    second.lastReply = u"250 2.0.0 ok"_s;
    SpoolRecipient third;
    third.path.mailbox = {"postmaster", ""};
    third.path.notify = {true, true, false, false, false};
    file.recipients = {first, second, third};
    file.prefix = "Received: from x\r\nX-Octets: \xff\xfe\r\n"; // Not UTF-8.
    file.notes = {{u"subject"_s, u"請求書"_s}, {u"cause"_s, u"451 later"_s}};
    file.attempts = 2;
    file.nextAttempt = file.received.addSecs(90);
    file.isHeld = true;
    return file;
}

void compare(const SpoolFile &actual, const SpoolFile &expected)
{
    QCOMPARE(actual.id, expected.id);
    QCOMPARE(actual.received, expected.received);
    QCOMPARE(actual.envelope, expected.envelope);
    QCOMPARE(actual.recipients, expected.recipients);
    QCOMPARE(actual.prefix, expected.prefix);
    QCOMPARE(actual.notes, expected.notes);
    QCOMPARE(actual.attempts, expected.attempts);
    QCOMPARE(actual.nextAttempt, expected.nextAttempt);
    QCOMPARE(actual.isHeld, expected.isHeld);
}

const QByteArray content = "From: a@example.test\r\n\r\nBody\n.\r\n";

QByteArray whole(const SpoolFile &file, const QByteArray &octets)
{
    return spoolHead(file, octets) + octets + '\n';
}

} // namespace

class tst_SpoolFile : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_directory;
    QString write(const QByteArray &octets)
    {
        QFile file(m_directory.filePath(u"file"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(octets) != octets.size())
            qFatal("cannot write");
        return file.fileName();
    }

private Q_SLOTS:
    void ids_data();
    void ids();
    void comesBackAsItWas_data();
    void comesBackAsItWas();
    void eventsAreApplied();
    void tornEndIsIgnored_data();
    void tornEndIsIgnored();
    void brokenIsDamaged_data();
    void brokenIsDamaged();
    void everyFlippedOctetIsFound();
    void everyTruncationIsFound();
    void directory();
};

void tst_SpoolFile::ids_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<bool>("isId");
    QTest::newRow("good") << QByteArray("0123456789ABCDEFGHIZ") << true;
    QTest::newRow("short") << QByteArray("0123456789ABCDEFGHI") << false;
    QTest::newRow("long") << QByteArray("0123456789ABCDEFGHIJK") << false;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("lower case") << QByteArray("0123456789abcdefghij") << false;
    QTest::newRow("W9: a way up") << QByteArray("../../../../../etc/p") << false;
    QTest::newRow("W9: NUL") << QByteArray("0123456789ABCDEFGHI\0", 20) << false;
}

void tst_SpoolFile::ids()
{
    QFETCH(const QByteArray, id);
    QTEST(isSpoolId(id), "isId");
}

void tst_SpoolFile::comesBackAsItWas_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<int>("recipients");
    QTest::newRow("usual") << content << 3;
    QTest::newRow("empty content") << QByteArray() << 3;
    QTest::newRow("content like a spool file") << whole(fullFile(), content) << 3;
    QTest::newRow("every octet") << [] {
        QByteArray all(256, 0);
        for (int i = 0; i < 256; ++i)
            all[i] = char(i);
        return all;
    }() << 3;
    QTest::newRow("longer than one read") << QByteArray(3'000'000, 'x') << 3;
    QTest::newRow("head longer than one read") << content << 1000;
}

void tst_SpoolFile::comesBackAsItWas()
{
    QFETCH(const QByteArray, octets);
    QFETCH(const int, recipients);
    SpoolFile file = fullFile();
    while (file.recipients.size() < recipients)
        file.recipients.append(file.recipients.first());
    const QString path = write(whole(file, octets));
    for (const Verify verify : {Verify::LengthOnly, Verify::Checksum}) {
        const Result<SpoolFile> read = readSpoolFile(path, verify);
        QVERIFY2(read, qUtf8Printable(read ? QString() : read.error().message));
        compare(*read, file);
        QCOMPARE(read->contentSize, octets.size());
        QCOMPARE(readSpoolContent(path, *read).value(), octets);
    }
}

void tst_SpoolFile::eventsAreApplied()
{
    const QString path = write(whole(fullFile(), content) + spoolEvent({{u"recipient"_s, 0}, {u"fate"_s, u"dsn"_s}, {u"reply"_s, u"550 no"_s}})
                               + spoolEvent({{u"attempts"_s, 7}, {u"next"_s, qint64(1'700'000'999'000)}})
                               + spoolEvent({{u"recipient"_s, 2}, {u"reply"_s, u"451 日本"_s}}) + spoolEvent({{u"held"_s, false}})
                               + spoolEvent({{u"notes"_s, QJsonObject{{u"released"_s, 1}}}}));
    const Result<SpoolFile> file = readSpoolFile(path, Verify::Checksum);
    QVERIFY(file);
    QCOMPARE(file->recipients[0].fate, Fate::Dsn);
    QCOMPARE(file->recipients[0].lastReply, u"550 no"_s);
    QVERIFY(!file->recipients[2].fate);
    QCOMPARE(file->recipients[2].lastReply, u"451 日本"_s);
    QCOMPARE(file->attempts, 7);
    QCOMPARE(file->nextAttempt.toMSecsSinceEpoch(), 1'700'000'999'000);
    QVERIFY(!file->isHeld);
    QVERIFY(!file->isDone());
    QCOMPARE(file->notes[u"released"_s].toInt(), 1);
    QCOMPARE(file->notes[u"subject"_s].toString(), u"請求書"_s);
    QCOMPARE(file->eventsEnd, QFileInfo(path).size());
}

void tst_SpoolFile::tornEndIsIgnored_data()
{
    QTest::addColumn<qsizetype>("kept");
    const qsizetype length = spoolEvent({{u"recipient"_s, 0}, {u"fate"_s, u"delivered"_s}}).size();
    for (const qsizetype kept : {qsizetype(1), qsizetype(10), length - 17, length - 2, length - 1})
        QTest::addRow("%lld octets of the last line", qint64(kept)) << kept;
}

void tst_SpoolFile::tornEndIsIgnored()
{
    QFETCH(const qsizetype, kept);
    const QByteArray before = whole(fullFile(), content) + spoolEvent({{u"attempts"_s, 3}});
    const QByteArray event = spoolEvent({{u"recipient"_s, 0}, {u"fate"_s, u"delivered"_s}});
    const Result<SpoolFile> file = readSpoolFile(write(before + event.first(kept)), Verify::Checksum);
    QVERIFY(file);
    QVERIFY(!file->recipients[0].fate);
    QCOMPARE(file->attempts, 3);
    QCOMPARE(file->eventsEnd, before.size());
}

void tst_SpoolFile::brokenIsDamaged_data()
{
    QTest::addColumn<QByteArray>("octets");
    const QByteArray good = whole(fullFile(), content);
    const auto event = [](const QJsonObject &object) { return spoolEvent(object); };
    QTest::newRow("empty file") << QByteArray();
    QTest::newRow("other magic") << "POSTERN2" + good.sliced(8);
    QTest::newRow("no line end") << QByteArray(1000, 'P');
    QTest::newRow("leading zero") << "POSTERN1 0" + good.sliced(9);
    QTest::newRow("sign") << "POSTERN1 +" + good.sliced(9);
    QTest::newRow("enormous head") << QByteArray("POSTERN1 999999999999999 1 ") + QByteArray(64, '0') + "\n{}\n";
    QTest::newRow("head is not JSON") << [] {
        QByteArray octets = whole(fullFile(), content);
        octets[octets.indexOf('{')] = '(';
        return octets;
    }();
    QTest::newRow("event in the middle is broken") << good + "x" + event({{u"attempts"_s, 3}}) + event({{u"attempts"_s, 4}});
    QTest::newRow("last event is whole but wrong") << good + "x" + event({{u"attempts"_s, 3}});
    QTest::newRow("last event's line end was changed") << good + event({{u"attempts"_s, 3}}).chopped(1) + 'x';
    QTest::newRow("event for a recipient that is not there") << good + event({{u"recipient"_s, 3}, {u"fate"_s, u"dsn"_s}});
    QTest::newRow("event with an unknown fate") << good + event({{u"recipient"_s, 0}, {u"fate"_s, u"lost"_s}});
    QTest::newRow("another file behind it") << good + good;
}

void tst_SpoolFile::brokenIsDamaged()
{
    QFETCH(const QByteArray, octets);
    const QString path = write(octets);
    for (const Verify verify : {Verify::LengthOnly, Verify::Checksum}) {
        const Result<SpoolFile> file = readSpoolFile(path, verify);
        QVERIFY(!file);
        QCOMPARE(file.error().kind, Error::Kind::Invalid);
        QVERIFY(file.error().message.contains(path));
    }
}

void tst_SpoolFile::everyFlippedOctetIsFound() // D3
{
    const QByteArray good = whole(fullFile(), content) + spoolEvent({{u"recipient"_s, 0}, {u"fate"_s, u"dsn"_s}});
    for (qsizetype i = 0; i < good.size(); ++i) {
        QByteArray octets = good;
        octets[i] = char(octets[i] ^ char(1 << (i % 8)));
        const Result<SpoolFile> file = readSpoolFile(write(octets), Verify::Checksum);
        QVERIFY2(!file, qPrintable(u"octet %1"_s.arg(i)));
        QCOMPARE(file.error().kind, Error::Kind::Invalid);
    }
}

void tst_SpoolFile::everyTruncationIsFound() // D3
{
    const QByteArray good = whole(fullFile(), content);
    for (qsizetype size = 0; size < good.size(); ++size)
        QVERIFY2(!readSpoolFile(write(good.first(size)), Verify::LengthOnly), qPrintable(u"size %1"_s.arg(size)));
}

void tst_SpoolFile::directory()
{
    const Result<SpoolDirectory> spool = SpoolDirectory::open(m_directory.filePath(u"queue"_s));
    QVERIFY(spool);
    SpoolFile file = fullFile();
    std::vector<QByteArray> ids;
    for (int i = 0; i < 100; ++i) {
        file.id = QByteArray::number(i).rightJustified(19, '0') + char('A' + i % 26);
        ids.push_back(file.id);
        QVERIFY(spool->write(file, content));
    }
    file.id = "../../../../../etc/p";
    QVERIFY(!spool->write(file, content));
    QFile temporary(spool->pathOf(ids[0]) + u".left.tmp"_s);
    QVERIFY(temporary.open(QIODevice::WriteOnly));
    const auto listed = spool->list();
    QVERIFY(listed);
    QVERIFY(listed->ids == ids);
    QCOMPARE(listed->temporaries, QStringList{temporary.fileName()});
    QVERIFY(spool->setAside(ids[0]));
    QVERIFY(!QFile::exists(spool->pathOf(ids[0])));
    QVERIFY(QFile::exists(m_directory.filePath(u"damaged/"_s + QString::fromLatin1(ids[0]))));
}

QTEST_GUILESS_MAIN(tst_SpoolFile)
#include "tst_spoolfile.moc"
