#include "gateway/mail/bouncetag.h"

#include <QTest>

using namespace gateway;
using namespace gateway::mail;
using namespace std::chrono_literals;
using Status = BounceTags::Status;

namespace {

const std::chrono::sys_days today{std::chrono::year_month_day(2026y / 11 / 24)};
const BounceTags::Key first{1, "the first secret, of 32 octets .."}, second{2, "the second secret"};

smtp::Mailbox mailbox(const QByteArray &text) { return smtp::parseMailbox(text, smtp::Utf8::Allowed).value_or(smtp::Mailbox()); }

} // namespace

class tst_BounceTag : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void survivesTheWay_data();
    void survivesTheWay();
    void hasTheFormOfTheDraft();
    void expires_data();
    void expires();
    void keysAreReplaced();
    void aLongAddressHasNoRoom();
    void whatIsNoMarkOfOurs_data();
    void whatIsNoMarkOfOurs();
    void everyOctetCounts();
};

void tst_BounceTag::survivesTheWay_data()
{
    QTest::addColumn<QByteArray>("address");
    for (const char *address : {"ann@example.com", "Ann.Lee+orders@Mail.Example.com", "\"a b\"@example.com", "a=b@example.com", "prvs=x@example.com",
                                "\xe6\x9d\xb1@b\xc3\xbc" "cher.example", "a@[192.0.2.1]"})
        QTest::newRow(address) << QByteArray(address);
}

void tst_BounceTag::survivesTheWay()
{
    QFETCH(const QByteArray, address);
    const BounceTags tags({first});
    const smtp::Mailbox own = mailbox(address);
    const std::optional<smtp::Mailbox> marked = tags.tagged(own, today);
    QVERIFY(marked);
    QVERIFY(*marked != own);
    const smtp::Mailbox received = mailbox(marked->toBytes()); // As it comes back.
    QCOMPARE(received, *marked);
    const BounceTags::Check check = tags.check(received, today);
    QCOMPARE(check.status, Status::Valid);
    QCOMPARE(check.mailbox, own);
    // Some systems write all in lower or upper case.
    QCOMPARE(tags.check({received.localPart.toLower(), received.domain.toUpper()}, today).status, Status::Valid);
    QCOMPARE(tags.check({received.localPart.toUpper(), received.domain.toLower()}, today).status, Status::Valid);
    QCOMPARE(tags.check(own, today).status, Status::Untagged);
    QCOMPARE(tags.check(own, today).mailbox, own);
}

void tst_BounceTag::hasTheFormOfTheDraft()
{
    const QByteArray text = BounceTags({first}).tagged(mailbox("ann@example.com"), today)->toBytes();
    // 2026-11-24 is day 20781; the mark is good up to day 20788.
    QVERIFY2(text.startsWith("prvs=1788"), text.constData());
    QVERIFY2(text.endsWith("=ann@example.com"), text.constData());
    QCOMPARE(text.size(), qsizetype(qstrlen("prvs=KDDDSSSSSS=ann@example.com")));
}

void tst_BounceTag::expires_data()
{
    QTest::addColumn<int>("age"); // Days.
    QTest::addColumn<Status>("status");
    QTest::newRow("at once") << 0 << Status::Valid;
    QTest::newRow("on the last day") << 7 << Status::Valid;
    QTest::newRow("a day later") << 8 << Status::Expired;
    QTest::newRow("a year later") << 365 << Status::Expired;
    QTest::newRow("of tomorrow") << -1 << Status::Expired;
}

void tst_BounceTag::expires()
{
    QFETCH(const int, age);
    const BounceTags tags({first});
    const smtp::Mailbox own = mailbox("ann@example.com");
    for (int begin = 0; begin < 1000; begin += 1) { // Over every change of the last three digits.
        const std::chrono::sys_days day = today + std::chrono::days(begin);
        const BounceTags::Check check = tags.check(*tags.tagged(own, day), day + std::chrono::days(age));
        QTEST(check.status, "status");
        QCOMPARE(check.mailbox, own); // Ours it is all the same.
    }
    QCOMPARE(tags.check(*tags.tagged(own, std::chrono::sys_days(std::chrono::days(-3))), std::chrono::sys_days()).status, Status::Valid);
}

