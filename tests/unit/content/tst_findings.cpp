#include "gateway/content/findings.h"

#include <QTest>

using namespace gateway;
using namespace gateway::content;
using namespace Qt::StringLiterals;

class tst_Findings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesTheWay();
    void refusesMalformedInput_data();
    void refusesMalformedInput();
    void cutsToItsLimits();
    void makesHostileTextVisible();
    void mergesWhatTwoWorkersSay();
};

namespace {

Findings full()
{
    Findings findings;
    findings.subject = u"請求書 €"_s;
    findings.headerFrom = u"Example <a@example.org>"_s;
    findings.authorDomains = {"example.org", ""};
    findings.authors = {"a@example.org", "nobody", "ä@example.org"};
    findings.messageId = "<1@example.org>";
    findings.language = u"ja"_s;
    findings.urls = {u"https://example.org/"_s};
    findings.attachments = {{{u"a.pdf"_s, u"a.exe"_s},
                             "application/pdf",
                             "application/x-dosexec",
                             1234567890123,
                             true,
                             true,
                             true,
                             u"b.zip"_s}};
    findings.viruses = {{VirusFinding::Kind::Macro, u"Heuristics.OLE2.ContainsMacros"_s}};
    findings.reasons = {{"spam.gtube", Stage::Content, 20.5, {{u"text"_s, u"XJS"_s}}}};
    findings.isAmbiguous = findings.wasContentScanned = true;
    return findings;
}

} // namespace

void tst_Findings::survivesTheWay()
{
    QCOMPARE(findingsFromBytes(toBytes(full())).value(), full());
    QCOMPARE(findingsFromBytes("{}").value(), Findings());
    QVERIFY(!findingsFromBytes("{}")->wasContentScanned); // An empty answer is no clean answer (I5).
}

void tst_Findings::refusesMalformedInput_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, const QByteArray &bytes) { QTest::newRow(name) << bytes; };
    row("nothing", "");
    row("no object", "[]");
    row("cut short", toBytes(full()).chopped(1));
    row("text for a flag", R"({"wasVirusScanned":"yes"})");
    row("number for a text", R"({"subject":1})");
    row("object for a list", R"({"urls":{}})");
    row("number in a list of texts", R"({"urls":[1]})");
    row("text in a list of objects", R"({"reasons":["spam.gtube"]})");
    row("unknown kind of virus", R"({"viruses":[{"kind":"harmless","name":"x"}]})");
    row("virus without kind", R"({"viruses":[{"name":"x"}]})");
    row("reason without id", R"({"reasons":[{"stage":"content","points":1}]})");
    row("reason of an unknown stage", R"({"reasons":[{"id":"spam.x","stage":"moon","points":1}]})");
    row("reason with markup as id", R"({"reasons":[{"id":"<b>","stage":"content","points":1}]})");
    row("evidence that is no text",
        R"({"reasons":[{"id":"spam.x","stage":"content","points":1,"evidence":{"a":[]}}]})");
    row("negative size", R"({"attachments":[{"size":-1}]})");
    row("size with a fraction", R"({"attachments":[{"size":1.5}]})");
}

void tst_Findings::refusesMalformedInput()
{
    QFETCH(const QByteArray, bytes);
    const Result<Findings> findings = findingsFromBytes(bytes);
    QVERIFY(!findings);
    QCOMPARE(findings.error().kind, Error::Kind::Invalid);
}

void tst_Findings::cutsToItsLimits()
{
    Findings findings;
    findings.subject = QString(10000, u'a');
    findings.urls = QStringList(5000, u"http://example.org/"_s);
    findings.attachments = {{{QString(4096, u'n') + u".exe"_s}, {}, {}, 0, false, false, false, {}}};
    findings.reasons = {{"spam.x", Stage::Content, 1e300, {}}};
    const Findings cut = findingsFromBytes(toBytes(findings)).value();
    QCOMPARE(cut.subject.size(), 500);
    QCOMPARE(cut.urls.size(), 200);
    QVERIFY(cut.attachments[0].names[0].size() <= 255);
    QVERIFY(cut.attachments[0].names[0].endsWith(u".exe"_s)); // P9: the end of the name decides what opens it.
    QVERIFY(cut.reasons[0].points < 100);
}

void tst_Findings::makesHostileTextVisible()
{
    Findings findings;
    findings.subject = u"a\r\nBcc: x\u202Eexe.\0b"_s;
    findings.subject.append(QChar(0xd800));
    const Findings read = findingsFromBytes(toBytes(findings)).value();
    QVERIFY(!read.subject.contains(u'\r') && !read.subject.contains(u'\n') && !read.subject.contains(u'\u202E') &&
            !read.subject.contains(QChar(0)));
    QCOMPARE(findingsFromBytes(toBytes(read)).value(), read); // A second way changes nothing more.
}

void tst_Findings::mergesWhatTwoWorkersSay()
{
    Findings virus;
    virus.wasVirusScanned = true;
    virus.isUnscannable = true;
    virus.viruses = full().viruses + QList<VirusFinding>{{VirusFinding::Kind::Virus, u"Eicar-Test-Signature"_s}};
    const Findings both = merged(full(), virus);
    QVERIFY(both.wasContentScanned && both.wasVirusScanned && both.isUnscannable && both.isAmbiguous &&
            !both.isBrokenStructure);
    QCOMPARE(both.viruses.size(), 2);
    QCOMPARE(both.subject, full().subject);
    QCOMPARE(both.reasons, full().reasons);
    QCOMPARE(merged(virus, full()).subject, full().subject);
}

QTEST_APPLESS_MAIN(tst_Findings)
#include "tst_findings.moc"
