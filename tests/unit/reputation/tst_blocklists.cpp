#include "gateway/reputation/blocklists.h"

#include "gateway/dns/knownanswers.h"
#include "gateway/dns/records.h"
#include "gateway/dns/zonefile.h"
#include "gateway/reputation/blocklistpresets.h"

#include <QJsonDocument>
#include <QTest>

using namespace gateway;
using namespace reputation;
using namespace Qt::StringLiterals;
using boost::asio::ip::make_address;

class tst_BlockLists : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void codes_data();
    void codes();
    void badCodes_data();
    void badCodes();
    void answers_data();
    void answers();
    void refusalCodesAreNoData_P14_data();
    void refusalCodesAreNoData_P14();
    void allAreAskedAtOnce();
    void theTextIsAskedForOnRequest_S17();
    void sumsUp();
    void privateAddressesAreNotAskedAbout();
    void questionsAreBounded_P14();
    void health_data();
    void health();
    void configuration_data();
    void configuration();
    void presetsAreOff();
};

namespace {

/// What "bl.example" answers for 192.0.2.1.
dns::ZoneFile zoneWith(const QByteArray &records)
{
    return *dns::ZoneFile::parse(QJsonDocument::fromJson("{\"1.2.0.192.bl.example\": [" + records + "], \"other.bl.example\": [{\"A\": \"127.0.0.2\"}]}").object());
}

CodeRange range(QByteArrayView text) { return CodeRange::parse(text).value_or(CodeRange{}); }

} // namespace

void tst_BlockLists::codes_data()
{
    QTest::addColumn<QByteArray>("range");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<bool>("contains");
    const auto row = [](const char *text, const char *code, bool contains) {
        QTest::addRow("%s %s", text, code) << QByteArray(text) << QByteArray(code) << contains;
    };
    row("127.0.0.2", "127.0.0.2", true);
    row("127.0.0.2", "127.0.0.3", false);
    row("127.0.0.4-7", "127.0.0.4", true);
    row("127.0.0.4-7", "127.0.0.7", true);
    row("127.0.0.4-7", "127.0.0.8", false);
    row("127.0.*.3", "127.0.255.3", true);
    row("127.0.*.3", "127.0.255.2", false);
    row("127.0.*.3", "127.1.0.3", false);
}

void tst_BlockLists::codes()
{
    QFETCH(const QByteArray, range);
    QFETCH(const QByteArray, code);
    const Result<CodeRange> parsed = CodeRange::parse(range);
    QVERIFY(parsed);
    QTEST(parsed->contains(make_address(code.constData()).to_v4()), "contains");
    QCOMPARE(parsed->toText(), range);
}

void tst_BlockLists::badCodes_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", "127.0.0", "127.0.0.256", "127.0.0.7-4", "10.0.0.2", "127.0.0.2.3", "127.0.0.-", "127.0.0.+2", "*.0.0.2", "127.0.0.\xff"})
        QTest::newRow(text) << QByteArray(text);
}

void tst_BlockLists::badCodes()
{
    QFETCH(const QByteArray, text);
    const Result<CodeRange> parsed = CodeRange::parse(text);
    QVERIFY(!parsed);
    QVERIFY(parsed.error().message.contains(u"write it as"_s));
}