void tst_BounceTag::keysAreReplaced()
{
    const smtp::Mailbox own = mailbox("ann@example.com");
    const smtp::Mailbox old = *BounceTags({first}).tagged(own, today);
    const BounceTags both({second, first}), later({second});
    QCOMPARE(both.check(old, today).status, Status::Valid);
    QVERIFY(both.tagged(own, today)->localPart.startsWith("prvs=2"));
    QCOMPARE(later.check(old, today).status, Status::Forged);
    QCOMPARE(BounceTags({{1, "another"}}).check(old, today).status, Status::Forged);
}

void tst_BounceTag::aLongAddressHasNoRoom()
{
    const BounceTags tags({first});
    QVERIFY(tags.tagged({QByteArray(48, 'a'), "example.com"}, today));
    QVERIFY(mailbox(tags.tagged({QByteArray(48, 'a'), "example.com"}, today)->toBytes()).localPart.size() == 64);
    QVERIFY(!tags.tagged({QByteArray(49, 'a'), "example.com"}, today));
    QVERIFY(!tags.tagged({}, today));
}

void tst_BounceTag::whatIsNoMarkOfOurs_data()
{
    QTest::addColumn<QByteArray>("localPart");
    QTest::addColumn<Status>("status");
    const auto row = [](const char *localPart, Status status) { QTest::newRow(localPart) << QByteArray(localPart) << status; };
    row("ann", Status::Untagged);
    row("", Status::Untagged);
    row("prvs", Status::Untagged);
    row("prvs=", Status::Untagged);
    row("prvs=ann", Status::Untagged);
    row("prvs=1788abcdef", Status::Untagged);
    row("prvs=1788abcdef=", Status::Untagged);
    row("prvs=1788abcdef/ann", Status::Untagged);
    row("prvs=1788abcdeg=ann", Status::Untagged);
    row("prvs=x788abcdef=ann", Status::Untagged);
    row("prvs=17 8abcdef=ann", Status::Untagged);
    row("prvs=-788abcdef=ann", Status::Untagged);
    row("prvs=1788abcdef0=ann", Status::Untagged);
    row("btv1==0788abcdef==ann", Status::Untagged);
    row("prvs=1788abcdef=ann", Status::Forged);
    row("prvs=9788abcdef=ann", Status::Forged);
    row("PRVS=1788ABCDEF=ann", Status::Forged);
    row("prvs=1788abcdef=prvs=1788abcdef=ann", Status::Forged);
    QTest::newRow("a NUL") << QByteArray("prvs=1788abcde\0=ann", 19) << Status::Untagged;
    QTest::newRow("8 bit") << QByteArray("prvs=1788abcde\xe9=ann") << Status::Untagged;
    QTest::newRow("long") << "prvs=1788abcdef=" + QByteArray(100'000, 'a') << Status::Forged;
}

void tst_BounceTag::whatIsNoMarkOfOurs()
{
    QFETCH(const QByteArray, localPart);
    const smtp::Mailbox recipient{localPart, "example.com"};
    const BounceTags::Check check = BounceTags({first}).check(recipient, today);
    QTEST(check.status, "status");
    QCOMPARE(check.mailbox, recipient);
}

void tst_BounceTag::everyOctetCounts()
{
    const BounceTags tags({first, second});
    const smtp::Mailbox marked = *tags.tagged(mailbox("ann@example.com"), today);
    for (qsizetype i = 0; i < marked.localPart.size(); ++i) {
        smtp::Mailbox other = marked;
        other.localPart[i] = other.localPart[i] == '1' ? '2' : '1';
        QVERIFY2(tags.check(other, today).status != Status::Valid, other.localPart.constData());
    }
    QCOMPARE(tags.check({marked.localPart, "example.org"}, today).status, Status::Forged);
}

QTEST_APPLESS_MAIN(tst_BounceTag)
#include "tst_bouncetag.moc"
