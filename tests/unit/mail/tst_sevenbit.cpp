#include "gateway/content/mimetree.h"
#include "gateway/content/structure.h"
#include "gateway/mail/headersection.h"
#include "gateway/mail/sevenbit.h"
#include "tests/collection.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>

using namespace gateway;
using namespace gateway::mail;
using namespace Qt::StringLiterals;

namespace {

/// What a reader of the message sees: the decoded leaves, after the parser that the content analysis uses.
QList<content::Leaf> leavesOf(const QByteArray &message)
{
    return content::readMimeTree(message, {});
}

/// Text as it reads: quoted-printable makes CRLF of every line end, and a last one may belong to the delimiter.
QByteArray comparable(const content::Leaf &leaf)
{
    QByteArray octets = leaf.octets;
    octets.replace("\r\n", "\n");
    return leaf.type.startsWith("text/") && octets.endsWith('\n') ? octets.chopped(1) : octets;
}

bool has8Bit(QByteArrayView octets)
{
    return std::ranges::any_of(octets, [](char c) { return static_cast<quint8>(c) >= 0x80; });
}

} // namespace

class tst_SevenBit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void encodes_S9_data();
    void encodes_S9();
    void sevenBitStaysAsItIs();
    void refuses_data();
    void refuses();
    void realMailReadsTheSame_data();
    void realMailReadsTheSame();
};

void tst_SevenBit::encodes_S9_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const QByteArray &before, const QByteArray &after) { QTest::newRow(name) << before << after; };
    row("text", "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\nX: y\r\n\r\nGr\xc3\xbc\xc3\x9f" "e = \r\n",
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\nX: y\r\n\r\nGr=C3=BC=C3=9Fe =3D=20\r\n");
    row("declared twice, and as 7-bit",
        "MIME-Version: 1.0\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: 7bit\r\nContent-Transfer-Encoding: 7bit\r\n\r\n\xe9\r\n",
        "MIME-Version: 1.0\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=E9\r\n");
    row("no MIME, UTF-8", "Subject: x\r\n\r\n\xc3\xa9\r\n",
        "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=C3=A9\r\n");
    row("no MIME, who knows", "Subject: x\r\n\r\n\xe9\r\n",
        "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=unknown-8bit\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=E9\r\n");
    row("no header section", "\r\n\xc3\xa9",
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=C3=A9");
    row("binary", "MIME-Version: 1.0\r\nContent-Type: image/x\r\nContent-Transfer-Encoding: binary\r\n\r\n\xff\xfe\r\n",
        "MIME-Version: 1.0\r\nContent-Type: image/x\r\nContent-Transfer-Encoding: base64\r\n\r\n//4NCg==");
    row("quoted-printable that is not", "MIME-Version: 1.0\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: Quoted-Printable\r\n\r\n=E9 \xe9 =\r\n.\r\n",
        "MIME-Version: 1.0\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=E9 =E9 =\r\n.\r\n");
    const QByteArray plain = "--b\r\nContent-Type: text/html\r\n\r\n<p>7 bit =\r\n";
    row("only the part that needs it; the preamble stays",
        "Content-Type: multipart/mixed; charset=\"x;boundary=no\"; boundary=\"b\"\r\nContent-Transfer-Encoding: 8bit\r\nMIME-Version: 1.0\r\n\r\npr\xe9" "ambule\r\n" + plain
            + "--b \r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\n\xe9\r\n--b--\r\n",
        "Content-Type: multipart/mixed; charset=\"x;boundary=no\"; boundary=\"b\"\r\nContent-Transfer-Encoding: 7bit\r\nMIME-Version: 1.0\r\n\r\npr\xe9" "ambule\r\n" + plain
            + "--b \r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=E9\r\n--b--\r\n");
    row("a part without a header section, an empty part, never closed",
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=(a comment)b\r\n\r\n--b\r\n\r\n\xe9\r\n--b\r\n--b\r\n\r\n\xe8",
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=(a comment)b\r\nContent-Transfer-Encoding: 7bit\r\n\r\n"
        "--b\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=E9\r\n--b\r\n--b\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=E8");
    row("enclosed message",
        "MIME-Version: 1.0\r\nContent-Type: multipart/digest; boundary=b\r\n\r\n--b\r\n\r\nSubject: \xe9\r\n\r\n\xe9\r\n--b--\r\n",
        "MIME-Version: 1.0\r\nContent-Type: multipart/digest; boundary=b\r\nContent-Transfer-Encoding: 7bit\r\n\r\n--b\r\nContent-Transfer-Encoding: 7bit\r\n\r\n"
        "Subject: \xe9\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=unknown-8bit\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=E9\r\n--b--\r\n");
    row("separator of an mbox file", "From a@x.test Tue Nov 24\r\nSubject: x\r\nContent-Type: text/plain\r\n\r\n\xe9\r\n",
        "From a@x.test Tue Nov 24\r\nSubject: x\r\nContent-Type: text/plain\r\nMIME-Version: 1.0\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=E9\r\n");
    row("only header fields are 8-bit", "Subject: Gr\xfc\xdf" "e\r\n\r\nhello \r\n", "Subject: Gr\xfc\xdf" "e\r\n\r\nhello \r\n");
}

void tst_SevenBit::encodes_S9()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    QCOMPARE(sevenBit(before), after);
    QCOMPARE(sevenBit(after), after);
}

