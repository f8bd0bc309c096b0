#include "gateway/auth/authentication.h"
#include "gateway/auth/streamverifier.h"
#include "gateway/reasontext.h"
#include "tests/unit/auth/authrig.h"

#include <QTest>

using namespace gateway;
using namespace gateway::auth;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(ArcCheck)

class tst_Authentication : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void streamIsCutAnywhere_data();
    void streamIsCutAnywhere();
    void vouching_data();
    void vouching();
    void resultsField();
    void everyReasonHasItsSentence();
    void forgedOrVouchedFor();
};

namespace {

const QByteArray message = "From: <alice@example.com>\r\nTo: <bob@example.net>\r\nSubject: Streams\r\nDate: Tue, 24 Nov 2026 09:12:00 +0000\r\n\r\n"
                           "One line.\r\n\r\n.\r\nAnother  line.\r\n\r\n\r\n";

Authentication passing()
{
    Authentication all;
    all.spf.status = SpfStatus::Pass;
    all.spf.domain = "example.com";
    all.spf.mechanism = "ip4:192.0.2.0/24";
    DkimCheck check;
    check.status = DkimCheck::Status::Pass;
    check.domain = "example.com";
    check.selector = "s1";
    check.algorithm = "rsa-sha256";
    check.signatureStart = "AbCdEfGh";
    all.dkim = {check};
    all.dmarc.status = DmarcCheck::Status::Pass;
    all.dmarc.authorDomain = all.dmarc.recordDomain = "example.com";
    all.dmarc.publishedPolicy = all.dmarc.policy = DmarcPolicy::Reject;
    return all;
}

ArcCheck chain(const QByteArray &results, const QList<QByteArray> &sealers)
{
    ArcCheck arc;
    arc.status = ArcCheck::Status::Pass;
    for (const QByteArray &sealer : sealers)
        arc.sets.append({sealer, results});
    return arc;
}

} // namespace

void tst_Authentication::streamIsCutAnywhere_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<bool>("isSigned");
    QTest::newRow("signed") << message << true;
    QTest::newRow("no header field") << QByteArray("\r\nOnly a body.\r\n") << false;
    QTest::newRow("no body") << QByteArray("From: <alice@example.com>\r\n\r\n") << true;
    QTest::newRow("no empty line") << QByteArray("From: <alice@example.com>\r\n") << true;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("a line that is no field") << QByteArray("From: <alice@example.com>\r\nnothing\r\nMore: x\r\n\r\nBody.\r\n") << false;
}

void tst_Authentication::streamIsCutAnywhere()
{
    QFETCH(QByteArray, octets);
    QFETCH(const bool, isSigned);
    const Signer signer = authrig::rsaSigner();
    authrig::FakeDns resolver;
    resolver.addKey(signer);
    if (isSigned)
        octets.prepend(authrig::signatureOver(octets, signer));
    for (const qsizetype step : {octets.size() + 1, qsizetype(1), qsizetype(3), qsizetype(7)}) {
        StreamVerifier verifier(authrig::now);
        for (qsizetype done = 0; done < octets.size(); done += step)
            verifier.feed(QByteArrayView(octets).sliced(done, std::min(step, octets.size() - done)));
        verifier.finish();
        const auto dkim = verifier.checkDkim(resolver);
        QVERIFY(dkim);
        QCOMPARE(dkim->size(), isSigned ? 1 : 0);
        if (isSigned)
            QVERIFY2(dkim->first().status == DkimCheck::Status::Pass, qPrintable(dkim->first().cause));
        QCOMPARE(verifier.checkArc(resolver)->status, ArcCheck::Status::None);
    }
}

void tst_Authentication::vouching_data()
{
    QTest::addColumn<ArcCheck>("arc");
    QTest::addColumn<QByteArray>("vouches");

    const QByteArray good = " mx.list.example; spf=fail; dmarc=pass (p=reject) header.from=example.com";
    QTest::newRow("one trusted sealer") << chain(good, {"list.example"}) << QByteArray("list.example");
    QTest::newRow("two trusted sealers") << chain(good, {"list.example", "relay.example"}) << QByteArray("list.example");
    QTest::newRow("one of them is not trusted (P12)") << chain(good, {"list.example", "evil.example"}) << QByteArray();
    QTest::newRow("blanks around the sign") << chain("mx; dmarc = pass", {"list.example"}) << QByteArray("list.example");
    QTest::newRow("found no pass") << chain("mx; dmarc=fail header.from=example.com", {"list.example"}) << QByteArray();
    QTest::newRow("a word in a comment (P12)") << chain("mx; spf=fail (x; dmarc=pass )", {"list.example"}) << QByteArray();
    QTest::newRow("a word in a nested comment") << chain("mx; spf=fail (a (b) ; dmarc=pass )", {"list.example"}) << QByteArray();
    QTest::newRow("a word in a quoted string") << chain("mx; spf=fail smtp.mailfrom=\"; dmarc=pass \"", {"list.example"}) << QByteArray();
    QTest::newRow("an escape in a comment") << chain("mx; spf=fail (\\); dmarc=pass )", {"list.example"}) << QByteArray();
    ArcCheck failed = chain(good, {"list.example"});
    failed.status = ArcCheck::Status::Fail;
    QTest::newRow("a chain that fails") << failed << QByteArray();
    QTest::newRow("no chain") << ArcCheck() << QByteArray();
}

