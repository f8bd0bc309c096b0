#include "gateway/auth/arc.h"
#include "gateway/auth/arcsealer.h"
#include "gateway/auth/dkimcheck.h"
#include "tests/unit/auth/arcsuite.h"
#include "tests/unit/auth/authrig.h"

#include <QTest>

using namespace authrig;
using namespace gateway::auth;
using namespace Qt::StringLiterals;
using Status = ArcCheck::Status;

Q_DECLARE_METATYPE(gateway::auth::ArcCheck::Status)

class tst_Arc : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void chains();
    void changesOnTheWay();
    void structure_data();
    void structure();
    void fiftySets_P12();
    void partialSignature_P12();
    void dnsFails_P14();
    void rerun();
    void oneBodyHashForBoth();
    void failedChains();
    void resultsCannotBreakOut_P5();
    void conformanceValidation_data();
    void conformanceValidation();
    void conformanceSigning_data();
    void conformanceSigning();
};

namespace {

const QByteArray message = "From: Ann <a@example.com>\r\n"
                           "To: b@example.org\r\n"
                           "Subject: The report\r\n"
                           "\r\n"
                           "Hello,\r\n"
                           "the report is attached.\r\n";

ArcCheck validate(const QByteArray &octets, gateway::dns::Resolver &dns, qsizetype chunk = 4096, qint64 time = now)
{
    const HeaderSection header(octets);
    BodyHasher body;
    const ArcVerifier verifier(header, time, body);
    feed(body, header.body(), chunk);
    return verifier.check(dns).value();
}

QByteArray sealed(const QByteArray &octets, const ArcSealer &sealer, Status status, const QByteArray &results = "mx.example.com; spf=pass")
{
    const HeaderSection header(octets);
    BodyHasher body;
    ArcSealer::prepare(body);
    feed(body, header.body(), 4096);
    return sealer.seal(header, body, status, results, now) + octets;
}

/// A message that \a count hops have sealed, RSA and Ed25519 in turn.
QByteArray chainOf(int count, QByteArray octets = message)
{
    const ArcSealer rsa(rsaSigner()), ed25519(ed25519Signer());
    for (int i = 0; i < count; ++i)
        octets = sealed(octets, i % 2 == 0 ? rsa : ed25519, i == 0 ? Status::None : Status::Pass);
    return octets;
}

FakeDns keys()
{
    FakeDns dns;
    dns.addKey(rsaSigner());
    dns.addKey(ed25519Signer());
    return dns;
}

} // namespace

void tst_Arc::chains()
{
    FakeDns dns = keys();
    const ArcCheck none = validate(message, dns);
    QCOMPARE(none.status, Status::None);
    QVERIFY(none.sets.isEmpty() && none.cause.isEmpty());
    for (const int count : {1, 2, 3, 5}) {
        const QByteArray octets = chainOf(count);
        for (const qsizetype chunk : {octets.size(), qsizetype(1)}) {
            const ArcCheck check = validate(octets, dns, chunk);
            QCOMPARE(check.cause, QString());
            QCOMPARE(check.status, Status::Pass);
            QCOMPARE(check.sets.size(), count);
            QCOMPARE(check.oldestPass, 0);
            for (const ArcCheck::Set &set : check.sets) {
                QCOMPARE(set.sealer, QByteArray("example.com"));
                QCOMPARE(set.results, QByteArray("mx.example.com; spf=pass"));
            }
        }
    }
}

void tst_Arc::changesOnTheWay()
{
    FakeDns dns = keys();
    const ArcSealer sealer(rsaSigner());
    // A list that puts its name into the subject breaks what came before, and seals what it has made of it.
    const QByteArray changed = sealed(chainOf(2).replace("Subject: ", "Subject: [list] "), sealer, Status::Pass);
    const ArcCheck check = validate(sealed(changed, sealer, Status::Pass), dns);
    QCOMPARE(check.status, Status::Pass);
    QCOMPARE(check.sets.size(), 4);
    QCOMPARE(check.oldestPass, 3);

    const auto fails = [&dns](const QByteArray &octets, const QString &cause) {
        const ArcCheck result = validate(octets, dns);
        return result.status == Status::Fail && result.sets.isEmpty() && !result.isTemporary && result.cause.startsWith(cause);
    };
    QVERIFY(fails(chainOf(2).replace("Subject: ", "Subject: x"), u"ARC-Message-Signature i=2"_s));
    QVERIFY(fails(chainOf(2).replace("attached", "missing"), u"ARC-Message-Signature i=2: the body"_s));
    QVERIFY(fails(chainOf(2).replace("i=1; mx.example.com; spf=pass", "i=1; mx.example.com; spf=fail"), u"ARC-Seal i=2"_s));
}