void tst_SevenBit::sevenBitStaysAsItIs()
{
    const QByteArray message = "Subject: x\r\nContent-Type: multipart/mixed\r\n\r\nno part at all \r\n.\r\n";
    QCOMPARE(sevenBit(message), message);
}

void tst_SevenBit::refuses_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("multipart without a boundary") << QByteArray("Content-Type: multipart/mixed\r\n\r\n--b\r\n\r\n\xe9\r\n--b--\r\n");
    QTest::newRow("multipart without parts") << QByteArray("Content-Type: multipart/mixed; boundary=c\r\n\r\n--b\r\n\r\n\xe9\r\n--b--\r\n");
    QTest::newRow("a piece of a message") << QByteArray("Content-Type: message/partial; id=x; number=1\r\n\r\n\xe9\r\n");
    QTest::newRow("junk in base64") << QByteArray("Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n\xe9\r\n");
    QTest::newRow("an encoded message in it") << QByteArray("Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n\xe9\r\n");
    QByteArray deep = "\xe9\r\n";
    for (int i = 0; i < 70; ++i)
        deep = "Content-Type: message/rfc822\r\n\r\n" + deep;
    QTest::newRow("too deep") << deep;
    QTest::newRow("too many fields") << QByteArray("X: y\r\n").repeated(2001) + "\r\n\xe9\r\n";
}

void tst_SevenBit::refuses()
{
    QFETCH(const QByteArray, message);
    QVERIFY(!sevenBit(message));
}

void tst_SevenBit::realMailReadsTheSame_data()
{
    QTest::addColumn<QString>("collection");
    QTest::newRow("own") << QString();
    for (const char *name : {"mime", "bounces"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void tst_SevenBit::realMailReadsTheSame()
{
    QFETCH(const QString, collection);
    const Collection mails(collection);
    if (!mails.isThere())
        QSKIP("The collection is not here.");
    QVERIFY(mails.isUnpacked());
    int encodedMessages = 0;
    QDirIterator files(mails.path(), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray message = file.readAll();
        message.replace("\r\n", "\n").replace('\r', "").replace('\0', "").replace('\n', "\r\n");
        if (!has8Bit(message) || !HeaderSection(message).contains("From"))
            continue; // The collections hold files that are no mail.
        const content::Structure structure = content::readStructure(message, {});
        const std::optional<QByteArray> encoded = sevenBit(message);
        if (!encoded || *encoded == message || !structure.fault.isEmpty() || !structure.ambiguities.isEmpty())
            continue; // What parsers read in several ways cannot be compared.
        ++encodedMessages;
        const QList<content::Leaf> before = leavesOf(message), after = leavesOf(*encoded);
        const QByteArray context = file.fileName().toUtf8();
        QVERIFY2(before.size() == after.size(), context);
        for (qsizetype i = 0; i < before.size(); ++i) {
            QVERIFY2(before[i].type == after[i].type && before[i].names == after[i].names, context);
            QVERIFY2(comparable(before[i]) == comparable(after[i]), context);
        }
    }
    QVERIFY(encodedMessages > 0);
}

QTEST_GUILESS_MAIN(tst_SevenBit)
#include "tst_sevenbit.moc"
