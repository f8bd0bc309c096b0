#include "gateway/auth/spf.h"
#include "gateway/dns/knownanswers.h"
#include "gateway/dns/name.h"
#include "gateway/dns/zonefile.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace gateway;
using namespace Qt::StringLiterals;

/// The published suites; they lie beside the project, and not everybody has them.
class tst_SpfConformance : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rfc7208_data();
    void rfc7208();
    void stalwart_data();
    void stalwart();
};

namespace {

const QByteArray defaultExplanation = "DEFAULT";

/// Split at the last @ only: the suites want domains that no parser of addresses lets through.
smtp::Mailbox mailboxOf(const QByteArray &text)
{
    const qsizetype at = text.lastIndexOf('@');
    return at < 0 ? smtp::Mailbox{text, {}} : smtp::Mailbox{text.first(at), text.sliced(at + 1)};
}

boost::asio::ip::address addressOf(const QByteArray &text)
{
    return boost::asio::ip::make_address(text.toStdString());
}

/// One answer more in each round.
std::optional<auth::SpfCheck> checkStepwise(const auth::SpfFacts &facts, dns::ZoneFile &zone)
{
    dns::KnownAnswers answers(1000);
    for (int round = 0; round < 1000; ++round) {
        if (auto check = auth::checkSpf(facts, answers))
            return check;
        if (const QList<dns::Question> missing = answers.takeMissing(); !missing.isEmpty())
            answers.put(missing.first(), *zone.find(missing.first()));
    }
    return {};
}

/// Where the RFC says otherwise than the suite: file and line, and the status that is right.
QString corrected(const QString &row, const QString &expected)
{
    static const QHash<QString, QString> corrections{
        {u"all.yml:14"_s, u"permerror"_s},  // A syntax error counts also behind "all" (RFC 7208 4.6).
        {u"basic.yml:112"_s, u"permerror"_s}, // Ten names without an address; two are allowed (RFC 7208 4.6.4).
        {u"exists.yml:19"_s, u"fail"_s},    // exists asks for A, whatever else there is (RFC 7208 5.7).
    };
    return corrections.value(row, expected);
}

QJsonObject stalwartZone(const QList<QPair<QString, QString>> &records)
{
    QJsonObject zone;
    const auto add = [&zone](const QString &name, const QString &type, const QJsonValue &value) {
        QJsonArray list = zone.value(name).toArray();
        list.append(QJsonObject{{type, value}});
        zone[name] = list;
    };
    for (const auto &[type, rest] : records) {
        const QString name = rest.section(u' ', 0, 0).toLower();
        const QString data = rest.section(u' ', 1);
        if (type == "spf"_L1 || type == "exp"_L1) {
            add(name, u"TXT"_s, data);
            continue;
        }
        const QStringList values = data.split(u',', Qt::SkipEmptyParts);
        for (qsizetype i = 0; i < values.size(); ++i) {
            const QString value = values[i].trimmed();
            const bool isIp6 = value.contains(u':');
            if (type == "mx"_L1) { // Hosts are given by their addresses.
                const QString host = u"mx%1.%2"_s.arg(i).arg(name);
                add(name, u"MX"_s, QJsonArray{int(i), host});
                add(host, isIp6 ? u"AAAA"_s : u"A"_s, value);
            } else if (type == "ptr"_L1) {
                add(QString::fromLatin1(dns::reverseName(addressOf(name.toLatin1()))), u"PTR"_s, value);
            } else {
                add(name, isIp6 ? u"AAAA"_s : u"A"_s, value);
            }
        }
    }
    zone[u"_dns_error.org"_s] = QJsonArray{u"TIMEOUT"_s};
    return zone;
}

} // namespace

void tst_SpfConformance::rfc7208_data()
{
    QTest::addColumn<QJsonObject>("zone");
    QTest::addColumn<QJsonObject>("test");

    QFile file(QStringLiteral(SHARED_DATA "/conformance/spf/rfc7208-tests.half.json"));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("The collection is not here.");
    const QJsonArray scenarios = QJsonDocument::fromJson(file.readAll()).array();
    for (const QJsonValue &scenario : scenarios) {
        const QJsonObject tests = scenario["tests"_L1].toObject();
        for (auto test = tests.begin(); test != tests.end(); ++test) {
            const QString name = scenario["description"_L1].toString() + u": "_s + test.key();
            QTest::newRow(qUtf8Printable(name)) << scenario["zonedata"_L1].toObject() << test->toObject();
        }
    }
}