void tst_BlockLists::answers_data()
{
    using enum BlockListNote::Kind;
    QTest::addColumn<QByteArray>("records");
    QTest::addColumn<QByteArray>("hits"); // "code weight"
    QTest::addColumn<QList<BlockListNote>>("notes");
    const auto row = [](const char *name, const char *records, const char *hits, std::optional<BlockListNote::Kind> note = {}, const QString &detail = {}) {
        QList<BlockListNote> notes;
        if (note)
            notes.append({*note, "bl.example", detail});
        QTest::newRow(name) << QByteArray(records) << QByteArray(hits) << notes;
    };
    row("listed", R"({"A": "127.0.0.2"})", "127.0.0.2 5");
    row("a code of less weight", R"({"A": "127.0.0.10"})", "127.0.0.10 3");
    row("of several codes the heaviest", R"({"A": "127.0.0.10"}, {"A": "127.0.0.2"})", "127.0.0.2 5");
    row("a code that means nothing", R"({"A": "127.0.0.200"})", "");
    row("the name exists without addresses", R"({"TXT": "listed"})", "");
    row("not known", R"("TIMEOUT")", "", NotKnown, u"it does not answer"_s);
    row("outside 127/8 (P14)", R"({"A": "198.51.100.7"})", "", Astray, u"198.51.100.7"_s);
    row("a sinkhole (P14)", R"({"A": "127.0.0.1"})", "", Astray, u"127.0.0.1"_s);
    row("outside beside a listing (P14)", R"({"A": "198.51.100.7"}, {"A": "127.0.0.2"})", "127.0.0.2 5", Astray, u"198.51.100.7"_s);
}

void tst_BlockLists::answers()
{
    QFETCH(const QByteArray, records);
    QFETCH(const QList<BlockListNote>, notes);
    dns::ZoneFile zone = zoneWith(records);
    const BlockList list{.zone = "bl.example", .codes = {{range("127.0.0.2-9"), 5}, {range("127.0.0.10"), 3}}};
    for (const char *client : {"192.0.2.1", "::ffff:192.0.2.1"}) {
        const std::optional<BlockListCheck> check = checkBlockLists(make_address(client), {list}, zone);
        QVERIFY(check);
        QByteArray hits;
        for (const BlockListHit &hit : check->hits)
            hits += hit.code + ' ' + QByteArray::number(hit.weight);
        QTEST(hits, "hits");
        QCOMPARE(check->notes.size(), notes.size());
        for (qsizetype i = 0; i < notes.size(); ++i) {
            QCOMPARE(check->notes[i].kind, notes[i].kind);
            if (notes[i].kind != BlockListNote::Kind::NotKnown)
                QCOMPARE(check->notes[i].detail, notes[i].detail);
        }
        QCOMPARE(check->reasons().size(), check->hits.size() + check->notes.size());
    }
}

void tst_BlockLists::refusalCodesAreNoData_P14_data()
{
    QTest::addColumn<QByteArray>("records");
    QTest::newRow("typing error") << QByteArray(R"({"A": "127.255.255.252"})");
    QTest::newRow("public resolver") << QByteArray(R"({"A": "127.255.255.254"})");
    QTest::newRow("too many questions") << QByteArray(R"({"A": "127.255.255.255"})");
    QTest::newRow("of this list's own") << QByteArray(R"({"A": "127.0.0.255"})");
    QTest::newRow("beside a listing") << QByteArray(R"({"A": "127.0.0.2"}, {"A": "127.255.255.254"})");
}

void tst_BlockLists::refusalCodesAreNoData_P14()
{
    QFETCH(const QByteArray, records);
    dns::ZoneFile zone = zoneWith(records);
    const BlockList list{.zone = "bl.example", .refusals = {range("127.0.0.255")}};
    const std::optional<BlockListCheck> check = checkBlockLists(make_address("192.0.2.1"), {list}, zone);
    QVERIFY(check && check->hits.isEmpty());
    QCOMPARE(check->sum(), 0.0);
    QCOMPARE(check->notes.size(), 1);
    QCOMPARE(check->notes.first().kind, BlockListNote::Kind::Refuses);
    QCOMPARE(check->reasons().value(0).id, "connection.list-refuses");
}

void tst_BlockLists::allAreAskedAtOnce()
{
    dns::KnownAnswers answers;
    const QList<BlockList> lists{{.zone = "a.example"}, {.zone = "off.example", .isEnabled = false}, {.zone = "b.example"}};
    QVERIFY(!checkBlockLists(make_address("2001:db8::1"), lists, answers));
    const QList<dns::Question> missing = answers.takeMissing();
    const QByteArray reversed = "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.";
    QCOMPARE(missing, (QList<dns::Question>{{reversed + "a.example", dns::Type::A}, {reversed + "b.example", dns::Type::A}}));
    for (const dns::Question &question : missing)
        answers.put(question, {.status = dns::Answer::Status::NoSuchName});
    QVERIFY(checkBlockLists(make_address("2001:db8::1"), lists, answers)->hits.isEmpty());
}

