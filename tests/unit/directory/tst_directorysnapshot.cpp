#include "gateway/directory/snapshot.h"

#include <QTest>

using namespace gateway;
using namespace gateway::directory;
using namespace Qt::StringLiterals;
using Mode = DomainSettings::Mode;
using Status = Lookup::Status;

class tst_DirectorySnapshot : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lookUp_data();
    void lookUp();
    void deliveryAddress_data();
    void deliveryAddress();
    void modes_data();
    void modes();
    void partialListRefusesNobody_L3();
    void otherSeparators();
    void enabledEntryHasTheAddress_L5();
    void foreignAndContestedAreCounted();
    void badDomains_data();
    void badDomains();
    void groups();
};

namespace {

smtp::Mailbox mailbox(const QByteArray &text) { return smtp::parseMailbox(text, smtp::Utf8::Allowed).value(); }

QList<Entry> staff()
{
    return {
        {"alice@example.com", {"sales@example.com"}, u"Alice"_s, {u"Sales"_s}},
        {"Bob@Example.COM", {}, u"Bob"_s, {}, true},
        {"carol@example.com", {}, {}, {}, false, true},
        {"a+b@example.com", {}, u"Plus"_s, {}},
        {"\"two words\"@example.com", {}, {}, {}},
        {"j\xc3\x96rg@example.com", {}, {}, {}},
        {"info@xn--bcher-kva.example", {}, {}, {}},
        {"dave@example.net", {}, {}, {}},
    };
}

std::shared_ptr<const Snapshot> snapshot(const DomainSettings &domain, QList<Entry> entries = staff(),
                                         Snapshot::Completeness completeness = Snapshot::Completeness::Complete)
{
    const DomainSettings other{.name = "b\xc3\xbc" "cher.example", .aliasDomains = {}, .mode = Mode::List, .catchAll = {}};
    return Snapshot::make({domain, other}, std::move(entries), completeness).value();
}

DomainSettings example(Mode mode = Mode::List, QByteArray catchAll = {})
{
    return {.name = "example.com", .aliasDomains = {"example.net", "EXAMPLE.org"}, .mode = mode, .catchAll = std::move(catchAll)};
}

} // namespace

void tst_DirectorySnapshot::lookUp_data()
{
    QTest::addColumn<QByteArray>("recipient");
    QTest::addColumn<Status>("status");
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<bool>("isTagged");

    const auto row = [](const char *name, const char *recipient, Status status, const char *address = "", bool isTagged = false) {
        QTest::newRow(name) << QByteArray(recipient) << status << QByteArray(address) << isTagged;
    };
    row("listed", "alice@example.com", Status::Known, "alice@example.com");
    row("case of the local part", "ALICE@example.com", Status::Known, "alice@example.com");
    row("case of the domain", "bob@EXAMPLE.com", Status::Known, "Bob@Example.COM");
    row("alias", "Sales@example.com", Status::Known, "alice@example.com");
    row("alias domain", "alice@example.net", Status::Known, "alice@example.com");
    row("alias domain in another case", "alice@Example.Org", Status::Known, "alice@example.com");
    row("listed under the alias domain", "dave@example.com", Status::Known, "dave@example.net");
    row("final dot (S11)", "alice@example.com.", Status::Known, "alice@example.com");
    row("tag", "alice+news@example.com", Status::Known, "alice@example.com", true);
    row("tag of an alias", "sales+x+y@example.com", Status::Known, "alice@example.com", true);
    row("empty tag", "alice+@example.com", Status::Known, "alice@example.com", true);
    row("listed with the separator", "a+b@example.com", Status::Known, "a+b@example.com");
    row("tag alone", "+news@example.com", Status::Unknown);
    row("tag of nobody", "nobody+news@example.com", Status::Unknown);
    row("quoted (S10)", "\"two words\"@example.com", Status::Known, "\"two words\"@example.com");
    row("quoted needlessly (S10)", "\"alice\"@example.com", Status::Known, "alice@example.com");
    row("quoted @ (S10)", "\"alice@example.com\"@example.com", Status::Unknown);
    row("SMTPUTF8", "j\xc3\x96rg@example.com", Status::Known, "j\xc3\x96rg@example.com");
    row("SMTPUTF8 without case", "J\xc3\xb6RG@example.com", Status::Known, "j\xc3\x96rg@example.com");
    row("SMTPUTF8, decomposed", "jo\xcc\x88rg@example.com", Status::Known, "j\xc3\x96rg@example.com");
    row("U-label", "info@b\xc3\xbc" "cher.example", Status::Known, "info@xn--bcher-kva.example");
    row("A-label", "info@xn--bcher-kva.example", Status::Known, "info@xn--bcher-kva.example");
    row("disabled (L5)", "carol@example.com", Status::Disabled, "carol@example.com");
    row("disabled, with a tag (L5)", "carol+x@example.com", Status::Disabled, "carol@example.com", true);
    row("unknown", "nobody@example.com", Status::Unknown);
    row("postmaster is always known (RFC 5321 4.5.1)", "PostMaster@example.com", Status::Known);
    row("not ours", "alice@example.edu", Status::NotOurs);
    row("subdomain is not ours", "alice@mail.example.com", Status::NotOurs);
    row("of another domain of ours", "alice@xn--bcher-kva.example", Status::Unknown);
}

