#include "gateway/reputation/senderlists.h"

#include <QTest>

using namespace gateway;
using namespace reputation;
using namespace Qt::StringLiterals;
using enum SenderEntry::Action;

class tst_SenderLists : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void forms_data();
    void forms();
    void refuses_data();
    void refuses();
    void decides_data();
    void decides();
    void allowingNeedsProof_P15_data();
    void allowingNeedsProof_P15();
    void aSecondAuthorIsNoProof_P15();
    void theNullReversePath();
    void says();
    void conflicts_data();
    void conflicts();
    void conflictsAmongAll();
    void conflictsAmongManyAreLimited_R7();
    void certainBlock_data();
    void certainBlock();
    void addsAndRemoves();
    void manyEntries_R7();
    void manyAuthors_I8();
};

namespace {

smtp::Mailbox mailbox(const QByteArray &text) { return smtp::parseMailbox(text, smtp::Utf8::Allowed).value_or(smtp::Mailbox()); }

/// "+a@example.com>example.org": allowed for a domain.
SenderEntry entry(const QByteArray &text)
{
    const qsizetype mark = text.indexOf('>');
    const QByteArray sender = mark < 0 ? text.sliced(1) : text.sliced(1, mark - 1);
    return SenderEntry::make(text[0] == '+' ? Allow : Block, sender, mark < 0 ? QByteArray() : text.sliced(mark + 1)).value_or(SenderEntry{});
}

QByteArray textOf(const SenderEntry &entry)
{
    const QByteArray text = (entry.action == Allow ? '+' : '-') + entry.senderText();
    return entry.scope == SenderEntry::Scope::Organisation ? text : text + '>' + entry.scopeText();
}

SenderLists listsOf(const QByteArray &text)
{
    SenderLists lists;
    for (const QByteArray &word : text.split(' ')) {
        if (!word.isEmpty())
            (void)lists.add(entry(word));
    }
    return lists;
}

} // namespace

void tst_SenderLists::forms_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("shown");
    const auto row = [](const char *written, const char *pattern, const char *shown) {
        QTest::newRow(written) << QByteArray(written) << QByteArray(pattern) << QByteArray(shown);
    };
    row("Ann@Example.COM", "ann@example.com", "ann@example.com");
    row(" ann@example.com ", "ann@example.com", "ann@example.com");
    row("@example.com", "@example.com", "*@example.com");
    row("*@example.com", "@example.com", "*@example.com");
    row("Example.com", "@example.com", "*@example.com");
    row("@.example.com", "@.example.com", "*@.example.com");
    row(".example.com", "@.example.com", "*@.example.com");
    row("*@.example.com", "@.example.com", "*@.example.com");
    row("*@*.example.com", "@.example.com", "*@.example.com");
    row("*.example.com", "@.example.com", "*@.example.com");
    row("@b\xc3\xbc" "cher.example", "@xn--bcher-kva.example", "*@xn--bcher-kva.example");
    row("\"a b\"@example.com", "a b@example.com", "\"a b\"@example.com");
    row("\"@x\"@example.com", "@x@example.com", "\"@x\"@example.com");
    row("*@example", "@example", "*@example");
}

void tst_SenderLists::forms()
{
    QFETCH(const QByteArray, written);
    const Result<SenderEntry> made = SenderEntry::make(Block, written, "*", u" a\nnote "_s);
    QVERIFY2(made, made ? "" : qPrintable(made.error().message));
    QTEST(made->sender, "pattern");
    QTEST(made->senderText(), "shown");
    QCOMPARE(made->note, u"a note"_s);
    QCOMPARE(*SenderEntry::make(Block, made->senderText(), made->scopeText(), made->note), *made);
}

