#include "gateway/content/analyzer.h"

#include <QTest>

using namespace gateway;
using namespace gateway::content;
using namespace Qt::StringLiterals;

class tst_Analyzer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fillsTheFacts();
    void findsEvidence_data();
    void findsEvidence();
    void leavesWantedMailAlone_data();
    void leavesWantedMailAlone();
    void listsAttachments();
    void usesTheEnvelope();
    void refusesWhatIsOverTheCaps();
    void survivesTorture_data();
    void survivesTorture();
};

namespace {

const QByteArray good = "From: Alice Example <alice@example.org>\r\nTo: Bob <bob@example.net>\r\nDate: Thu, 1 Oct 2026 "
                        "10:00:00 +0200\r\nMessage-ID: <1@example.org>\r\nMIME-Version: 1.0\r\n";
const QByteArray sentence =
    "The meeting about the new building is on Tuesday at ten in the large room, and the agenda follows below.\r\n";

QByteArray text(const QByteArray &body, const QByteArray &header = "Subject: Meeting\r\n")
{
    return good + header + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + body;
}

QByteArray html(const QByteArray &body, const QByteArray &header = "Subject: Meeting\r\n")
{
    return good + header + "Content-Type: text/html; charset=utf-8\r\n\r\n<html><body>" + body + "</body></html>\r\n";
}

QByteArray attached(const QByteArray &parameters, const QByteArray &octets)
{
    return good +
           "Subject: File\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n" +
           sentence + "--b\r\nContent-Type: application/octet-stream\r\n" + "Content-Disposition: attachment; " +
           parameters + "\r\nContent-Transfer-Encoding: base64\r\n\r\n" + octets.toBase64() + "\r\n--b--\r\n";
}

QByteArray from(const QByteArray &field)
{
    return QByteArray(text(sentence)).replace("From: Alice Example <alice@example.org>", "From: " + field);
}

QByteArray idsOf(const Findings &findings)
{
    QByteArrayList ids;
    for (const Reason &reason : findings.reasons)
        ids.append(reason.id);
    return ids.join(' ');
}

} // namespace

void tst_Analyzer::fillsTheFacts()
{
    const QByteArray message =
        "From: =?utf-8?Q?J=C3=B6rg?= <Joerg@EXAMPLE.org>\r\nSubject: =?iso-2022-jp?B?GyRCQEE1YT1xGyhC?=\r\nMessage-ID: "
        "<a@b>\r\nContent-Type: text/plain; charset=iso-2022-jp\r\n\r\n"
        "\033$B@A5a=q$r$4Aw$j$7$^$9!#\033(B http://example.com/\r\n";
    const Findings findings = analyze(message, {}, {});
    QCOMPARE(findings.subject, u"請求書"_s);
    QCOMPARE(findings.headerFrom, u"Jörg <Joerg@example.org>"_s);
    QCOMPARE(findings.authorDomains, QByteArrayList{"example.org"});
    QCOMPARE(findings.messageId, "<a@b>");
    QCOMPARE(findings.language, u"ja"_s);
    QCOMPARE(findings.urls, QStringList{u"http://example.com/"_s});
    QVERIFY(findings.wasContentScanned && !findings.wasVirusScanned);
    const auto authors = [](const char *header) { return analyze(header, {}, {}).authorDomains; }; // P6
    QCOMPARE(authors("From: a@b.example, c@d.example, e@B.example\r\n\r\n"), (QByteArrayList{"b.example", "d.example"}));
    QCOMPARE(authors("From: a@b.example\r\nFrom: c@d.example\r\n\r\n"), (QByteArrayList{"b.example", "d.example"}));
    QCOMPARE(authors("From: nobody\r\n\r\n"), QByteArrayList{""});
    QVERIFY(authors("Subject: x\r\n\r\n").isEmpty());
    const auto addresses = [](const char *header) { return analyze(header, {}, {}).authors; };
    QCOMPARE(addresses("From: X <A@B.example>, \"c d\"@d.example, A@b.example\r\nFrom: e@f.example\r\n\r\n"),
             (QByteArrayList{"A@b.example", "\"c d\"@d.example", "e@f.example"}));
    QCOMPARE(addresses("From: nobody\r\n\r\n"), QByteArrayList{"nobody"});
}