void tst_DirectorySnapshot::lookUp()
{
    QFETCH(const QByteArray, recipient);
    QFETCH(const bool, isTagged);
    const auto known = snapshot(example());
    const Lookup found = known->lookUp(mailbox(recipient));
    QTEST(found.status, "status");
    QTEST(found.entry ? found.entry->address : QByteArray(), "address");
    QCOMPARE(found.isTagged, isTagged);
    QVERIFY(!found.isFlagged);
    QCOMPARE(known->lookUp({"postmaster", {}}).status, Status::Known);
    QCOMPARE(known->lookUp({}).status, Status::NotOurs);
}

void tst_DirectorySnapshot::deliveryAddress_data()
{
    QTest::addColumn<QByteArray>("recipient");
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<bool>("hasCatchAll");
    const auto row = [](const char *name, const char *recipient, const char *address, bool hasCatchAll = false) {
        QTest::newRow(name) << QByteArray(recipient) << QByteArray(address) << hasCatchAll;
    };
    row("listed, as given", "ALICE@Example.com", "ALICE@Example.com");
    row("alias, as given", "sales@example.com", "sales@example.com");
    row("tag, as given", "alice+news@example.com", "alice+news@example.com");
    row("alias domain", "alice@example.net", "alice@example.com");
    row("alias in an alias domain", "Sales@example.net", "Sales@example.com");
    row("tag in an alias domain", "alice+news@example.org", "alice+news@example.com");
    row("listed in the alias domain", "dave@example.net", "dave@example.net");
    row("listed in another alias domain", "dave@example.org", "dave@example.net");
    row("listed in the alias domain alone", "dave+x@example.com", "dave+x@example.net");
    row("unlisted in an alias domain", "nobody@example.net", "nobody@example.com");
    row("unlisted", "nobody@EXAMPLE.com", "nobody@EXAMPLE.com");
    row("catch-all", "nobody@example.com", "alice@example.com", true);
    row("catch-all of an alias domain", "no.body+tag@example.net", "alice@example.com", true);
    row("listed beside a catch-all", "bob@example.com", "bob@example.com", true);
    row("postmaster", "postmaster@example.com", "postmaster@example.com", true);
    row("postmaster of an alias domain", "postmaster@example.net", "postmaster@example.com", true);
    row("not ours", "alice@example.edu", "alice@example.edu");
    row("U-label, as given", "info@b\xc3\xbc" "cher.example", "info@b\xc3\xbc" "cher.example");
}

void tst_DirectorySnapshot::deliveryAddress()
{
    QFETCH(const QByteArray, recipient);
    QFETCH(const QByteArray, address);
    QFETCH(const bool, hasCatchAll);
    const auto all = snapshot(example(Mode::Off, hasCatchAll ? "alice@example.com" : ""));
    QCOMPARE(all->deliveryAddress(mailbox(recipient), all->lookUp(mailbox(recipient))).toBytes(), address);
    const smtp::Mailbox bare{"postmaster", {}}; // RFC 5321 4.5.1
    QCOMPARE(all->deliveryAddress(bare, all->lookUp(bare)), bare);
}

void tst_DirectorySnapshot::modes_data()
{
    QTest::addColumn<Mode>("mode");
    QTest::addColumn<bool>("acceptsUnknown");
    QTest::addColumn<QByteArray>("catchAll");
    QTest::addColumn<Status>("ofDisabled");
    QTest::addColumn<Status>("ofUnlisted");
    QTest::addColumn<bool>("isFlagged");

    QTest::newRow("off") << Mode::Off << false << QByteArray() << Status::Known << Status::Accepted << false;
    QTest::newRow("list") << Mode::List << false << QByteArray() << Status::Disabled << Status::Unknown << false;
    QTest::newRow("list, unknown accepted") << Mode::List << true << QByteArray() << Status::Disabled << Status::Accepted << true;
    QTest::newRow("next hop") << Mode::AskNextHop << false << QByteArray() << Status::Disabled << Status::AskNextHop << false;
    QTest::newRow("catch-all") << Mode::List << true << QByteArray("alice@example.net") << Status::Disabled << Status::CatchAll << false;
    QTest::newRow("catch-all not listed") << Mode::List << false << QByteArray("box@example.com") << Status::Disabled << Status::CatchAll << false;
}

