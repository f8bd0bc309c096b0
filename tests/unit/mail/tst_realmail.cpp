#include "gateway/mail/authenticationresults.h"
#include "gateway/mail/dsn.h"
#include "gateway/mail/encodedword.h"
#include "gateway/mail/messageedit.h"
#include "gateway/mail/tracefields.h"
#include "tests/collection.h"

#include <QDirIterator>
#include <QTest>

using namespace gateway;
using namespace gateway::mail;
using namespace Qt::StringLiterals;

/// What must hold for any mail, shown with real ones where a collection lies beside the project, and with a few of our own always.
class tst_RealMail : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void properties_data();
    void properties();
};

void tst_RealMail::properties_data()
{
    QTest::addColumn<QString>("collection");
    QTest::newRow("own") << QString();
    for (const char *name : {"mime", "bounces"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void tst_RealMail::properties()
{
    QFETCH(const QString, collection);
    const Collection mails(collection);
    if (!mails.isThere())
        QSKIP("The collection is not here.");
    QVERIFY(mails.isUnpacked());
    DsnFacts facts;
    facts.hostName = "gw.test";
    facts.id = "ABC123";
    facts.arrived = facts.now = QDateTime({2026, 11, 24}, {9, 12}, Qt::UTC);
    facts.envelope.reversePath = {"a", "x.test"};
    facts.failures.append({{{"b", "y.test"}, {}, {}}, "mx.y.test:25", {550, 1, 1, "no such user"}, false});

    int messages = 0, withSubject = 0;
    QDirIterator files(mails.path(), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray message = file.readAll();
        message.replace("\r\n", "\n").replace('\n', "\r\n");
        const QByteArray context = file.fileName().toUtf8();
        ++messages;
        const HeaderSection header(message);
        QVERIFY2(header.size() + header.body().size() == message.size(), context);
        for (const HeaderField &field : header.fields()) {
            for (const QChar c : decodedText(field.body))
                QVERIFY2(c.category() != QChar::Other_Control, context);
        }
        const bool beginsWithBlank = message.startsWith(' ') || message.startsWith('\t');
        QVERIFY2(edited(message, header, {}).joined() == (beginsWithBlank ? "\r\n" + message : message), context);
        (void)isLoop(header, "gw.test");

        Edits edits;
        edits.subjectTag = u"[Spam?]"_s;
        edits.removedFields = fieldsToRemove(header, "gw.test");
        const QByteArray after = edited(message, header, edits).joined();
        QVERIFY2(after.endsWith(header.body()), context);
        const HeaderSection afterwards(after);
        if (header.fault() == HeaderSection::Fault::None && header.contains("Subject")) {
            ++withSubject;
            QCOMPARE(afterwards.fields().size(), header.fields().size() - edits.removedFields.size());
            const QString before = decodedText(header.first("Subject"));
            const QString shown = decodedText(afterwards.first("Subject"));
            QVERIFY2(shown == before || shown == u"[Spam?] "_s + before || (before.isEmpty() && shown == u"[Spam?]"_s), context);
        }
        const QByteArray report = deliveryStatusNotification(facts, header);
        QVERIFY2(report.size() <= 50'000, context);
        const HeaderSection reportHeader(report);
        QVERIFY2(reportHeader.fault() == HeaderSection::Fault::None && !mayReport(facts.envelope, facts.failures[0].path, reportHeader), context);
        for (const char c : report)
            QVERIFY2(static_cast<quint8>(c) < 0x7f && c != '\0', context);
    }
    qInfo("%d messages, %d of them with a subject", messages, withSubject);
    QVERIFY(messages > 0);
}

QTEST_GUILESS_MAIN(tst_RealMail)
#include "tst_realmail.moc"