void tst_SenderLists::refuses_data()
{
    QTest::addColumn<QByteArray>("sender");
    QTest::addColumn<QByteArray>("scope");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *sender, const char *scope, const char *error) {
        QTest::addRow("%s for %s", sender, scope) << QByteArray(sender) << QByteArray(scope) << QString::fromLatin1(error);
    };
    row("", "", "write an address");
    row("*", "", "would be every sender");
    row("*@", "", "would be every sender");
    row("info*@example.com", "", "a * where none can be");
    row("*@mail.*.example.com", "", "a * where none can be");
    row("@com", "", "a whole top-level domain");
    row("@.com", "", "a whole top-level domain");
    row("a@b@c", "", "is no sender");
    row("a@exam ple.com", "", "is no sender");
    row("a@example.com\r\n", "@.example.org", "is no scope");
    row("a@example.com", "*@*.example.org", "is no scope");
    row("a@example.com", "b@", "is no scope");
    row("a\x1b[2J", "", "a\\x1b[2J");
}

void tst_SenderLists::refuses()
{
    QFETCH(const QByteArray, sender);
    QFETCH(const QByteArray, scope);
    QFETCH(const QString, error);
    const Result<SenderEntry> made = SenderEntry::make(Allow, sender, scope);
    QVERIFY(!made);
    QVERIFY2(made.error().message.contains(error), qPrintable(made.error().message));
}

void tst_SenderLists::decides_data()
{
    QTest::addColumn<QByteArray>("entries");
    QTest::addColumn<QByteArray>("counts"); // For a mail of ann@mail.example.com to bob@example.org.
    const auto row = [](const char *name, const char *entries, const char *counts) { QTest::newRow(name) << QByteArray(entries) << QByteArray(counts); };
    row("nothing", "", "");
    row("others", "-eve@mail.example.com +@example.net -@example.com", "");
    row("an address", "+ann@mail.example.com", "+ann@mail.example.com");
    row("a domain", "-@mail.example.com", "-*@mail.example.com");
    row("all below a domain", "-@.example.com", "-*@.example.com");
    row("a block before what is allowed", "+ann@mail.example.com -@.example.com", "-*@.example.com");
    row("a narrower scope: the domain", "-@.example.com +@.example.com>example.org", "+*@.example.com>example.org");
    row("a narrower scope: the recipient", "+ann@mail.example.com>example.org -@.example.com>bob@example.org", "-*@.example.com>bob@example.org");
    row("the recipient before all", "-ann@mail.example.com -ann@mail.example.com>example.org +@.example.com>BOB@example.org", "+*@.example.com>bob@example.org");
    row("another's scope", "-ann@mail.example.com>example.net +ann@mail.example.com>carol@example.org", "");
    row("the narrower pattern is named", "-@.example.com -ann@mail.example.com", "-ann@mail.example.com");
}

void tst_SenderLists::decides()
{
    QFETCH(const QByteArray, entries);
    QFETCH(const QByteArray, counts);
    const SenderLists lists = listsOf(entries);
    const smtp::Mailbox ann = mailbox("Ann@Mail.example.com"), bob = mailbox("bob@Example.org");
    for (const SenderFacts &facts : {SenderFacts{ann, true, {}, false, bob}, SenderFacts{{}, false, {ann}, true, bob}}) {
        const SenderDecision decision = lists.decide(facts);
        QCOMPARE(decision.effect == SenderDecision::Effect::None ? QByteArray() : textOf(decision.entry), counts);
        QCOMPARE(decision.effect == SenderDecision::Effect::Block, counts.startsWith('-'));
        QCOMPARE(decision.reasons().size(), counts.isEmpty() ? 0 : 1);
    }
}

void tst_SenderLists::allowingNeedsProof_P15_data()
{
    QTest::addColumn<bool>("isInEnvelope");
    QTest::addColumn<bool>("isEnvelopeProved");
    QTest::addColumn<bool>("isInHeader");
    QTest::addColumn<bool>("isHeaderProved");
    QTest::addColumn<bool>("isAllowed");
    for (int i = 0; i < 16; ++i) {
        const bool inEnvelope = i & 1, envelope = i & 2, inHeader = i & 4, header = i & 8;
        QTest::addRow("%d", i) << inEnvelope << envelope << inHeader << header << ((inEnvelope && envelope) || (inHeader && header));
    }
}

