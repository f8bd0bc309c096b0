#include "gateway/auth/dmarcrecord.h"

#include <QTest>

using namespace gateway::auth;
using enum DmarcPolicy;
using Alignment = DmarcRecord::Alignment;
using PublicSuffixDomain = DmarcRecord::PublicSuffixDomain;

class tst_DmarcRecord : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isRecord_data();
    void isRecord();
    void readsEveryTag();
    void policies_data();
    void policies();
    void values_data();
    void values();
    void uris();
    void applied_data();
    void applied();
    void hugeRecordsAreRead_P13();
};

void tst_DmarcRecord::isRecord_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isRecord");

    const auto row = [](QByteArray text, bool is) { QTest::newRow(text.constData()) << text << is; };
    row("v=DMARC1", true);
    row("v=DMARC1; p=none", true);
    row("v=DMARC1;p=none", true);
    row("V = DMARC1 ; p=none", true);
    row("v=dmarc1; p=none", false);
    row("v=DMARC10; p=none", false);
    row("v=DMARC1 p=none", false);
    row(" v=DMARC1; p=none", false);
    row("p=none; v=DMARC1", false);
    row("DMARC1", false);
    row("v", false);
    row("", false);
}

void tst_DmarcRecord::isRecord()
{
    QFETCH(const QByteArray, text);
    QTEST(DmarcRecord::isRecord(text), "isRecord");
}

void tst_DmarcRecord::readsEveryTag()
{
    const auto record = DmarcRecord::parse("v=DMARC1; p=reject; sp=quarantine; np=none; adkim=s; aspf=s; psd=n; t=y; pct=20; rua=mailto:a@example.com;"
                                           " ruf=mailto:f@example.com; fo=1:d; ri=3600; new=thing");
    QVERIFY(record.has_value());
    QCOMPARE(record->policy, Reject);
    QCOMPARE(record->subdomainPolicy, Quarantine);
    QCOMPARE(record->nonexistentPolicy, None);
    QCOMPARE(record->dkimAlignment, Alignment::Strict);
    QCOMPARE(record->spfAlignment, Alignment::Strict);
    QCOMPARE(record->publicSuffixDomain, PublicSuffixDomain::No);
    QVERIFY(record->isTest);
    QCOMPARE(record->percent, 20);
    QCOMPARE(record->aggregateReportUris, QList<QByteArray>{"mailto:a@example.com"});
    QCOMPARE(record->failureReportUris, QList<QByteArray>{"mailto:f@example.com"});
    QCOMPARE(record->failureOptions, "1:d");
    QCOMPARE(record->reportInterval, std::chrono::hours(1));
}

void tst_DmarcRecord::policies_data()
{
    QTest::addColumn<QByteArray>("tags");
    QTest::addColumn<QList<DmarcPolicy>>("policies"); // Of the domain itself, below it, of what does not exist; none: no record.

    const auto row = [](QByteArray tags, QList<DmarcPolicy> policies) { QTest::newRow(tags.constData()) << tags << policies; };
    row("p=reject", {Reject, Reject, Reject});
    row("p=reject; sp=none", {Reject, None, None});
    row("p=none; np=reject", {None, None, Reject});
    row("p=none; sp=quarantine; np=reject", {None, Quarantine, Reject});
    row("sp=none; p=Reject", {Reject, None, None});
    row("P = REJECT ;", {Reject, Reject, Reject});
    row("p=reject;;; ;sp", {Reject, Reject, Reject});
    row("rua=mailto:a@example.com", {None, None, None});
    row("adkim=s", {None, None, None});
    row("p=rejected", {});
    row("p=", {});
    row("p=reject; sp=quarantin", {});
    row("p=reject; np=x", {});
    row("p=rejected; rua=mailto:a@example.com", {None, None, None});
    row("p=reject; sp=quarantin; rua=mailto:a@example.com", {None, None, None});
    row("p=rejected; rua=nobody", {});
    row("twoPolicies_P13; p=reject; p=none", {});
    row("twoVersions_P13; v=DMARC1; p=reject", {});
    row("twoUnknown; x=1; x=2; p=reject", {Reject, Reject, Reject});
}

