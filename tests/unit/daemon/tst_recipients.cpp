#include "gateway/daemon/recipientcheck.h"

#include "gateway/net/loops.h"
#include "gateway/reasontext.h"
#include "gateway/store/database.h"
#include "gateway/store/settings.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

using namespace Qt::StringLiterals;
using namespace gateway;
using namespace gateway::daemon;
using Status = directory::Lookup::Status;

namespace {

const QDateTime now = QDateTime(QDate(2026, 11, 24), QTime(9, 0), Qt::UTC);

template<typename T>
T opened(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().message));
    return std::move(*result);
}

smtp::Mailbox mailbox(const QByteArray &text) { return smtp::parseMailbox(text, smtp::Utf8::Allowed).value(); }

admin::Domain domainOf(const QString &name, const QString &check = u"auto"_s, const QStringList &typed = {})
{
    admin::Domain domain;
    domain.name = name;
    domain.recipientCheck = check;
    domain.recipients = typed;
    return domain;
}

admin::DirectorySource csv(const QString &id)
{
    admin::DirectorySource source;
    source.id = id;
    source.kind = u"csv"_s;
    return source;
}

directory::Entry entry(const QByteArray &address, bool isDisabled = false)
{
    return {.address = address, .aliases = {}, .name = u"Name"_s, .groups = {}, .isDisabled = isDisabled};
}

/// Settings and lists of a gateway, as they lie on its disk.
struct House {
    explicit House(QString path) : directory(std::move(path)) { recipients.setUp(live.get()); }

    struct Rebuilt : Recipients {
        using Recipients::Recipients;
        void setUp(LiveSettings *live)
        {
            if (const Result<> built = rebuild(); !built)
                qFatal("%s", qPrintable(built.error().message));
            live->setListener([this] { (void)rebuild(); });
        }
    };

    void put(const admin::Domain &domain)
    {
        if (const Result<> done = live->putDomain(domain); !done)
            qFatal("%s", qPrintable(done.error().message));
    }
    void put(const admin::DirectorySource &source)
    {
        if (const Result<> done = live->putSource(source); !done)
            qFatal("%s", qPrintable(done.error().message));
    }
    void offer(const QByteArray &source, const QList<directory::Entry> &entries)
    {
        if (const auto offered = sources->offer(source, entries, now, 100); !offered)
            qFatal("%s", qPrintable(offered.error().message));
        if (const Result<> built = recipients.rebuild(); !built)
            qFatal("%s", qPrintable(built.error().message));
    }
    [[nodiscard]] Status status(const QByteArray &recipient) const { return recipients.current()->lookUp(mailbox(recipient)).status; }

    const QString directory;
    std::unique_ptr<store::Database> database = opened(store::Database::open(directory + u"/postern.db"_s, store::migrations()));
    store::Settings settings{*database};
    std::unique_ptr<LiveSettings> live = opened(LiveSettings::load(settings, {}, {"127.0.0.1", 1, net::NextHop::Tls::Never}, {}));
    std::unique_ptr<directory::SourceStore> sources = opened(directory::SourceStore::open(directory + u"/directory"_s));
    Rebuilt recipients{*live, *sources};
};

} // namespace

class tst_Recipients : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }
    void openDomainStaysOpen();
    void typedRecipientsAreAList();
    void firstReadingTurnsTheCheckOn();
    void unreadSourceRefusesNobody_L3();
    void damagedListRefusesNobody_L3();
    void damagedListWhileRunningChangesNothing_L3();
    void knowsMoreThanWhatWasTyped();
    void badDomainsChangeNothing_data();
    void badDomainsChangeNothing();
    void verdicts_data();
    void verdicts();
    void addresses();

private:
    [[nodiscard]] QString path() const { return m_directory->path(); }
    void damage(const QString &source)
    {
        QFile file(path() + u"/directory/"_s + source + u".recipients"_s);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(30) && file.write("#") == 1);
    }
    std::unique_ptr<QTemporaryDir> m_directory;
};

void tst_Recipients::openDomainStaysOpen()
{
    House house(path());
    house.put(domainOf(u"open.example"_s));
    QCOMPARE(house.status("anybody@open.example"), Status::Accepted);
    QCOMPARE(house.status("anybody@other.example"), Status::NotOurs);
    house.put(csv(u"staff"_s)); // Not read yet.
    QCOMPARE(house.status("anybody@open.example"), Status::Accepted);
    house.offer("staff", {entry("alice@list.example")}); // Of another domain.
    QCOMPARE(house.status("anybody@open.example"), Status::Accepted);
    QVERIFY(house.recipients.isComplete());
}