void tst_SenderLists::allowingNeedsProof_P15()
{
    QFETCH(const bool, isInEnvelope);
    QFETCH(const bool, isEnvelopeProved);
    QFETCH(const bool, isInHeader);
    QFETCH(const bool, isHeaderProved);
    QFETCH(const bool, isAllowed);
    const smtp::Mailbox ann = mailbox("ann@example.com"), eve = mailbox("eve@example.net"), bob = mailbox("bob@example.org");
    const SenderFacts facts{isInEnvelope ? ann : eve, isEnvelopeProved, {isInHeader ? ann : eve}, isHeaderProved, bob};
    const SenderDecision allowed = listsOf("+ann@example.com").decide(facts);
    QCOMPARE(allowed.effect, isAllowed ? SenderDecision::Effect::PassSpam : SenderDecision::Effect::None); // No more than the spam score.
    if (!isAllowed && (isInEnvelope || isInHeader)) {
        QCOMPARE(textOf(allowed.notAuthenticated.value_or(SenderEntry{})), "+ann@example.com");
        QCOMPARE(allowed.reasons().value(0).id, "connection.sender-not-authenticated");
    }
    // Blocking needs none.
    QCOMPARE(listsOf("-ann@example.com").decide(facts).effect == SenderDecision::Effect::Block, isInEnvelope || isInHeader);
    // What allows nobody for want of proof hides no wider entry.
    if (!isAllowed && (isInEnvelope || isInHeader))
        QCOMPARE(listsOf("+ann@example.com>bob@example.org -@example.com").decide(facts).effect, SenderDecision::Effect::Block);
}

void tst_SenderLists::aSecondAuthorIsNoProof_P15()
{
    const SenderFacts facts{{}, false, {mailbox("eve@example.net"), mailbox("ann@example.com")}, true, mailbox("bob@example.org")};
    QCOMPARE(listsOf("+ann@example.com").decide(facts).effect, SenderDecision::Effect::None);
    QCOMPARE(listsOf("-ann@example.com").decide(facts).effect, SenderDecision::Effect::Block);
}

void tst_SenderLists::theNullReversePath()
{
    QCOMPARE(listsOf("-@example.com +ann@example.com").decide({.recipient = mailbox("bob@example.org")}).effect, SenderDecision::Effect::None);
    QCOMPARE(SenderLists().decide({}).effect, SenderDecision::Effect::None);
    QCOMPARE(listsOf("-@example.com").decide({}).effect, SenderDecision::Effect::None);
}

void tst_SenderLists::says()
{
    const SenderFacts facts{mailbox("\"a\\\"b\"@example.com"), true, {}, false, mailbox("bob@example.org")};
    const Reason reason = listsOf("-@example.com>example.org").decide(facts).reasons().value(0);
    QCOMPARE(reason.id, "connection.sender-blocked");
    QCOMPARE(reason.stage, Stage::Envelope);
    QCOMPARE(reason.evidence, (QMap<QString, QString>{{u"sender"_s, u"\"a\\x5c\"b\"@example.com"_s}, {u"entry"_s, u"*@example.com"_s}, {u"scope"_s, u"example.org"_s}}));
}