void tst_DmarcRecord::policies()
{
    QFETCH(const QByteArray, tags);
    QFETCH(const QList<DmarcPolicy>, policies);
    const auto record = DmarcRecord::parse("v=DMARC1; " + tags);
    QCOMPARE(record.has_value(), !policies.isEmpty());
    if (record)
        QCOMPARE((QList<DmarcPolicy>{record->policy, record->policyBelow(), record->policyOfNonexistent()}), policies);
    else
        QVERIFY(!record.error().message.isEmpty());
}

void tst_DmarcRecord::values_data()
{
    QTest::addColumn<QByteArray>("tags");
    QTest::addColumn<bool>("isStrict"); // Both alignments.
    QTest::addColumn<PublicSuffixDomain>("psd");
    QTest::addColumn<int>("percent");

    const auto row = [](QByteArray tags, bool isStrict, PublicSuffixDomain psd, int percent) {
        QTest::newRow(tags.constData()) << tags << isStrict << psd << percent;
    };
    row("p=none", false, PublicSuffixDomain::Unknown, 100);
    row("adkim=S; aspf=S; psd=Y", true, PublicSuffixDomain::Yes, 100);
    row("adkim=r; aspf=r; psd=u; pct=0", false, PublicSuffixDomain::Unknown, 0);
    row("adkim=strict; aspf=; psd=x; pct=101", false, PublicSuffixDomain::Unknown, 100);
    row("pct=-1; ri=99999999999999", false, PublicSuffixDomain::Unknown, 100);
    row("pct=5O", false, PublicSuffixDomain::Unknown, 100);
}

void tst_DmarcRecord::values()
{
    QFETCH(const QByteArray, tags);
    QFETCH(const bool, isStrict);
    const auto record = DmarcRecord::parse("v=DMARC1; " + tags);
    QVERIFY(record.has_value());
    QCOMPARE(record->dkimAlignment == Alignment::Strict, isStrict);
    QCOMPARE(record->spfAlignment == Alignment::Strict, isStrict);
    QTEST(record->publicSuffixDomain, "psd");
    QTEST(record->percent, "percent");
    QCOMPARE(record->reportInterval, std::chrono::hours(24));
}

void tst_DmarcRecord::uris()
{
    const auto record = DmarcRecord::parse("v=DMARC1; rua=mailto:a@example.com!10m , https://example.com/r,nobody,:x,ma ilto:b@example.com,mailto:,1:x");
    QVERIFY(record.has_value());
    QCOMPARE(record->aggregateReportUris, (QList<QByteArray>{"mailto:a@example.com", "https://example.com/r"}));
}

void tst_DmarcRecord::applied_data()
{
    QTest::addColumn<QByteArray>("tags");
    QTest::addColumn<QList<DmarcPolicy>>("policies"); // Of published reject, quarantine and none.

    QTest::newRow("as published") << QByteArray("p=none") << QList<DmarcPolicy>{Reject, Quarantine, None};
    QTest::newRow("test") << QByteArray("t=y") << QList<DmarcPolicy>{Quarantine, None, None};
    QTest::newRow("no test") << QByteArray("t=n") << QList<DmarcPolicy>{Reject, Quarantine, None};
    QTest::newRow("pct=0") << QByteArray("pct=0") << QList<DmarcPolicy>{Quarantine, None, None};
    QTest::newRow("pct=1") << QByteArray("pct=1") << QList<DmarcPolicy>{Reject, Quarantine, None};
}

void tst_DmarcRecord::applied()
{
    QFETCH(const QByteArray, tags);
    const auto record = DmarcRecord::parse("v=DMARC1; " + tags);
    QVERIFY(record.has_value());
    QTEST((QList<DmarcPolicy>{record->applied(Reject), record->applied(Quarantine), record->applied(None)}), "policies");
}

void tst_DmarcRecord::hugeRecordsAreRead_P13()
{
    QVERIFY(DmarcRecord::parse("v=DMARC1; p=reject;" + QByteArray("a=b;").repeated(16000)).has_value());
    QVERIFY(DmarcRecord::parse("v=DMARC1; p=reject;" + QByteArray(65000, ' ')).has_value());
    const auto record = DmarcRecord::parse("v=DMARC1; rua=" + QByteArray("x:y,").repeated(16000));
    QVERIFY(record.has_value());
    QCOMPARE(record->aggregateReportUris.size(), 16000);
}

QTEST_GUILESS_MAIN(tst_DmarcRecord)
#include "tst_dmarcrecord.moc"
