#include "gateway/content/senders.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace gateway::content;
using namespace Qt::StringLiterals;

/// Address lists in header fields against the shared vectors.
class tst_Senders : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void agreesWithTheVectors_data();
    void agreesWithTheVectors();
};

namespace {

/// Of lists and groups, one after another.
QStringList addressesIn(const QJsonValue &expected)
{
    QStringList addresses;
    for (const QJsonValue &item : expected["List"_L1].toArray())
        addresses.append(item["address"_L1].toString());
    for (const QJsonValue &group : expected["Group"_L1].toArray()) {
        for (const QJsonValue &item : group["addresses"_L1].toArray())
            addresses.append(item["address"_L1].toString());
    }
    return addresses;
}

/// What the vectors call an address, but RFC 5322 does not: links of list fields, and nothing at all.
bool isAddress(const QString &text) { return text.contains(u'@') && !text.contains(u':'); }

} // namespace

void tst_Senders::agreesWithTheVectors_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("addresses");
    QFile file(QStringLiteral(SHARED_DATA "/conformance/address/stalwart/address.json"));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("The shared vectors are not here.");
    // The route of RFC 5321's appendix C is not part of the address, and blanks around a dot are not part of the domain (RFC 5322 4.4).
    const QHash<QString, QString> readings{{u"@node.test:mary@example.net"_s, u"mary@example.net"_s}, {u"jdoe@test  . example"_s, u"jdoe@test.example"_s},
                                           {u"jdoe@machine.  example"_s, u"jdoe@machine.example"_s}};
    // Ours are stricter where a field is none of RFC 5322: a backslash quotes no line end (3.2.1), and words behind an address are no name (3.4).
    const auto isBroken = [](const QString &body) { return body.contains(u"\\\n"_s) || body.startsWith(u"<a@b.com> "_s); };
    const QJsonArray cases = QJsonDocument::fromJson(file.readAll()).array();
    QVERIFY(cases.size() > 50);
    for (qsizetype i = 0; i < cases.size(); ++i) {
        QStringList addresses;
        for (const QString &address : addressesIn(cases[i]["expected"_L1])) {
            const QString reading = readings.value(address, address);
            addresses.append(reading);
        }
        if (std::ranges::all_of(addresses, isAddress) && !isBroken(cases[i]["header"_L1].toString()))
            QTest::addRow("%d: %.40s", int(i), cases[i]["header"_L1].toString().toUtf8().constData()) << cases[i]["header"_L1].toString().toUtf8() << addresses;
    }
}

void tst_Senders::agreesWithTheVectors()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QStringList, addresses);
    QByteArray message = "From: " + QByteArray(body).replace("\r\n", "\n");
    message = message.replace("\n", "\r\n") + "\r\n";
    const HeaderSection header = readHeaderSection(message, 2000);
    QStringList found;
    for (const Mailbox &mailbox : mailboxesOf(header.find("from")))
        found.append(QString::fromUtf8(mailbox.address));
    QStringList expected;
    for (const QString &address : addresses) // The domain is compared in lower case.
        expected.append(address.left(address.lastIndexOf(u'@')) + address.mid(address.lastIndexOf(u'@')).toLower());
    QCOMPARE(found, expected);
}

QTEST_GUILESS_MAIN(tst_Senders)
#include "tst_senders.moc"