void tst_SenderLists::conflicts_data()
{
    QTest::addColumn<QByteArray>("entries");
    QTest::addColumn<QByteArray>("added");
    QTest::addColumn<QByteArray>("conflicts"); // = duplicate, ! contradiction, # overruled, ^ exception; the stronger first.
    const auto row = [](const char *entries, const char *added, const char *conflicts) {
        QTest::addRow("%s, %s", entries, added) << QByteArray(entries) << QByteArray(added) << QByteArray(conflicts);
    };
    row("", "+ann@example.com", "");
    row("-eve@example.com -@example.net", "+ann@example.com", "");
    row("+ann@example.com", "+ANN@example.com", "+ann@example.com=+ann@example.com");
    row("+@example.com", "+ann@example.com", ""); // Both allow.
    row("-ann@example.com", "+ann@example.com", "-ann@example.com!+ann@example.com");
    row("-@example.com", "+ann@example.com", "-*@example.com#+ann@example.com");
    row("-@.example.com", "+@mail.example.com", "-*@.example.com#+*@mail.example.com");
    row("-@.example.com", "+@badexample.com", "");
    row("-@.example.com", "+ann@a.example.com", "-*@.example.com#+ann@a.example.com");
    row("+ann@example.com", "-@example.com", "-*@example.com#+ann@example.com");
    row("+@example.com", "-ann@example.com", "-ann@example.com^+*@example.com");
    row("-ann@example.com", "+ann@example.com>example.org", "+ann@example.com>example.org^-ann@example.com");
    row("+ann@example.com>bob@example.org", "-@example.com>example.org", "+ann@example.com>bob@example.org^-*@example.com>example.org");
    row("+ann@example.com>bob@example.org", "-@example.com>carol@example.org", "");
    row("+ann@example.com>bob@example.org", "-@example.com>example.net", "");
}

void tst_SenderLists::conflicts()
{
    QFETCH(const QByteArray, entries);
    QFETCH(const QByteArray, added);
    QByteArray said;
    for (const SenderConflict &conflict : listsOf(entries).conflicts(entry(added)))
        said += textOf(conflict.stronger) + "=!#^"[int(conflict.kind)] + textOf(conflict.weaker);
    QTEST(said, "conflicts");
    // Whoever asks about whole lists hears the same, but for the entry that is there twice.
    QList<SenderEntry> all = listsOf(entries).entries();
    all.removeAll(entry(added));
    all.append(entry(added));
    QByteArray saidAmongAll;
    for (const SenderConflict &conflict : conflictsAmong(all, {entry(added)}, 100))
        saidAmongAll += textOf(conflict.stronger) + "=!#^"[int(conflict.kind)] + textOf(conflict.weaker);
    QCOMPARE(saidAmongAll, said.contains('=') ? QByteArray() : said);
}

void tst_SenderLists::conflictsAmongAll()
{
    const SenderLists lists = listsOf("+ann@example.com -@example.com +@example.net>example.org -eve@example.net");
    QCOMPARE(conflictsAmong(lists.entries(), lists.entries(), 100).size(), 2);
    QCOMPARE(conflictsAmong(lists.entries(), {entry("-eve@example.net")}, 100).size(), 1);
    QCOMPARE(conflictsAmong(lists.entries(), {}, 100).size(), 0);
}