void tst_Arc::structure_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("cause");

    const auto row = [](const char *name, const QByteArray &before, const QByteArray &after, const QString &cause) {
        QTest::newRow(name) << before << after << cause;
    };
    row("results missing", "ARC-Authentication-Results: i=2;", "X: ", u"the set i=2 is not complete"_s);
    row("results without i=", "Results: i=2; ", "Results: ", u"ARC-Authentication-Results is malformed"_s);
    row("results without semicolon", "Results: i=2; ", "Results: i=2 ", u"ARC-Authentication-Results is malformed"_s);
    row("i=0", "Results: i=2;", "Results: i=0;", u"ARC-Authentication-Results is malformed"_s);
    row("i=51_P12", "Results: i=2;", "Results: i=51;", u"ARC-Authentication-Results is malformed"_s);
    row("i= twice", "Results: i=2;", "Results: i=1;", u"two fields of one kind have i=1"_s);
    row("gap", "Results: i=2;", "Results: i=3;", u"the set i=2 is not complete"_s);
    row("cv=fail", "cv=pass", "cv=fail", u"the seal i=2 says cv=fail"_s);
    row("cv=none in the middle", "cv=pass", "cv=none", u"the seal i=2 says cv=none"_s);
    row("cv=pass at the beginning", "cv=none", "cv=pass", u"the seal i=1 says cv=pass"_s);
    row("cv= unknown", "cv=pass", "cv=maybe", u"ARC-Seal i=2: cv= is malformed"_s);
    row("seal with h= (RFC 8617 4.1.3)", "cv=pass", "cv=pass; h=from", u"ARC-Seal i=2: a seal with h="_s);
    row("seal malformed", "ARC-Seal: ", "ARC-Seal: ;", u"ARC-Seal: a tag without"_s);
    row("comments around i= are allowed (RFC 8617 4.1.1)", "Results: i=2;", "Results: (a) i (b) =2 (c) ;", u"ARC-Seal i=2: the signature"_s);
}

void tst_Arc::structure()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    QFETCH(const QString, cause);
    QByteArray octets = chainOf(2);
    const qsizetype at = octets.indexOf(before);
    QVERIFY(at >= 0);
    octets.replace(at, before.size(), after);
    FakeDns dns = keys();
    const ArcCheck check = validate(octets, dns);
    QCOMPARE(check.status, Status::Fail);
    QVERIFY2(check.cause.startsWith(cause), qPrintable(check.cause));
}

void tst_Arc::fiftySets_P12()
{
    FakeDns dns = keys();
    const QByteArray full = chainOf(50);
    const ArcCheck check = validate(full, dns);
    QCOMPARE(check.status, Status::Pass);
    QCOMPARE(check.sets.size(), 50);
    QCOMPARE(check.oldestPass, int(50 - ArcVerifier::maxOlderSignatures));
    QCOMPARE(sealed(full, ArcSealer(rsaSigner()), Status::Pass), full); // No more may be added.

    const QByteArray flood = QByteArray("ARC-Seal: i=1; cv=none\r\n").repeated(1900) + message;
    dns.questions = 0;
    QCOMPARE(validate(flood, dns).status, Status::Fail);
    QCOMPARE(dns.questions, 0);
}

/// A message signature that leaves out a part of the body vouches for nothing.
void tst_Arc::partialSignature_P12()
{
    FakeDns dns = keys();
    const Signer signer = rsaSigner();
    const QByteArray results = "ARC-Authentication-Results: i=1; mx.example.com; spf=pass\r\n";
    for (const bool isPartial : {false, true}) {
        SignatureTags tags{{"v", QByteArray()}, {"i", "1"}};
        if (isPartial)
            tags["l"] = "5";
        const QByteArray signature = signatureOver(message, signer, tags, "ARC-Message-Signature");
        gateway::Sha256 hash;
        hash.add(canonicalField(results, Canonicalization::Relaxed));
        hash.add(canonicalField(signature, Canonicalization::Relaxed));
        const QByteArray seal = signedField("ARC-Seal", {{"i", "1"}, {"cv", "none"}}, hash, Canonicalization::Relaxed, signer);
        QCOMPARE(validate(seal + signature + results + message, dns).status, isPartial ? Status::Fail : Status::Pass);
    }
}