void tst_Recipients::typedRecipientsAreAList()
{
    House house(path());
    house.put(domainOf(u"typed.example"_s, u"auto"_s, {u"alice"_s}));
    QCOMPARE(house.status("ALICE+tag@typed.example"), Status::Known);
    QCOMPARE(house.status("bob@typed.example"), Status::Unknown);
    QCOMPARE(house.status("postmaster@typed.example"), Status::Known);
    house.put(domainOf(u"typed.example"_s, u"off"_s, {u"alice"_s}));
    QCOMPARE(house.status("bob@typed.example"), Status::Accepted);
    house.put(domainOf(u"typed.example"_s, u"ask"_s, {u"alice"_s}));
    QCOMPARE(house.status("bob@typed.example"), Status::AskNextHop);
    QVERIFY(house.live->removeDomain(u"typed.example"_s));
    QCOMPARE(house.status("alice@typed.example"), Status::NotOurs);
}

void tst_Recipients::firstReadingTurnsTheCheckOn()
{
    House house(path());
    admin::Domain domain = domainOf(u"list.example"_s);
    domain.aliasDomains = {u"alias.example"_s};
    house.put(domain);
    house.put(csv(u"staff"_s));
    house.offer("staff", {entry("alice@alias.example")}); // A list of the alias domain is one of the domain.
    QCOMPARE(house.status("alice@list.example"), Status::Known);
    QCOMPARE(house.status("bob@list.example"), Status::Unknown);
    QCOMPARE(house.status("bob@alias.example"), Status::Unknown);
    QVERIFY(house.live->removeSource(u"staff"_s));
    QCOMPARE(house.status("bob@list.example"), Status::Accepted);
}

void tst_Recipients::unreadSourceRefusesNobody_L3()
{
    House house(path());
    house.put(domainOf(u"list.example"_s, u"list"_s, {u"alice"_s}));
    QCOMPARE(house.status("bob@list.example"), Status::Unknown);
    house.put(csv(u"staff"_s));
    QCOMPARE(house.status("bob@list.example"), Status::NotKnown);
    QCOMPARE(house.status("alice@list.example"), Status::Known);
    QVERIFY(!house.recipients.isComplete());
    house.offer("staff", {entry("carol@list.example")});
    QCOMPARE(house.status("bob@list.example"), Status::Unknown);
    QVERIFY(house.recipients.isComplete());
}

void tst_Recipients::damagedListRefusesNobody_L3()
{
    {
        House house(path());
        house.put(domainOf(u"list.example"_s));
        house.put(csv(u"staff"_s));
        house.offer("staff", {entry("alice@list.example")});
        QCOMPARE(house.status("bob@list.example"), Status::Unknown);
    }
    damage(u"staff"_s);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"staff"_s));
    House house(path());
    QCOMPARE(house.status("alice@list.example"), Status::NotKnown);
    QCOMPARE(house.status("bob@list.example"), Status::NotKnown); // Not accepted either: the domain had a list.
    QCOMPARE(house.recipients.problems().size(), 1);
    QVERIFY2(house.recipients.problems().first().contains(u"“staff”"_s), qPrintable(house.recipients.problems().first()));
    house.offer("staff", {entry("alice@list.example")}); // Read again.
    QCOMPARE(house.status("alice@list.example"), Status::Known);
    QCOMPARE(house.status("bob@list.example"), Status::Unknown);
    QVERIFY(house.recipients.problems().isEmpty());
}

void tst_Recipients::damagedListWhileRunningChangesNothing_L3()
{
    House house(path());
    house.put(domainOf(u"list.example"_s));
    house.put(csv(u"staff"_s));
    house.offer("staff", {entry("alice@list.example")});
    damage(u"staff"_s);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"staff"_s));
    house.put(domainOf(u"other.example"_s)); // All is made anew.
    QCOMPARE(house.status("alice@list.example"), Status::Known);
    QCOMPARE(house.status("bob@list.example"), Status::Unknown);
    QCOMPARE(house.recipients.problems().size(), 1);
}