void tst_BlockLists::theTextIsAskedForOnRequest_S17()
{
    dns::KnownAnswers answers;
    BlockList list{.zone = "bl.example"};
    const auto client = make_address("192.0.2.1");
    answers.put({"1.2.0.192.bl.example", dns::Type::A}, {.status = dns::Answer::Status::Found, .records = {dns::addressRecord(make_address("127.0.0.2"))}});
    QCOMPARE(checkBlockLists(client, {list}, answers)->reasons().value(0).id, "connection.list-hit");
    list.asksText = true;
    QVERIFY(!checkBlockLists(client, {list}, answers));
    QCOMPARE(answers.takeMissing(), (QList<dns::Question>{{"1.2.0.192.bl.example", dns::Type::Txt}}));
    answers.put({"1.2.0.192.bl.example", dns::Type::Txt}, {.status = dns::Answer::Status::Found, .records = {dns::textRecord({"see\r\n250 OK \x1b[2J"})}});
    const Reason reason = checkBlockLists(client, {list}, answers)->reasons().value(0);
    QCOMPARE(reason.id, "connection.list-hit-text");
    QCOMPARE(reason.evidence.value(u"text"_s), u"see\\x0d\\x0a250 OK \\x1b[2J"_s);
    answers.put({"1.2.0.192.bl.example", dns::Type::Txt}, {}); // It failed: the hit stands.
    QCOMPARE(checkBlockLists(client, {list}, answers)->reasons().value(0).id, "connection.list-hit");
}

void tst_BlockLists::sumsUp()
{
    dns::ZoneFile zone = *dns::ZoneFile::parse(QJsonDocument::fromJson(
        R"({"1.2.0.192.a.example": [{"A": "127.0.0.2"}], "1.2.0.192.b.example": [{"A": "127.0.0.3"}], "1.2.0.192.w.example": [{"A": "127.0.5.2"}]})").object());
    const std::optional<BlockListCheck> check = checkBlockLists(make_address("192.0.2.1"),
        {{.zone = "a.example", .weight = 4}, {.zone = "b.example", .weight = 2.5}, {.zone = "w.example", .kind = BlockList::Kind::Allow, .weight = 1.5}}, zone);
    QCOMPARE(check->hits.size(), 3);
    QCOMPARE(check->sum(), 5.0);
    double points = 0;
    for (const Reason &reason : check->reasons())
        points += reason.points;
    QCOMPARE(points, 5.0);
    QCOMPARE(check->reasons().last().id, "connection.list-allowed");
}

void tst_BlockLists::privateAddressesAreNotAskedAbout()
{
    for (const char *client : {"127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.1.1", "169.254.1.1", "100.64.0.1", "::1", "fe80::1", "fd00::1", "::ffff:10.0.0.1"}) {
        dns::KnownAnswers answers;
        const std::optional<BlockListCheck> check = checkBlockLists(make_address(client), {{.zone = "bl.example"}}, answers);
        QVERIFY2(check && check->hits.isEmpty() && check->notes.isEmpty(), client);
        QVERIFY(answers.takeMissing().isEmpty());
    }
}

void tst_BlockLists::questionsAreBounded_P14()
{
    QList<BlockList> lists;
    for (int i = 0; i < 500; ++i)
        lists.append({.zone = "l" + QByteArray::number(i) + ".example"});
    dns::KnownAnswers answers;
    QVERIFY(!checkBlockLists(make_address("192.0.2.1"), lists, answers));
    QCOMPARE(answers.takeMissing().size(), maxBlockLists);
}

