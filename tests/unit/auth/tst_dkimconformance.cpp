#include "gateway/auth/privatekey.h"
#include "tests/unit/auth/authrig.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace authrig;
using namespace Qt::StringLiterals;
using Status = DkimCheck::Status;

/// Messages that others have signed (shared/data/README.md section 2).
class tst_DkimConformance : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void mailDkim_data();
    void mailDkim();
    void rfcExamples_data();
    void rfcExamples();
    void keysOfOthers();
};

namespace {

const QString suites = QStringLiteral(SHARED_DATA "/conformance/dkim/");

QByteArray contentOf(const QString &path)
{
    QFile file(suites + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// "name  record", "name NXDOMAIN", "name ~~cause~~" a line.
FakeDns fakeDns()
{
    FakeDns dns;
    for (const QByteArray &line : contentOf(u"mail-dkim/FAKE_DNS.dat"_s).split('\n')) {
        const QByteArray name = line.left(line.indexOf(' ')), record = line.mid(name.size()).trimmed();
        if (line.isEmpty() || line.startsWith('#') || record == "NXDOMAIN")
            continue;
        if (record.startsWith("~~"))
            dns.fail(name, QString::fromLatin1(record));
        else
            dns.add(name, record == "\"\"" ? QByteArray() : record);
    }
    return dns;
}

/// Where the suite says "pass" and we must not: the RFC that forbids it.
QString reasonToDiffer(const QByteArray &kind, const QByteArray &algorithm, const QByteArray &file)
{
    if (kind == "domainkeys-historic")
        return u"DomainKeys is historic (RFC 4870)"_s;
    if (algorithm == "rsa-sha1")
        return u"rsa-sha1 must not be verified (RFC 8301 3.1)"_s;
    if (kind == "prestandard" && (file == "mine_ietf01_3.txt" || file == "multiple_1.txt"))
        return u"v=1 is required (RFC 6376 3.5)"_s;
    return {};
}

} // namespace

void tst_DkimConformance::mailDkim_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<QString>("reasonToDiffer");
    QList<QByteArray> lines = contentOf(u"mail-dkim/expected.tsv"_s).split('\n');
    if (lines.size() < 2)
        QSKIP("The suite is not here.");
    lines.removeFirst();
    for (const QByteArray &line : lines) {
        const QList<QByteArray> columns = line.split('\t');
        if (columns.size() >= 4)
            QTest::newRow(columns[0]) << QString::fromLatin1(columns[0]) << columns[1] << reasonToDiffer(columns[2], columns[3], columns[0]);
    }
}

void tst_DkimConformance::mailDkim()
{
    QFETCH(const QString, file);
    QFETCH(const QByteArray, expected);
    QFETCH(const QString, reasonToDiffer);
    static FakeDns dns = fakeDns();
    const QByteArray message = contentOf(u"mail-dkim/"_s + file);
    const QList<DkimCheck> checks = verify(message, dns);
    const auto has = [&checks](Status status) { return std::ranges::count(checks, status, &DkimCheck::status) > 0; };
    if (expected == "pass" && reasonToDiffer.isEmpty()) {
        QVERIFY2(has(Status::Pass), checks.isEmpty() ? "no signature" : qPrintable(checks.first().cause));
        return;
    }
    QVERIFY2(!has(Status::Pass), qPrintable(reasonToDiffer));
    if (expected == "invalid" && file != u"bad_dk_3.txt"_s && file != u"bad_dk_5.txt"_s) // Those are DomainKeys.
        QVERIFY(has(Status::PermError) || has(Status::TempError));
    for (const DkimCheck &check : checks)
        QVERIFY(!check.cause.isEmpty());
}

/// RFC 8463 appendix A, RFC 6376 appendix A: the keys, an empty line, the message.
void tst_DkimConformance::rfcExamples_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("signatures");
    if (contentOf(u"stalwart/001.txt"_s).isEmpty())
        QSKIP("The suite is not here.");
    QTest::newRow("RFC 8463") << u"stalwart/001.txt"_s << 2;
    QTest::newRow("RFC 6376") << u"stalwart/002.txt"_s << 1;
}

void tst_DkimConformance::rfcExamples()
{
    QFETCH(const QString, file);
    const QByteArray text = withCrlf(contentOf(file));
    const qsizetype end = text.indexOf("\r\n\r\n");
    FakeDns dns;
    for (const QByteArray &line : text.first(end).split('\n'))
        dns.add(line.left(line.indexOf(' ')), line.mid(line.indexOf(' ')).trimmed());
    const QByteArray message = text.sliced(end + 4);
    for (const qsizetype chunk : {message.size(), qsizetype(1)}) {
        const QList<DkimCheck> checks = verify(message, dns, chunk);
        QTEST(int(checks.size()), "signatures");
        for (const DkimCheck &check : checks)
            QVERIFY2(check.status == Status::Pass, qPrintable(check.cause));
    }
}

/// A message signed by others, and their private keys, whose public halves they publish.
void tst_DkimConformance::keysOfOthers()
{
    const QByteArray message = withCrlf(contentOf(u"mailauth-ec/signed.eml"_s));
    if (message.isEmpty())
        QSKIP("The suite is not here.");
    FakeDns dns;
    const QJsonObject zone = QJsonDocument::fromJson(contentOf(u"mailauth-ec/dns.json"_s)).object();
    for (auto name = zone.begin(); name != zone.end(); ++name) {
        QByteArray record;
        for (const QJsonValue &part : name->toObject().value("TXT"_L1).toArray().first().toArray())
            record += part.toString().toLatin1();
        dns.add(name.key().toLatin1(), record);
    }
    const QList<DkimCheck> checks = verify(message, dns);
    QCOMPARE(checks.size(), 2);
    for (const DkimCheck &check : checks)
        QVERIFY2(check.status == Status::Pass, qPrintable(check.cause));

    auto key = gateway::auth::PrivateKey::parse(contentOf(u"mailauth-ec/private-rsa.key"_s));
    QVERIFY(key);
    const Signer signer{"football.example.com", "test", std::move(*key)};
    const QByteArray ours = "From: a@football.example.com\r\n\r\nx\r\n";
    QCOMPARE(verify(signatureOver(ours, signer) + ours, dns).first().status, Status::Pass);
}

QTEST_APPLESS_MAIN(tst_DkimConformance)
#include "tst_dkimconformance.moc"