void tst_Recipients::knowsMoreThanWhatWasTyped()
{
    House house(path());
    house.put(domainOf(u"list.example"_s, u"auto"_s, {u"alice"_s, u"gone"_s}));
    house.put(csv(u"staff"_s));
    house.offer("staff", {entry("alice@list.example"), entry("gone@list.example", true), entry("left@list.example", true)});
    const auto snapshot = house.recipients.current();
    const directory::Lookup alice = snapshot->lookUp(mailbox("alice@list.example"));
    QVERIFY(alice.entry);
    QCOMPARE(alice.entry->name, u"Name"_s);
    QCOMPARE(house.status("left@list.example"), Status::Disabled);
    QCOMPARE(house.status("gone@list.example"), Status::Known); // Who typed it in wants it so.
}

void tst_Recipients::badDomainsChangeNothing_data()
{
    QTest::addColumn<QString>("check");
    QTest::addColumn<QStringList>("aliases");
    QTest::addColumn<QString>("catchAll");
    QTest::addColumn<QString>("separator");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, QString check, QStringList aliases, QString catchAll, QString separator, QString typed, QString problem) {
        QTest::newRow(name) << check << aliases << catchAll << separator << typed << problem;
    };
    row("check", u"maybe"_s, {}, {}, u"+"_s, {}, u"“maybe” is no way"_s);
    row("alias domain", u"list"_s, {u"not a name"_s}, {}, u"+"_s, {}, u"“not a name”"_s);
    row("alias domain that is one already", u"list"_s, {u"FIRST.example"_s}, {}, u"+"_s, {}, u"is there twice"_s);
    row("catch-all elsewhere", u"list"_s, {}, u"office@elsewhere.example"_s, u"+"_s, {}, u"office@elsewhere.example"_s);
    row("catch-all without a domain", u"list"_s, {}, u"office"_s, u"+"_s, {}, u"“office”"_s);
    row("separator that names are full of", u"list"_s, {}, {}, u"."_s, {}, u"cannot set off tags"_s);
    row("separator of two characters", u"list"_s, {}, {}, u"++"_s, {}, u"cannot set off tags"_s);
    row("typed address", u"list"_s, {}, {}, u"+"_s, u"a@b@c"_s, u"is not a local part"_s);
}

void tst_Recipients::badDomainsChangeNothing()
{
    QFETCH(const QString, problem);
    House house(path());
    house.put(domainOf(u"first.example"_s));
    QFETCH(const QString, check);
    QFETCH(const QStringList, aliases);
    QFETCH(const QString, catchAll);
    QFETCH(const QString, separator);
    QFETCH(const QString, typed);
    admin::Domain domain = domainOf(u"bad.example"_s, check, typed.isEmpty() ? QStringList() : QStringList{typed});
    domain.aliasDomains = aliases;
    domain.catchAll = catchAll;
    domain.subaddressSeparator = separator;
    const Result<> put = house.live->putDomain(domain);
    QVERIFY(!put);
    QVERIFY2(put.error().message.contains(problem), qPrintable(put.error().message));
    QCOMPARE(house.live->current()->domains.size(), 1);
    QCOMPARE(house.status("a@bad.example"), Status::NotOurs);
}

void tst_Recipients::verdicts_data()
{
    QTest::addColumn<QByteArray>("recipient");
    QTest::addColumn<QByteArray>("reply"); // Its beginning.
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<bool>("isGuess");
    const auto row = [](const char *name, const char *recipient, const char *reply, const char *rule = "", const char *reason = "", bool isGuess = false) {
        QTest::newRow(name) << QByteArray(recipient) << QByteArray(reply) << QByteArray(rule) << QByteArray(reason) << isGuess;
    };
    row("known", "alice@list.example", "250 2.1.5 ");
    row("S13: unknown", "bob@list.example", "550 5.1.1 ", "unknown-recipient", "recipient.unknown", true);
    row("S13: disabled", "left@list.example", "550 5.1.1 ", "disabled-recipient", "recipient.disabled", true);
    row("S11: not ours", "bob@elsewhere.example", "550 5.7.1 ", "relay", "recipient.not-ours");
    row("open", "bob@open.example", "250 2.1.5 ");
    row("catch-all", "bob@catchall.example", "250 2.1.5 ");
    row("flagged", "bob@flagged.example", "250 2.1.5 ");
    row("L3: the next hop is not there", "bob@ask.example", "451 4.3.0 ", "recipient-not-known", "recipient.next-hop-silent");
}

