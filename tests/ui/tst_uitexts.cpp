#include "ui/models/filtertokens.h"
#include "ui/models/format.h"
#include "ui/models/plaintext.h"
#include "ui/models/messagesmodel.h"
#include "ui/models/tlswords.h"
#include "ui/models/words.h"
#include "ui/session/csvexport.h"

#include <QLocale>
#include <QTest>
#include <QTextDocument>

using namespace Qt::StringLiterals;
using gateway::Fate;
using gateway::MessageClass;
using gateway::admin::Message;
using gateway::admin::MessageFilter;

/// Texts that the window makes: of mails, of numbers, of filters.
class tst_UiTexts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void hiddenCharactersBecomeMarks_data();
    void hiddenCharactersBecomeMarks();
    void toolTipsAreNeverRich_data();
    void toolTipsAreNeverRich();
    void numbers_data();
    void numbers();
    void tokens_data();
    void tokens();
    void filterSurvivesItsText_data();
    void filterSurvivesItsText();
    void liveMessagesMatchAsTheGatewaySays_data();
    void liveMessagesMatchAsTheGatewaySays();
    void headlines_data();
    void headlines();
    void cellsOfCsvAreNoFormulas();
    void ciphers_data();
    void ciphers();
};

void tst_UiTexts::hiddenCharactersBecomeMarks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << u"Invoice 12"_s << u"Invoice 12"_s;
    QTest::newRow("japanese") << u"請求書の件"_s << u"請求書の件"_s;
    QTest::newRow("emoji beyond the first plane") << u"\U0001F600"_s << u"\U0001F600"_s;
    QTest::newRow("escape sequence") << u"\x1b[31mred"_s << u"\u2039U+001B\u203a[31mred"_s;
    QTest::newRow("line end in a subject") << u"a\r\nBcc: x"_s << u"a\u2039U+000D\u203a\u2039U+000A\u203aBcc: x"_s;
    QTest::newRow("NUL and DEL") << QString(u"a\0b\x7f"_s) << u"a\u2039U+0000\u203ab\u2039U+007F\u203a"_s;
    QTest::newRow("right-to-left override") << u"photo\u202egnp.exe"_s << u"photo\u2039U+202E\u203agnp.exe"_s;
    QTest::newRow("isolates") << u"\u2066a\u2069"_s << u"\u2039U+2066\u203aa\u2039U+2069\u203a"_s;
    QTest::newRow("zero width") << u"pay\u200bpal"_s << u"pay\u2039U+200B\u203apal"_s;
    QTest::newRow("line separator") << u"a\u2028b"_s << u"a\u2039U+2028\u203ab"_s;
    QTest::newRow("hangul filler") << u"a\u3164b"_s << u"a\u2039U+3164\u203ab"_s;
    QTest::newRow("lone surrogate") << QString(QChar(0xD800)) << u"\u2039U+D800\u203a"_s;
    QTest::newRow("tag characters") << u"a\U000E0041"_s << u"a\u2039U+E0041\u203a"_s;
}

void tst_UiTexts::hiddenCharactersBecomeMarks()
{
    QFETCH(const QString, text);
    QTEST(ui::marked(text), "shown");
    QCOMPARE(ui::marked(ui::marked(text)), ui::marked(text)); // Marks are not marked again.
}

void tst_UiTexts::toolTipsAreNeverRich_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("image") << u"<img src=file:///etc/passwd>"_s;
    QTest::newRow("bold") << u"<b>urgent</b>"_s;
    QTest::newRow("link after text") << u"Hello <a href='http://example.com'>x</a>"_s;
    QTest::newRow("qt") << u"<qt><img src=x></qt>"_s;
    QTest::newRow("processing instruction") << u"<?xml?><b>x</b>"_s;
    QTest::newRow("blanks first") << u"   <p>a"_s;
    QTest::newRow("plain") << u"a < b"_s;
}

void tst_UiTexts::toolTipsAreNeverRich()
{
    QFETCH(const QString, text);
    const QString tip = ui::plainToolTip(text);
    if (!Qt::mightBeRichText(tip)) {
        QCOMPARE(tip, text);
        return;
    }
    QTextDocument document;
    document.setHtml(tip); // What the tooltip's label does.
    QCOMPARE(document.toPlainText().simplified(), text.simplified());
}