void tst_Authentication::vouching()
{
    QFETCH(const ArcCheck, arc);
    QTEST(vouchingSealer(arc, {"list.example", "relay.example"}), "vouches");
    QVERIFY(vouchingSealer(arc, {}).isEmpty());
}

void tst_Authentication::resultsField()
{
    const auto field = [](const Authentication &all, const smtp::Mailbox &reversePath) {
        return mail::authenticationResultsField("gw.test", methodResults(all, reversePath)).simplified();
    };
    QCOMPARE(field(passing(), {"alice", "example.com"}),
             "Authentication-Results: gw.test; spf=pass smtp.mailfrom=alice@example.com; "
             "dkim=pass header.d=example.com header.s=s1 header.a=rsa-sha256 header.b=AbCdEfGh; dmarc=pass (p=reject) header.from=example.com");
    Authentication none;
    none.spf.domain = "client.example";
    none.spf.identity = SpfCheck::Identity::Helo;
    none.spf.cause = u"no record"_s;
    QCOMPARE(field(none, {}), "Authentication-Results: gw.test; spf=none (no record) smtp.helo=client.example; dkim=none; dmarc=none");

    Authentication flood = passing();
    flood.dkim = QList<DkimCheck>(500, flood.dkim.first());
    QCOMPARE(methodResults(flood, {}).size(), 22); // P12

    Authentication hostile = passing();
    hostile.dkim.first().status = DkimCheck::Status::Fail;
    hostile.dkim.first().domain = "a; dmarc=pass";
    hostile.dkim.first().cause = u"x) ; spf=pass (\r\nBcc: b"_s;
    const QByteArray text = field(hostile, {"\r\nX", "evil.example"});
    QCOMPARE(text.count("dmarc=pass (p=reject)"), 1);
    QVERIFY2(!text.contains("; dmarc=pass header") && text.contains("\\) ; spf=pass \\("), text.constData()); // P5, S17
}

void tst_Authentication::everyReasonHasItsSentence()
{
    QSet<QByteArray> ids;
    for (int spf = 0; spf <= int(SpfStatus::PermError); ++spf) {
        for (int dkim = -1; dkim <= int(DkimCheck::Status::PermError); ++dkim) {
            for (int dmarc = 0; dmarc <= int(DmarcCheck::Status::PermError); ++dmarc) {
                for (const char *sealer : {"", "list.example"}) {
                    for (const char *author : {"", "example.com"}) {
                        Authentication all;
                        all.spf.status = SpfStatus(spf);
                        if (dkim >= 0)
                            all.dkim.emplace_back().status = DkimCheck::Status(dkim);
                        all.dmarc.status = DmarcCheck::Status(dmarc);
                        all.dmarc.authorDomain = author;
                        all.vouchedBy = sealer;
                        for (const Reason &reason : reasonsOf(all)) {
                            ids.insert(reason.id);
                            QCOMPARE(reason.stage, Stage::Authentication);
                            for (const Language language : {Language::English, Language::Japanese}) {
                                const QString sentence = reasonText(reason, language);
                                QVERIFY2(sentence != QString::fromLatin1(reason.id) && !sentence.contains(u'{'), qPrintable(sentence));
                            }
                        }
                    }
                }
            }
        }
    }
    QCOMPARE(ids.size(), 13);
}

void tst_Authentication::forgedOrVouchedFor()
{
    Authentication all = passing();
    QVERIFY(!all.isForged());
    all.dmarc.status = DmarcCheck::Status::Fail;
    QVERIFY(all.isForged());
    all.vouchedBy = "list.example";
    QVERIFY(!all.isForged());
    all.vouchedBy.clear();
    all.dmarc.status = DmarcCheck::Status::TempError;
    QVERIFY(!all.isForged()); // P14: not known is not forged.
}

QTEST_GUILESS_MAIN(tst_Authentication)
#include "tst_authentication.moc"
