#include "gateway/mail/encodedword.h"
#include "gateway/mail/messageedit.h"

#include <QTest>

using namespace gateway::mail;
using namespace Qt::StringLiterals;

class tst_MessageEdit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tag_data();
    void tag();
    void removal();
    void nothingToDo();
    void bigMessageIsNotCopied();
    void severalSubjects();
    void blankInFront_S17();
};

void tst_MessageEdit::tag_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QString>("tag");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("shown");
    const QString spam = u"[Spam?]"_s;
    const auto row = [](const char *name, const QByteArray &before, const QString &tag, const QByteArray &after, const QString &shown) {
        QTest::newRow(name) << before << tag << after << shown;
    };
    row("plain", "Subject: hello\r\n", spam, "Subject: [Spam?] hello\r\n", u"[Spam?] hello"_s);
    row("encoded stays as it was", "Subject: =?iso-8859-1?q?Gr=FC=DFe?=\r\n", spam, "Subject: [Spam?] =?iso-8859-1?q?Gr=FC=DFe?=\r\n", u"[Spam?] Grüße"_s);
    row("already tagged", "Subject: [Spam?] hello\r\n", spam, "Subject: [Spam?] hello\r\n", u"[Spam?] hello"_s);
    row("already tagged, encoded", "Subject: =?utf-8?q?[Spam=3F]_hello?=\r\n", spam, "Subject: =?utf-8?q?[Spam=3F]_hello?=\r\n", u"[Spam?] hello"_s);
    row("name as it was, no blank", "SUBJECT:hello\r\n", spam, "SUBJECT: [Spam?] hello\r\n", u"[Spam?] hello"_s);
    row("empty", "Subject:\r\n", spam, "Subject: [Spam?]\r\n", u"[Spam?]"_s);
    row("blanks only", "Subject: \r\n \r\n", spam, "Subject: [Spam?]\r\n", u"[Spam?]"_s);
    row("begins with a fold", "Subject:\r\n =?utf-8?q?a?=\r\n =?utf-8?q?b?=\r\n", spam, "Subject: [Spam?] =?utf-8?q?a?=\r\n =?utf-8?q?b?=\r\n", u"[Spam?] ab"_s);
    row("long line is folded", "Subject: =?utf-8?q?" + QByteArray(60, 'a') + "?=\r\n", spam, "Subject: [Spam?]\r\n =?utf-8?q?" + QByteArray(60, 'a') + "?=\r\n",
        u"[Spam?] "_s + QString(60, u'a'));
    row("raw 8-bit stays", "Subject: Gr\xc3\xbc\xc3\x9f" "e\r\n", spam, "Subject: [Spam?] Gr\xc3\xbc\xc3\x9f" "e\r\n", u"[Spam?] Grüße"_s);
    row("Japanese tag before plain text", "Subject: hello\r\n", u"【迷惑】"_s, "Subject: =?UTF-8?B?44CQ6L+35oOR44CR?= hello\r\n", u"【迷惑】 hello"_s);
    row("Japanese tag before an encoded word", "Subject: =?utf-8?q?a?=\r\n", u"【迷惑】"_s, "Subject: =?UTF-8?B?44CQ6L+35oOR44CRIA==?= =?utf-8?q?a?=\r\n",
        u"【迷惑】 a"_s);
    row("Japanese tag, already there", "Subject: =?UTF-8?B?44CQ6L+35oOR44CRIA==?= =?utf-8?q?a?=\r\n", u"【迷惑】"_s,
        "Subject: =?UTF-8?B?44CQ6L+35oOR44CRIA==?= =?utf-8?q?a?=\r\n", u"【迷惑】 a"_s);
    row("hostile tag (P5)", "Subject: hello\r\n", u"x\r\nBcc: y\r\n"_s, "Subject: x  Bcc: y hello\r\n", u"x  Bcc: y hello"_s);
    row("none in the message", "", spam, "Subject: [Spam?]\r\n", u"[Spam?]"_s);
}