/// To those behind us it is final (RFC 8617 5.2.1); what becomes of the message now is the caller's choice.
void tst_Arc::dnsFails_P14()
{
    FakeDns dns;
    dns.addKey(rsaSigner());
    const ArcCheck absent = validate(chainOf(2), dns);
    QCOMPARE(absent.status, Status::Fail);
    QVERIFY(!absent.isTemporary);
    dns.fail("ed._domainkey.example.com", u"no answer in time"_s);
    const ArcCheck late = validate(chainOf(2), dns);
    QCOMPARE(late.status, Status::Fail);
    QVERIFY(late.isTemporary);
    QVERIFY2(late.cause.endsWith(u"no answer in time"_s), qPrintable(late.cause));
}

void tst_Arc::rerun()
{
    FakeDns dns = keys();
    const QByteArray octets = chainOf(3);
    const HeaderSection header(octets);
    BodyHasher body;
    const ArcVerifier verifier(header, now, body);
    feed(body, header.body(), 4096);
    gateway::dns::KnownAnswers answers;
    QVERIFY(!verifier.check(answers));
    const QList<gateway::dns::Question> asked = answers.takeMissing();
    QCOMPARE(asked.size(), 2);
    answers.put(asked[1], *dns.find(asked[1]));
    QVERIFY(!verifier.check(answers));
    answers.put(asked[0], *dns.find(asked[0]));
    const auto check = verifier.check(answers);
    QVERIFY(check);
    QCOMPARE(check->status, Status::Pass);
}

void tst_Arc::oneBodyHashForBoth()
{
    FakeDns dns = keys();
    const QByteArray octets = chainOf(2, signatureOver(message, ed25519Signer(), {{"c", "simple/simple"}}) + message);
    const HeaderSection header(octets);
    BodyHasher body;
    const DkimVerifier dkim(header, now, body);
    const ArcVerifier arc(header, now, body);
    feed(body, header.body(), 3);
    QCOMPARE(dkim.check(dns)->value(0).status, DkimCheck::Status::Pass);
    QCOMPARE(arc.check(dns)->status, Status::Pass);
}

/// RFC 8617 5.1: a failure is sealed once, over our own set only, and nobody adds to it.
void tst_Arc::failedChains()
{
    FakeDns dns = keys();
    const ArcSealer sealer(rsaSigner());
    const QByteArray broken = chainOf(2).replace("Subject: ", "Subject: x");
    const QByteArray failed = sealed(broken, sealer, Status::Fail);
    QVERIFY(failed.startsWith("ARC-Seal: "));
    QVERIFY(failed.first(failed.indexOf("ARC-Message")).contains("cv=fail"));
    QCOMPARE(validate(failed, dns).status, Status::Fail);
    QCOMPARE(validate(failed, dns).cause, u"the seal i=3 says cv=fail"_s);
    QCOMPARE(sealed(failed, sealer, Status::Fail), failed);
    const HeaderSection header(failed);
    const DkimSignature seal = DkimSignature::parse(header.fields()[0], DkimSignature::Kind::ArcSeal, now);
    gateway::Sha256 hash;
    hash.add(canonicalField(header.fields()[2].whole, Canonicalization::Relaxed));
    hash.add(canonicalField(header.fields()[1].whole, Canonicalization::Relaxed));
    hash.add(seal.canonicalUnsignedField(Canonicalization::Relaxed));
    QCOMPARE(verified(seal, *dns.find(seal.keyQuestion()), hash.result()).status, DkimCheck::Status::Pass);
    // With a set missing the chain is beyond repair, whatever the caller thinks of it.
    QVERIFY(sealed(chainOf(2).replace("ARC-Authentication-Results: i=1;", "X: "), sealer, Status::Pass).contains("cv=fail"));
}

void tst_Arc::resultsCannotBreakOut_P5()
{
    const QByteArray octets = sealed(message, ArcSealer(rsaSigner()), Status::None, "mx.example.com; spf=pass\r\nBcc: x@example.org\r\n\r\n");
    QVERIFY(!HeaderSection(octets).contains("Bcc"));
    FakeDns dns = keys();
    QCOMPARE(validate(octets, dns).status, Status::Pass);
}