void tst_DirectorySnapshot::modes()
{
    QFETCH(const Mode, mode);
    QFETCH(const bool, acceptsUnknown);
    QFETCH(const QByteArray, catchAll);
    DomainSettings domain = example(mode, catchAll);
    domain.acceptsUnknown = acceptsUnknown;
    const auto known = snapshot(domain);
    QCOMPARE(known->lookUp(mailbox("alice@example.com")).status, Status::Known);
    QTEST(known->lookUp(mailbox("carol@example.com")).status, "ofDisabled");
    const Lookup unlisted = known->lookUp(mailbox("nobody@example.com"));
    QTEST(unlisted.status, "ofUnlisted");
    QTEST(unlisted.isFlagged, "isFlagged");
    QCOMPARE(unlisted.entry != nullptr, catchAll == "alice@example.net");
}

void tst_DirectorySnapshot::partialListRefusesNobody_L3()
{
    const auto known = snapshot(example(), staff(), Snapshot::Completeness::Partial);
    QCOMPARE(known->lookUp(mailbox("alice@example.com")).status, Status::Known);
    QCOMPARE(known->lookUp(mailbox("nobody@example.com")).status, Status::NotKnown);
}

void tst_DirectorySnapshot::otherSeparators()
{
    DomainSettings domain = example();
    domain.subaddressSeparator = '-';
    QCOMPARE(snapshot(domain)->lookUp(mailbox("alice-news@example.com")).status, Status::Known);
    QCOMPARE(snapshot(domain)->lookUp(mailbox("alice+news@example.com")).status, Status::Unknown);
    domain.subaddressSeparator = '\0';
    QCOMPARE(snapshot(domain)->lookUp(mailbox("alice+news@example.com")).status, Status::Unknown);
}

void tst_DirectorySnapshot::enabledEntryHasTheAddress_L5()
{
    const Entry gone{"alice@example.com", {}, u"Gone"_s, {}, false, true}, heir{"bob@example.com", {"alice@example.com"}, u"Heir"_s, {}};
    for (const QList<Entry> &entries : {QList<Entry>{gone, heir}, QList<Entry>{heir, gone}}) {
        const auto known = snapshot(example(), entries);
        const Lookup found = known->lookUp(mailbox("alice@example.com"));
        QCOMPARE(found.status, Status::Known);
        QCOMPARE(found.entry->name, u"Heir"_s);
        QCOMPARE(known->contested(), QList<QByteArray>{"alice@example.com"});
    }
}

void tst_DirectorySnapshot::foreignAndContestedAreCounted()
{
    const auto known = snapshot(example(), {{"alice@example.com", {"a@elsewhere.example"}, {}, {}},
                                            {"x@elsewhere.example", {}, {}, {}},
                                            {"alice@example.net", {}, {}, {}}});
    QCOMPARE(known->foreign(), 2);
    QCOMPARE(known->contested(), QList<QByteArray>{"alice@example.net"});
    QCOMPARE(known->lookUp(mailbox("alice@example.net")).entry->address, "alice@example.com");
}

void tst_DirectorySnapshot::badDomains_data()
{
    QTest::addColumn<QList<DomainSettings>>("domains");

    QTest::newRow("no domain") << QList<DomainSettings>{{.name = "not a domain", .aliasDomains = {}, .catchAll = {}}};
    QTest::newRow("twice") << QList<DomainSettings>{example(), {.name = "Example.com", .aliasDomains = {}, .catchAll = {}}};
    QTest::newRow("alias of two") << QList<DomainSettings>{example(), {.name = "a.example", .aliasDomains = {"example.net"}, .catchAll = {}}};
    QTest::newRow("catch-all elsewhere") << QList<DomainSettings>{example(Mode::List, "x@example.edu")};
    QTest::newRow("catch-all is no address") << QList<DomainSettings>{example(Mode::List, "office")};
}

void tst_DirectorySnapshot::badDomains()
{
    QFETCH(const QList<DomainSettings>, domains);
    const auto made = Snapshot::make(domains, staff());
    QVERIFY(!made);
    QVERIFY(made.error().message.contains(u'“') && made.error().message.endsWith(u'.'));
}

void tst_DirectorySnapshot::groups()
{
    const auto known = snapshot(example(), {{"a@example.com", {}, {}, {u"Sales"_s, u"All"_s}}, {"b@example.com", {}, {}, {u"All"_s}}});
    QCOMPARE(known->groups(), (QStringList{u"All"_s, u"Sales"_s}));
}

QTEST_GUILESS_MAIN(tst_DirectorySnapshot)
#include "tst_directorysnapshot.moc"