void tst_Analyzer::findsEvidence_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("id");
    const auto row = [](const char *id, const QByteArray &message) {
        QTest::newRow(id) << message << QByteArray(id).split(':').last().trimmed();
    };
    row("spam.gtube", text("XJS*C4JDBQADN1.NSBN3*2IDNEN*"
                           "GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X\r\n"));
    row("in HTML: spam.gtube", html("<p>XJS*C4JDBQADN1.NSBN3*2IDNEN*"
                                    "GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X</p>"));
    row("spam.no-date", QByteArray(text(sentence)).replace("Date:", "X-Date:"));
    row("spam.odd-date", QByteArray(text(sentence)).replace("Thu, 1 Oct 2026 10:00:00 +0200", "yesterday"));
    row("spam.future-date", "Received: from a by b; Mon, 1 Sep 2025 00:00:00 +0000\r\n" + text(sentence));
    row("spam.no-message-id", QByteArray(text(sentence)).replace("Message-ID:", "X-Id:"));
    row("spam.odd-message-id", QByteArray(text(sentence)).replace("<1@example.org>", "1"));
    row("spam.no-from", QByteArray(text(sentence)).replace("From:", "X-From:"));
    row("spam.many-from", from("a@example.org, b@example.org"));
    row("spam.no-subject", text(sentence, ""));
    row("spam.subject-caps", text(sentence, "Subject: READ THIS NOW\r\n"));
    row("spam.subject-fake-reply", text(sentence, "Subject: Re: your order\r\n"));
    row("spam.token", text(sentence, "Subject: Your kit is ready #NKrEKu\r\n"));
    row("spam.header-lookalikes", text(sentence, "Subject: =?utf-8?Q?P=D0=B0yment?=\r\n"));
    row("spam.from-odd-domain", from("Shop <x@offers.click>"));
    row("spam.undisclosed",
        QByteArray(text(sentence)).replace("To: Bob <bob@example.net>", "To: undisclosed-recipients:;"));
    row("imperson.address-in-name", from("\"ceo@corp.example\" <x@evil.example>"));
    row("imperson.brand-name", from("PayPal Service <x@evil.example>"));
    row("imperson.brand-domain", from("Service <x@paypal-service.example>"));
    row("spam.forged-reply-to", text(sentence, "Subject: x\r\nReply-To: other@elsewhere.example\r\n"));
    row("spam.reply-to-freemail", text(sentence, "Subject: x\r\nReply-To: other@gmail.com\r\n"));
    row("phish.link-mismatch",
        html("<p>" + sentence + "</p><a href=\"http://evil.example/\">https://www.paypal.com/</a>"));
    row("spam.link-mismatch",
        html("<p>" + sentence + "</p><a href=\"http://evil.example/\">https://www.other.org/</a>"));
    row("phish.brand-in-host", html("<p>" + sentence + "</p><a href=\"http://paypal-login.evil.example/\">here</a>"));
    row("phish.odd-address-link", html("<a href=\"http://0xc0000201/\">here</a>"));
    row("phish.mixed-script-link", html("<a href=\"http://p\xd0\xb0ypal.com/\">here</a>"));
    row("phish.script-link", html("<a href=\"data:text/html,x\">here</a>"));
    row("phish.credentials", html("<p>Please verify your account.</p><a href=\"http://bit.ly/x\">here</a>"));
    row("phish.login-form", html("<form action=\"http://evil.example\"><input type=password></form>"));
    row("phish.login-attachment",
        attached("filename=login.html", "<html><form><input type=\"password\"></form></html>"));
    row("spam.advance-fee-many",
        text("I am the next of kin of my late husband, who left eight million dollars in a bank.\r\n"));
    row("Japanese: spam.credential-words", text("アカウントが停止されました。\r\n"));
    row("Chinese: spam.bulk-offer-many", text("本公司代开发票\r\n"));
    row("spam.hidden-text", html("<p>Buy</p><div style=\"display:none\">" + sentence.repeated(4) + "</div>"));
    row("spam.invisible-characters", text("v\xe2\x80\x8bi\xe2\x80\x8b"
                                          "a\xe2\x80\x8bgra\r\n"));
    row("spam.lookalike-letters", text("\xd0\xb0"
                                       "pple and p\xd0\xb0ypal\r\n"));
    row("graymail.list", text(sentence, "Subject: x\r\nList-Unsubscribe: <https://example.org/u>\r\n"));
    row("file.executable", attached("filename=a.exe", "x"));
    row("P9: file.double-extension", attached("filename=a.pdf.exe", "x"));
    row("P9: file.reordered-name", attached("filename*=utf-8''a%E2%80%AEfdp.exe", "x"));
    row("P3: file.executable", attached("filename=a.txt; name*1=e; filename*0=b.; filename*1=exe", "x"));
    row("by content: file.executable",
        attached("filename=a.txt", QByteArray("MZ\x90\0\x03\0", 6) + QByteArray(100, '\0')));
    row("file.disguised", attached("filename=a.pdf", "<html><p>x</p></html>"));
    row("file.active-content", attached("filename=a.pdf", "%PDF-1.4 /JavaScript"));
    row("P8: file.encrypted", attached("filename=a.pdf", "%PDF-1.4 /Encrypt"));
    row("P8: file.damaged", attached("filename=a.zip", "PK\x03\x04 cut"));
    row("P4: structure.ambiguous", good + "Content-Type: text/plain\r\nContent-Type: text/html\r\n\r\nx\r\n");
}