void tst_Arc::conformanceValidation_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<QList<QByteArray>>("records"); // Name, record, ..
    QTest::addColumn<Status>("status");
    const QList<arcsuite::Node> documents = arcsuite::read(u"arc-draft-validation-tests.yml"_s);
    if (documents.isEmpty())
        QSKIP("The suite is not here.");
    for (const arcsuite::Node &document : documents) {
        QList<QByteArray> records;
        if (const arcsuite::Node *texts = document.find("txt-records")) {
            for (const arcsuite::Node &record : texts->children)
                records << record.key << record.text;
        }
        const arcsuite::Node *tests = document.find("tests");
        QVERIFY(tests && !records.isEmpty());
        for (const arcsuite::Node &test : tests->children) {
            const QByteArray cv = test.value("cv");
            // The suite leaves open what comes of a seal that says cv=fail; RFC 8617 5.2 step 2 has decided: fail.
            const Status status = cv == "Pass" ? Status::Pass : cv == "None" ? Status::None : Status::Fail;
            QTest::newRow(test.key) << withCrlf(test.value("message")) << records << status;
        }
    }
}

void tst_Arc::conformanceValidation()
{
    QFETCH(const QByteArray, octets);
    QFETCH(const QList<QByteArray>, records);
    FakeDns dns;
    for (qsizetype i = 0; i + 1 < records.size(); i += 2)
        dns.add(records[i], records[i + 1]);
    for (const qsizetype chunk : {octets.size() + 1, qsizetype(1)}) {
        const ArcCheck check = validate(octets, dns, chunk);
        QFETCH(const Status, status);
        QVERIFY2(check.status == status, qPrintable(check.cause));
        QCOMPARE(check.cause.isEmpty(), status != Status::Fail);
    }
}

void tst_Arc::conformanceSigning_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QList<QByteArray>>("fieldNames");
    QTest::addColumn<QByteArray>("authservId");
    QTest::addColumn<qint64>("time");
    QTest::addColumn<QList<QByteArray>>("fields"); // Seal, message signature, results.
    const QList<arcsuite::Node> documents = arcsuite::read(u"arc-draft-sign-tests.yml"_s);
    if (documents.isEmpty())
        QSKIP("The suite is not here.");
    for (const arcsuite::Node &document : documents) {
        const arcsuite::Node *tests = document.find("tests"), *records = document.find("txt-records");
        QVERIFY(tests && records);
        for (const arcsuite::Node &test : tests->children) {
            QTest::newRow(test.key) << withCrlf(test.value("message")) << document.value("privatekey") << records->value("dummy._domainkey.example.org")
                                    << test.value("sig-headers").split(':') << test.value("srv-id") << test.value("t").toLongLong()
                                    << QList<QByteArray>{test.value("AS"), test.value("AMS"), test.value("AAR")};
        }
    }
}

/// The sealer writes the tags in the suite's order, so b= of the message signature is the same. That of the seal depends on how the other
/// fields have been folded: instead of comparing it, we validate the chain.
void tst_Arc::conformanceSigning()
{
    QFETCH(const QByteArray, octets);
    QFETCH(const QByteArray, record);
    QFETCH(const QByteArray, authservId);
    QFETCH(const qint64, time);
    QFETCH(const QByteArray, key);
    QFETCH(const QList<QByteArray>, fieldNames);
    QFETCH(const QList<QByteArray>, fields);
    auto privateKey = PrivateKey::parse(key);
    QVERIFY(privateKey);
    const ArcSealer sealer({"example.org", "dummy", std::move(*privateKey)}, fieldNames);
    FakeDns dns;
    dns.add("dummy._domainkey.example.org", QByteArray(record).replace('\n', ' '));
    const HeaderSection header(octets);
    BodyHasher body;
    ArcSealer::prepare(body);
    const ArcVerifier verifier(header, time, body);
    feed(body, header.body(), 4096);
    const QByteArray set = sealer.seal(header, body, verifier.check(dns)->status, mergedResults(header, authservId), time);
    if (fields.first().trimmed().isEmpty()) {
        QCOMPARE(set, QByteArray());
        return;
    }
    const HeaderSection written(set);
    QCOMPARE(written.fields().size(), 3);
    const auto seal = TagList::parse(written.fields()[0].body), theirs = TagList::parse(fields[0]);
    QVERIFY(seal && theirs);
    for (const TagList::Tag &tag : theirs->tags())
        QVERIFY2(tag.name == "b" || seal->value(tag.name) == tag.value, tag.name.toByteArray().constData());
    QCOMPARE(seal->tags().size(), theirs->tags().size());
    for (qsizetype i = 1; i < 3; ++i)
        QCOMPARE(withoutWhiteSpace(written.fields()[i].body), withoutWhiteSpace(fields[i]));
    const ArcCheck check = validate(set + octets, dns, 4096, time);
    QCOMPARE(check.status, seal->value("cv") == QByteArrayView("fail") ? Status::Fail : Status::Pass);
}

QTEST_APPLESS_MAIN(tst_Arc)
#include "tst_arc.moc"