namespace {

/// One domain of each kind.
void furnish(House &house)
{
    house.put(csv(u"staff"_s));
    house.put(domainOf(u"list.example"_s));
    house.put(domainOf(u"open.example"_s));
    house.put(domainOf(u"ask.example"_s, u"ask"_s));
    admin::Domain catchAll = domainOf(u"catchall.example"_s, u"list"_s);
    catchAll.catchAll = u"office@catchall.example"_s;
    catchAll.aliasDomains = {u"alias.example"_s};
    house.put(catchAll);
    admin::Domain flagged = domainOf(u"flagged.example"_s, u"list"_s);
    flagged.acceptsUnknown = true;
    flagged.aliasDomains = {u"flagged-alias.example"_s};
    house.put(flagged);
    house.offer("staff", {entry("alice@list.example"), entry("left@list.example", true), entry("office@catchall.example"), entry("alice@flagged.example")});
}

} // namespace

void tst_Recipients::verdicts()
{
    QFETCH(const QByteArray, recipient);
    House house(path());
    furnish(house);
    net::Loops loops{1};
    net::SmtpClient client(loops, {});
    delivery::HopHealth health;
    RecipientProbe probe(client, health);
    RecipientCheck check(*house.live, house.recipients, probe);
    loops.start();
    const RecipientCheck::Verdict verdict = boost::asio::co_spawn(loops.at(0), check.check(0, mailbox(recipient)), boost::asio::use_future).get();
    loops.stop();
    QFETCH(const QByteArray, reply);
    QFETCH(const QByteArray, reason);
    const RecipientRefusal refusal = verdict.refusal.value_or(RecipientRefusal{RecipientCheck::accepted, {}, {}});
    QVERIFY2(refusal.reply.toLine().startsWith(reply), refusal.reply.toLine().constData());
    QTEST(refusal.rule, "rule");
    QTEST(verdict.isGuess, "isGuess");
    QCOMPARE(refusal.reasons.size(), reason.isEmpty() ? 0 : 1);
    if (!reason.isEmpty()) {
        QCOMPARE(refusal.reasons.first().id, reason);
        for (const Language language : {Language::English, Language::Japanese})
            QVERIFY2(reasonText(refusal.reasons.first(), language).contains(QString::fromLatin1(recipient)), recipient.constData());
    }
}

void tst_Recipients::addresses()
{
    House house(path());
    furnish(house);
    net::Loops loops{1};
    net::SmtpClient client(loops, {});
    delivery::HopHealth health;
    RecipientProbe probe(client, health);
    const RecipientCheck check(*house.live, house.recipients, probe);
    smtp::Envelope envelope;
    for (const char *recipient : {"Alice+x@list.example", "bob@catchall.example", "bob+1@alias.example", "office@alias.example", "bob@flagged.example", "bob@flagged-alias.example"})
        envelope.recipients.append({mailbox(recipient), {}, {}});
    envelope.recipients[2].originalRecipient = "rfc822;first@elsewhere.example";
    const RecipientCheck::Addressed addressed = check.address(envelope);
    QByteArrayList lines, reasons;
    for (const delivery::Settlement::Line &line : addressed.lines)
        lines.append(line.path.mailbox.toBytes() + ' ' + line.path.originalRecipient);
    for (const Reason &reason : addressed.reasons)
        reasons.append(reason.id + ' ' + reason.evidence.value(u"recipient"_s).toLatin1() + ' ' + reason.evidence.value(u"mailbox"_s).toLatin1());
    QCOMPARE(lines, (QByteArrayList{"Alice+x@list.example ",
                                    "office@catchall.example rfc822;bob@catchall.example",
                                    "office@catchall.example rfc822;first@elsewhere.example", // RFC 3461 5.2.3: the first one stays.
                                    "office@catchall.example rfc822;office@alias.example",
                                    "bob@flagged.example ",
                                    "bob@flagged.example rfc822;bob@flagged-alias.example"}));
    QCOMPARE(reasons, (QByteArrayList{"recipient.catch-all bob@catchall.example office@catchall.example",
                                      "recipient.catch-all bob+1@alias.example office@catchall.example",
                                      "recipient.alias-domain office@alias.example office@catchall.example",
                                      "recipient.not-listed bob@flagged.example ",
                                      "recipient.not-listed bob@flagged-alias.example "}));
}

QTEST_GUILESS_MAIN(tst_Recipients)
#include "tst_recipients.moc"