void tst_MessageEdit::tag()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    QFETCH(const QString, tag);
    const QByteArray message = "From: a@x.test\r\n" + before + "\r\nbody .\r\n.\r\n";
    const QByteArray expected = "From: a@x.test\r\n" + after + "\r\nbody .\r\n.\r\n";
    Edits edits;
    edits.subjectTag = tag;
    const EditedMessage result = edited(message, HeaderSection(message), edits);
    QCOMPARE(result.joined(), expected);
    QCOMPARE(result.size(), expected.size());
    const HeaderSection header(expected);
    QTEST(decodedText(header.first("Subject")), "shown");
    QCOMPARE(edited(expected, header, edits).joined(), expected); // Once is enough.
}

void tst_MessageEdit::removal()
{
    const QByteArray message = "A: 1\r\nB: 2\r\n 2\r\nC: 3\r\nSubject: s\r\nD: 4\r\n\r\nbody";
    const HeaderSection header(message);
    Edits edits;
    edits.removedFields = {0, 1, 4};
    const EditedMessage result = edited(message, header, edits);
    QCOMPARE(result.joined(), "C: 3\r\nSubject: s\r\n\r\nbody");
    QCOMPARE(result.pieces.size(), 2);
    edits.removedFields = {0, 1, 2, 3, 4};
    QCOMPARE(edited(message, header, edits).joined(), "\r\nbody");
    edits.subjectTag = u"[x]"_s;
    QCOMPARE(edited(message, header, edits).joined(), "Subject: [x]\r\n\r\nbody");
}

void tst_MessageEdit::nothingToDo()
{
    for (const QByteArray &message :
         QList<QByteArray>{"", "body only", "A: 1\r\n", "A: 1\r\n\r\nbody", "\r\n", "A: 1\r\nno field\r\nB: 2\r\n\r\n",
                           "From a\r\nA: 1\r\n\r\n", "From a\r\n"}) {
        const EditedMessage result = edited(message, HeaderSection(message), {});
        QCOMPARE(result.joined(), message);
        QVERIFY(result.pieces.size() <= 1 && result.owned.empty());
    }
}

void tst_MessageEdit::bigMessageIsNotCopied()
{
    const QByteArray message = "X-Postern-A: 1\r\nSubject: s\r\n\r\n" + QByteArray(10'000'000, 'x');
    Edits edits;
    edits.removedFields = {0};
    edits.subjectTag = u"[Spam?]"_s;
    EditedMessage result = edited(message, HeaderSection(message), edits);
    QCOMPARE(result.pieces.size(), 2);
    QCOMPARE(result.owned.size(), std::size_t(1));
    const EditedMessage moved = std::move(result); // The views outlive the move.
    QVERIFY(moved.joined().startsWith("Subject: [Spam?] s\r\n\r\nxxx"));
    QCOMPARE(moved.pieces[1].end(), QByteArrayView(message).end());
}

void tst_MessageEdit::severalSubjects()
{
    const QByteArray message = "Subject: a\r\nSubject: b\r\n\r\n";
    Edits edits;
    edits.subjectTag = u"[x]"_s;
    QCOMPARE(edited(message, HeaderSection(message), edits).joined(), "Subject: [x] a\r\nSubject: [x] b\r\n\r\n");
}

/// S17: the sender's octets never become a part of the fields that are put in front.
void tst_MessageEdit::blankInFront_S17()
{
    for (const QByteArray &message : QList<QByteArray>{" ; dkim=pass\r\nSubject: s\r\n\r\nbody", "\tx", " \r\n"}) {
        const QByteArray prefix = "Authentication-Results: gw.test; dkim=fail\r\n";
        const QByteArray sent = prefix + edited(message, HeaderSection(message), {}).joined();
        QCOMPARE(sent, prefix + "\r\n" + message);
        QCOMPARE(HeaderSection(sent).first("Authentication-Results"), "gw.test; dkim=fail");
        Edits edits;
        edits.subjectTag = u"[x]"_s;
        QCOMPARE(edited(message, HeaderSection(message), edits).joined(), "Subject: [x]\r\n\r\n" + message);
    }
}

QTEST_APPLESS_MAIN(tst_MessageEdit)
#include "tst_messageedit.moc"