void tst_Analyzer::findsEvidence()
{
    QFETCH(const QByteArray, message);
    QFETCH(const QByteArray, id);
    const Findings findings = analyze(message, {}, {});
    QVERIFY2(std::ranges::any_of(findings.reasons, [&id](const Reason &reason) { return reason.id == id; }),
             idsOf(findings).constData());
    QCOMPARE(findingsFromBytes(toBytes(findings)).value(), findings);
}

void tst_Analyzer::leavesWantedMailAlone_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("a plain mail") << text(sentence);
    QTest::newRow("an answer") << text("> " + sentence + "\r\nFine.\r\n",
                                       "Subject: Re: Meeting\r\nIn-Reply-To: <0@example.net>\r\n");
    QTest::newRow("a mail in Japanese") << text(
        "お世話になっております。来週の会議の資料をお送りします。よろしくお願いいたします。\r\n",
        "Subject: =?utf-8?B?5Lya6K2w?=\r\n");
    QTest::newRow("a page of the sender's own site")
        << html("<p>" + sentence.repeated(3) + "</p><a href=\"https://www.example.org/agenda\">Agenda</a>");
}

void tst_Analyzer::leavesWantedMailAlone()
{
    QFETCH(const QByteArray, message);
    double sum = 0;
    const Findings findings = analyze(message, {}, {});
    for (const Reason &reason : findings.reasons)
        sum += reason.points;
    QVERIFY2(sum < 1, idsOf(findings).constData());
    QVERIFY(!findings.isAmbiguous && !findings.isUnscannable && !findings.isBrokenStructure);
}

void tst_Analyzer::listsAttachments()
{
    const Findings findings =
        analyze(attached("filename=\"=?utf-8?B?6KuL5rGC5pu4LnBkZg==?=\"", "%PDF-1.4 /Encrypt"), {}, {});
    QCOMPARE(findings.attachments.size(), 1);
    const Attachment &attachment = findings.attachments[0];
    QVERIFY(attachment.names.contains(u"請求書.pdf"_s));
    QCOMPARE(attachment.trueType, "application/pdf");
    QCOMPARE(attachment.declaredType, "application/octet-stream");
    QCOMPARE(attachment.size, 17);
    QVERIFY(attachment.isEncrypted && !attachment.isExecutable);
    QVERIFY(findings.isUnscannable);
}

void tst_Analyzer::usesTheEnvelope()
{
    const QByteArray message =
        html("<p>" + sentence + "</p><a href=\"http://evil.example/#carol@example.net\">here</a>");
    QVERIFY(!idsOf(analyze(message, {}, {})).contains("phish.recipient-in-link"));
    QVERIFY(idsOf(analyze(message, {{}, {}, {}, {"carol@example.net"}}, {})).contains("phish.recipient-in-link"));
}

void tst_Analyzer::refusesWhatIsOverTheCaps()
{
    AnalyzerConfig config;
    config.maxFields = 3;
    const Findings findings = analyze(text(sentence), {}, config);
    QVERIFY(findings.isBrokenStructure);
    QVERIFY(findings.wasContentScanned);
    QCOMPARE(findings.reasons[0].id, "structure.over-limits");
}

void tst_Analyzer::survivesTorture_data()
{
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char *name, const QByteArray &message) { QTest::newRow(name) << message; };
    row("nothing", "");
    row("no header section", "\r\n\r\n\r\n");
    row("only NUL", QByteArray(1000, '\0'));
    row("P11: 2 MB of nested tags", html(QByteArray("<div>").repeated(400000)));
    row("P11: giant attribute", html("<a href=\"" + QByteArray(2 << 20, 'a') + "\">"));
    row("P11: invalid UTF-8", text("\xff\xfe\xc0\x80\xed\xa0\x80\xf8\x88\x80\x80\x80"));
    row("P11: UTF-16 without a mark",
        good + "Content-Type: text/plain; charset=utf-16\r\n\r\n" + QByteArray("a\0b\0", 4).repeated(1000));
    row("P11: shifts of ISO-2022-JP", good + "Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n" +
                                          QByteArray("\033$B\033(B\033$").repeated(10000));
    row("P11: UTF-7", good + "Content-Type: text/html; charset=utf-7\r\n\r\n+ADw-script+AD4-");
    row("P11: unknown charset", good + "Content-Type: text/plain; charset=\"\x01;';\"\r\n\r\nx");
    row("P3: thousands of encoded words",
        good + "Subject: " + QByteArray("=?utf-8?B?YQ==?= =?x").repeated(5000) + "\r\n\r\n");
    row("P6: strange From", "From: (a(b)c <@@,;:<>\"\\\r\n\r\n");
}

void tst_Analyzer::survivesTorture()
{
    QFETCH(const QByteArray, message);
    const Findings findings = analyze(message, {}, {});
    QVERIFY(findings.wasContentScanned);
    QCOMPARE(findingsFromBytes(toBytes(findings)).value(), findings);
    (void)decodedParts(message, {});
}

QTEST_APPLESS_MAIN(tst_Analyzer)
#include "tst_analyzer.moc"