void tst_SenderLists::conflictsAmongManyAreLimited_R7()
{
    QList<SenderEntry> all;
    for (int i = 0; i < 50'000; ++i) {
        const QByteArray target = "r" + QByteArray::number(i) + "@example.org";
        all.append({.action = Allow, .sender = "ann@example.com", .scope = SenderEntry::Scope::Recipient, .target = target});
        all.append({.action = Block, .sender = "@example.com", .scope = SenderEntry::Scope::Recipient, .target = target});
    }
    QCOMPARE(conflictsAmong(all, all, 30).size(), 30);
    const qsizetype found = conflictsAmong(all, all, all.size()).size(); // Ends, though each of 50,000 would have to be compared with each.
    QVERIFY2(found > 0 && found < 50'000, qPrintable(QString::number(found)));
}

void tst_SenderLists::certainBlock_data()
{
    QTest::addColumn<QByteArray>("entries");
    QTest::addColumn<QByteArray>("counts"); // For the reverse-path ann@mail.example.com and bob@example.org.
    const auto row = [](const char *name, const char *entries, const char *counts) { QTest::newRow(name) << QByteArray(entries) << QByteArray(counts); };
    row("nothing", "", "");
    row("others", "-eve@mail.example.com -@example.com", "");
    row("for all", "-@.example.com", "-*@.example.com");
    row("for the domain", "-ann@mail.example.com>example.org", "-ann@mail.example.com>example.org");
    row("for the recipient", "-ann@mail.example.com>bob@example.org", "-ann@mail.example.com>bob@example.org");
    row("for another", "-ann@mail.example.com>carol@example.org", "");
    row("before who is allowed in the same scope", "-@.example.com +ann@mail.example.com", "-*@.example.com");
    row("before who is allowed in a wider scope", "-@.example.com>bob@example.org +ann@mail.example.com", "-*@.example.com>bob@example.org");
    row("not before who may be allowed in a narrower one", "-@.example.com +ann@mail.example.com>example.org", "");
    row("nor where the author may be one who is", "-@.example.com +eve@example.net>bob@example.org", "");
    row("whoever is allowed for another", "-@.example.com +eve@example.net>carol@example.org", "-*@.example.com");
}

void tst_SenderLists::certainBlock()
{
    QFETCH(const QByteArray, entries);
    QFETCH(const QByteArray, counts);
    SenderLists lists = listsOf(entries);
    const smtp::Mailbox ann = mailbox("ann@mail.example.com"), bob = mailbox("bob@example.org");
    std::optional<SenderDecision> certain = lists.certainBlock(ann, bob);
    QCOMPARE(certain ? textOf(certain->entry) : QByteArray(), counts);
    QVERIFY(!lists.certainBlock({}, bob)); // The null reverse-path names nobody.
    if (certain) { // It is what would be decided, whatever the message proves.
        for (const smtp::Mailbox &author : {ann, mailbox("eve@example.net"), mailbox("x@example.edu")}) {
            for (const bool isProved : {false, true})
                QCOMPARE(textOf(lists.decide({ann, isProved, {author}, isProved, bob}).entry), counts);
        }
        QCOMPARE(certain->reasons().size(), 1);
    }
    // Once nobody is allowed any more nothing stands in the way.
    for (const SenderEntry &each : lists.entries()) {
        if (each.action == Allow)
            QVERIFY(lists.remove(each));
    }
    if (entries.contains("-@.example.com"))
        QVERIFY(lists.certainBlock(ann, bob));
}

void tst_SenderLists::addsAndRemoves()
{
    SenderLists lists = listsOf("+ann@example.com -@example.com>example.org -ann@example.com>bob@example.org +ann@example.com");
    QCOMPARE(lists.size(), 3);
    QList<QByteArray> texts;
    for (const SenderEntry &each : lists.entries())
        texts.append(textOf(each));
    QCOMPARE(texts, (QList<QByteArray>{"-ann@example.com>bob@example.org", "-*@example.com>example.org", "+ann@example.com"}));
    QVERIFY(!lists.remove(entry("-ann@example.com")));
    QVERIFY(lists.remove(entry("+ann@example.com")));
    QCOMPARE(lists.size(), 2);
}

void tst_SenderLists::manyEntries_R7()
{
    SenderLists lists;
    SenderEntry each{.sender = {}};
    for (qsizetype i = 0; i < SenderLists::maxEntries; ++i) {
        each.sender = "a" + QByteArray::number(i) + "@example.com";
        QVERIFY(lists.add(each));
    }
    QVERIFY(lists.add(each)); // It is there.
    each.sender = "b@example.com";
    const Result<> full = lists.add(each);
    QVERIFY(!full && full.error().kind == Error::Kind::Full);
    QCOMPARE(lists.decide({.envelope = mailbox("a77777@example.com"), .recipient = mailbox("bob@example.org")}).effect, SenderDecision::Effect::Block);
    QCOMPARE(lists.conflicts(entry("+@example.com")).size(), SenderLists::maxEntries);
}

void tst_SenderLists::manyAuthors_I8()
{
    QList<smtp::Mailbox> authors(10'000, mailbox("x@" + QByteArray("a.").repeated(100) + "example"));
    authors.append(mailbox("ann@example.com"));
    const SenderLists lists = listsOf("-ann@example.com");
    QCOMPARE(lists.decide({.header = authors, .recipient = mailbox("bob@example.org")}).effect, SenderDecision::Effect::None); // Behind the limit.
}

QTEST_APPLESS_MAIN(tst_SenderLists)
#include "tst_senderlists.moc"