void tst_UiTexts::numbers_data()
{
    QTest::addColumn<QString>("made");
    QTest::addColumn<QString>("expected");
    QTest::newRow("thousands") << ui::formatNumber(8412) << u"8,412"_s;
    QTest::newRow("no time at all") << ui::formatMilliseconds(0) << u"0 ms"_s;
    QTest::newRow("less than a millisecond is some time") << ui::formatMilliseconds(0.2) << u"1 ms"_s;
    QTest::newRow("milliseconds") << ui::formatMilliseconds(71.4) << u"71 ms"_s;
    QTest::newRow("seconds") << ui::formatMilliseconds(1440) << u"1.4 s"_s;
    QTest::newRow("minutes") << ui::formatMilliseconds(125'000) << u"2 min"_s;
    QTest::newRow("hours") << ui::formatSeconds(10'320) << u"2 h 52 min"_s;
    QTest::newRow("whole hours") << ui::formatSeconds(7200) << u"2 h"_s;
    QTest::newRow("days") << ui::formatSeconds(260'000) << u"3 days"_s;
    QTest::newRow("a clock that went back") << ui::formatSeconds(-5) << u"0 s"_s;
    QTest::newRow("bytes") << ui::formatSize(999) << u"999 bytes"_s;
    QTest::newRow("thousands, not 1024s") << ui::formatSize(3100) << u"3.1 KB"_s;
    QTest::newRow("megabytes") << ui::formatSize(412'000'000) << u"412 MB"_s;
    QTest::newRow("date") << ui::formatDate(QDateTime(QDate(2026, 11, 2), QTime(9, 5))) << u"2 Nov 2026"_s;
    QTest::newRow("short time of another day") << ui::formatShortTime(QDateTime(QDate(2025, 11, 2), QTime(9, 5))) << u"2 Nov"_s;
    QTest::newRow("short time of today") << ui::formatShortTime(QDateTime(QDate::currentDate(), QTime(9, 5, 7))) << u"09:05"_s;
    QTest::newRow("no short time") << ui::formatShortTime({}) << u"not known"_s;
    QTest::newRow("no date") << ui::formatDate({}) << u"not known"_s;
}

void tst_UiTexts::numbers()
{
    QFETCH(const QString, made);
    QTEST(made, "expected");
}

void tst_UiTexts::tokens_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<bool>("isToken");
    QTest::newRow("recipient") << u"to:alice@example.com"_s << true;
    QTest::newRow("key in capitals") << u"TO:alice"_s << true;
    QTest::newRow("fate by the window's word") << u"fate:refused"_s << true;
    QTest::newRow("fate by the gateway's word") << u"fate:rejected"_s << true;
    QTest::newRow("no fate") << u"fate:lost"_s << false;
    QTest::newRow("hours") << u"since:2h"_s << true;
    QTest::newRow("date") << u"since:2026-11-20"_s << true;
    QTest::newRow("no time") << u"since:never"_s << false;
    QTest::newRow("unit alone") << u"since:h"_s << false;
    QTest::newRow("negative") << u"since:-2h"_s << false;
    QTest::newRow("no value") << u"to:"_s << false;
    QTest::newRow("unknown key") << u"http://example.com"_s << false;
    QTest::newRow("class") << u"class:virus"_s << true;
}

void tst_UiTexts::tokens()
{
    QFETCH(const QString, word);
    QTEST(ui::tokenFrom(word).has_value(), "isToken");
}

void tst_UiTexts::filterSurvivesItsText_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "invoice 12", "fate:rejected since:today", "to:alice from:bob fate:queued two words", "since:nonsense"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void tst_UiTexts::filterSurvivesItsText()
{
    QFETCH(const QString, text);
    const ui::FilterText filter = ui::FilterText::fromString(text);
    QCOMPARE(ui::FilterText::fromString(filter.toString()), filter);
}

void tst_UiTexts::liveMessagesMatchAsTheGatewaySays_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isMatch");
    QTest::newRow("no filter") << QString() << true;
    QTest::newRow("recipient, other case") << u"to:ALICE"_s << true;
    QTest::newRow("other recipient") << u"to:bob"_s << false;
    QTest::newRow("fate") << u"fate:refused"_s << true;
    QTest::newRow("other fate") << u"fate:delivered"_s << false;
    QTest::newRow("word of the subject") << u"bank"_s << true;
    QTest::newRow("word and sender") << u"bank from:office"_s << true;
    QTest::newRow("older") << u"since:2h"_s << false;
    QTest::newRow("young enough") << u"since:2d"_s << true;
    QTest::newRow("class") << u"class:virus"_s << false;
}

void tst_UiTexts::liveMessagesMatchAsTheGatewaySays()
{
    QFETCH(const QString, text);
    const QDateTime now(QDate(2026, 11, 24), QTime(12, 0));
    Message message;
    message.received = now.addSecs(-5 * 3600);
    message.sender = u"office@example.com"_s;
    message.subject = u"Change of Bank details"_s;
    message.fate = Fate::Rejected;
    message.recipients = {{.address = u"alice@example.com"_s, .rule = {}, .nextHop = {}, .reply = {}, .changed = {}}};
    const MessageFilter filter = ui::messageFilter(ui::FilterText::fromString(text), now);
    QTEST(ui::matches(filter, message), "isMatch");
}

void tst_UiTexts::headlines_data()
{
    QTest::addColumn<Fate>("fate");
    QTest::addColumn<MessageClass>("messageClass");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("virus") << Fate::Quarantined << MessageClass::Virus << u"Quarantined, because it carries a virus."_s;
    QTest::newRow("phishing") << Fate::Rejected << MessageClass::Phishing << u"Refused, because it looks like phishing."_s;
    QTest::newRow("clean") << Fate::Delivered << MessageClass::Clean << u"Delivered. Nothing speaks against this mail."_s;
    QTest::newRow("policy without a reason") << Fate::Rejected << MessageClass::Policy << u"Refused. The sender was told why."_s;
    QTest::newRow("queued says so whatever it is") << Fate::Queued << MessageClass::Spam
                                                   << u"Queued, because the mail server did not take it yet. It is tried again by itself."_s;
}

void tst_UiTexts::headlines()
{
    QFETCH(const Fate, fate);
    QFETCH(const MessageClass, messageClass);
    Message message;
    message.fate = fate;
    message.messageClass = messageClass;
    QTEST(ui::headline(message), "sentence");
}

void tst_UiTexts::cellsOfCsvAreNoFormulas()
{
    ui::MessagesModel model;
    Message message;
    message.id = u"1"_s;
    message.size = 10;
    message.sender = u"-2+3@example.com"_s;
    message.subject = u"=HYPERLINK(\"http://example.com\")"_s;
    model.reset({message}, 1);
    const QString csv = QString::fromUtf8(ui::toCsv(model));
    QVERIFY(csv.contains(u"\"'-2+3@example.com\""_s));
    QVERIFY(csv.contains(u"\"'=HYPERLINK(\"\"http://example.com\"\")\""_s));
    QCOMPARE(csv.count(u"\r\n"_s), 2);
}

void tst_UiTexts::ciphers_data()
{
    QTest::addColumn<QString>("cipher");
    QTest::addColumn<QString>("shown");
    QTest::newRow("TLS 1.3") << u"TLS_AES_256_GCM_SHA384"_s << u"AES-256-GCM"_s;
    QTest::newRow("ChaCha") << u"TLS_CHACHA20_POLY1305_SHA256"_s << u"CHACHA20-POLY1305"_s;
    QTest::newRow("TLS 1.2") << u"ECDHE-RSA-AES256-GCM-SHA384"_s << u"ECDHE-RSA-AES256-GCM-SHA384"_s;
}

void tst_UiTexts::ciphers()
{
    QFETCH(const QString, cipher);
    gateway::admin::TlsRecord tls;
    tls.cipher = cipher;
    QTEST(ui::tlsCipher(tls), "shown");
}

QTEST_MAIN(tst_UiTexts)
#include "tst_uitexts.moc"