void tst_SpfConformance::rfc7208()
{
    QFETCH(const QJsonObject, zone);
    QFETCH(const QJsonObject, test);
    auto file = dns::ZoneFile::parse(zone);
    QVERIFY2(file.has_value(), file ? "" : qPrintable(file.error().message));
    const auth::SpfFacts facts{addressOf(test["host"_L1].toString().toLatin1()), test["helo"_L1].toString().toLatin1(),
        mailboxOf(test["mailfrom"_L1].toString().toLatin1()), QByteArrayLiteral("gate.example.org")};
    const auto check = auth::checkSpf(facts, *file);
    QVERIFY(check.has_value());
    const QJsonValue result = test["result"_L1];
    const QJsonArray results = result.isArray() ? result.toArray() : QJsonArray{result};
    const QString status = QString::fromLatin1(auth::toText(check->status));
    QVERIFY2(results.contains(status), qPrintable(u"%1: %2"_s.arg(status, check->cause)));
    const QByteArray explanation = test["explanation"_L1].toString().toLatin1();
    if (!explanation.isEmpty())
        QCOMPARE(check->explanation, explanation == defaultExplanation ? QByteArray() : explanation);

    const auto stepwise = checkStepwise(facts, *file);
    QVERIFY(stepwise.has_value());
    QCOMPARE(stepwise->status, check->status);
    QCOMPARE(stepwise->explanation, check->explanation);
    QCOMPARE(stepwise->lookups, check->lookups);
}

void tst_SpfConformance::stalwart_data()
{
    QTest::addColumn<QJsonObject>("zone");
    QTest::addColumn<QByteArray>("helo");
    QTest::addColumn<QByteArray>("sender");
    QTest::addColumn<QByteArray>("client");
    QTest::addColumn<QString>("expected");

    if (!QFile::exists(QStringLiteral(SHARED_DATA "/conformance/spf/stalwart")))
        QSKIP("The collection is not here.");
    for (const char *name : {"a", "all", "basic", "examples", "exists", "exp"}) {
        QFile file(QStringLiteral(SHARED_DATA "/conformance/spf/stalwart/%1.yml").arg(QLatin1String(name)));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QList<QPair<QString, QString>> records, own; // Of the whole document, of the test in which they stand.
        QString helo, sender, client;
        bool isInTests = false;
        int line = 0;
        const auto addRow = [&](const QString &row, const QString &expected) {
            QTest::newRow(qPrintable(row)) << stalwartZone(records + own) << helo.toLatin1() << sender.toLatin1() << client.toLatin1()
                                           << corrected(row, expected);
        };
        while (!file.atEnd()) {
            ++line;
            const QString text = QString::fromUtf8(file.readLine()).trimmed();
            if (text == "---"_L1) {
                records.clear();
                own.clear();
                isInTests = false;
                continue;
            }
            QString entry = text;
            if (entry.startsWith("- "_L1)) {
                own.clear();
                entry = entry.sliced(2);
            }
            const QString key = entry.section(u':', 0, 0), value = entry.section(u':', 1).trimmed();
            if (key == "tests"_L1)
                isInTests = true;
            else if (QStringList{u"spf"_s, u"exp"_s, u"a"_s, u"aaaa"_s, u"mx"_s, u"ptr"_s}.contains(key))
                (isInTests ? own : records).append({key, value});
            else if (key == "domain"_L1)
                helo = value;
            else if (key == "sender"_L1)
                sender = value;
            else if (key == "ip"_L1)
                client = value;
            else if (key == "expect"_L1)
                addRow(u"%1.yml:%2"_s.arg(QLatin1String(name)).arg(line), value);
        }
    }
}

void tst_SpfConformance::stalwart()
{
    QFETCH(const QJsonObject, zone);
    QFETCH(const QByteArray, helo);
    QFETCH(const QByteArray, sender);
    QFETCH(const QByteArray, client);
    QFETCH(const QString, expected);
    auto file = dns::ZoneFile::parse(zone);
    QVERIFY2(file.has_value(), file ? "" : qPrintable(file.error().message));
    auto check = auth::checkSpf({addressOf(client), helo, {}}, *file); // The suite checks both identities.
    QVERIFY(check.has_value());
    if (check->status != auth::SpfStatus::Fail && !sender.isEmpty())
        check = auth::checkSpf({addressOf(client), helo, mailboxOf(sender)}, *file);
    QVERIFY(check.has_value());
    const QString status = QString::fromLatin1(auth::toText(check->status));
    QVERIFY2(status == expected.section(u' ', 0, 0), qPrintable(u"%1, not %2: %3"_s.arg(status, expected, check->cause)));
    if (const QString explanation = expected.section(u' ', 1); !explanation.isEmpty())
        QCOMPARE(QString::fromLatin1(check->explanation), explanation);
}

QTEST_GUILESS_MAIN(tst_SpfConformance)
#include "tst_spfconformance.moc"