void tst_BlockLists::health_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QList<BlockListNote::Kind>>("notes");
    using enum BlockListNote::Kind;
    const auto row = [](const char *name, const char *listed, const char *clean, QList<BlockListNote::Kind> notes) {
        const QByteArray zone = QByteArray(R"({"2.0.0.127.bl.example": [)") + listed + R"(], "1.0.0.127.bl.example": [)" + clean + "]}";
        QTest::newRow(name) << zone << notes;
    };
    row("well", R"({"A": "127.0.0.2"})", R"({"TXT": "-"})", {});
    row("lists nothing", R"({"TXT": "-"})", R"({"TXT": "-"})", {Empty});
    row("lists everything", R"({"A": "127.0.0.2"})", R"({"A": "127.0.0.2"})", {ListsAll});
    row("a domain that was sold", R"({"A": "198.51.100.1"})", R"({"A": "198.51.100.1"})", {Astray});
    row("refuses", R"({"A": "127.255.255.254"})", R"({"A": "127.255.255.254"})", {Refuses});
    row("silent", R"("TIMEOUT")", R"("TIMEOUT")", {NotKnown});
}

void tst_BlockLists::health()
{
    QFETCH(const QByteArray, zone);
    dns::ZoneFile resolver = *dns::ZoneFile::parse(QJsonDocument::fromJson(zone).object());
    const std::optional<QList<BlockListNote>> notes = checkBlockList({.zone = "bl.example", .codes = {{range("127.0.0.9"), 1}}}, resolver);
    QVERIFY(notes);
    QList<BlockListNote::Kind> kinds;
    for (const BlockListNote &note : *notes) {
        kinds.append(note.kind);
        QVERIFY(reasonOf(note).id.startsWith("connection.list-"));
    }
    QTEST(kinds, "notes");
}

void tst_BlockLists::configuration_data()
{
    QTest::addColumn<BlockList>("list");
    QTest::addColumn<QString>("error");
    QTest::newRow("well") << BlockList{.zone = "bl.example"} << QString();
    QTest::newRow("no zone") << BlockList{} << u"domain name"_s;
    QTest::newRow("one label") << BlockList{.zone = "example"} << u"domain name"_s;
    QTest::newRow("no room for an IPv6 address") << BlockList{.zone = QByteArray("abc.").repeated(50) + "example"} << u"domain name"_s;
    QTest::newRow("a hostile zone") << BlockList{.zone = "a\r\n.example"} << u"a\\x0d\\x0a.example"_s;
    QTest::newRow("a negative weight") << BlockList{.zone = "bl.example", .weight = -1} << u"from 0 to 20"_s;
    QTest::newRow("a code's weight") << BlockList{.zone = "bl.example", .codes = {{range("127.0.0.2"), 21}}} << u"from 0 to 20"_s;
    QTest::newRow("no number") << BlockList{.zone = "bl.example", .weight = qQNaN()} << u"from 0 to 20"_s;
    QTest::newRow("too many codes (I8)") << BlockList{.zone = "bl.example", .codes = QList<BlockList::Code>(101)} << u"at most 100"_s;
}

void tst_BlockLists::configuration()
{
    QFETCH(const BlockList, list);
    QFETCH(const QString, error);
    const Result<> checked = list.validated();
    QCOMPARE(checked.has_value(), error.isEmpty());
    if (!checked)
        QVERIFY2(checked.error().message.contains(error), qPrintable(checked.error().message));
}

void tst_BlockLists::presetsAreOff()
{
    QVERIFY(blockListPresets().size() >= 4);
    for (const BlockListPreset &preset : blockListPresets()) {
        QVERIFY(preset.list.validated());
        QVERIFY(!preset.list.isEnabled);
        QVERIFY(preset.terms.startsWith(u"https://"_s) && !preset.title.isEmpty());
        for (const BlockList::Code &code : preset.list.codes)
            QCOMPARE(int(code.range.first[0]), 127);
    }
}

QTEST_APPLESS_MAIN(tst_BlockLists)
#include "tst_blocklists.moc"
