#include "gateway/daemon/config.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace gateway;
using namespace gateway::daemon;

class tst_Config : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hostName_data();
    void hostName();
    void defaultHostName_data();
    void defaultHostName();
};

void tst_Config::hostName_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isGood");
    const auto row = [](const char *what, QString name, bool isGood) { QTest::newRow(what) << name << isGood; };
    row("qualified", u"mx.example.com"_s, true);
    row("other case", u"MX1.Example.COM"_s, true);
    row("A-labels", u"mx.xn--bcher-kva.example"_s, true);
    row("digits in front", u"1.2.example"_s, true);
    row("empty", {}, false);
    row("not qualified (RFC 5321 2.3.5)", u"gateway"_s, false);
    row("U-labels, which EHLO cannot say", u"mx.bücher.example"_s, false);
    row("two names", u"mx.example.com mx2.example.com"_s, false);
    row("a line end", u"mx.example.com\r\nMAIL"_s, false);
    row("an underscore", u"mail_gateway.example.com"_s, false);
    row("ends in a dot", u"mx.example.com."_s, false);
    row("begins with a dot", u".example.com"_s, false);
    row("an empty label", u"mx..example.com"_s, false);
    row("begins with a hyphen", u"-mx.example.com"_s, false);
    row("a label too long", QString(64, u'a') + u".example.com"_s, false);
    row("an address", u"192.0.2.1"_s, false);
    row("an address literal, which is no authserv-id (RFC 8601)", u"[192.0.2.1]"_s, false);
}

void tst_Config::hostName()
{
    QFETCH(const QString, name);
    QFETCH(const bool, isGood);
    Config config;
    const Result<> applied = applySetting(config, u"smtp.host-name"_s, name);
    QCOMPARE(applied.has_value(), isGood);
    if (isGood) {
        QCOMPARE(config.server.session.hostName, name.toUtf8());
        QCOMPARE(config.client.session.hostName, name.toUtf8());
    } else {
        QVERIFY2(applied.error().message.startsWith(u"smtp.host-name: "), qPrintable(applied.error().message));
        QVERIFY2(applied.error().message.contains(u"mx.example.com"), qPrintable(applied.error().message)); // What to write.
        QVERIFY(config.server.session.hostName != name.toUtf8());
    }
}

void tst_Config::defaultHostName_data()
{
    QTest::addColumn<QString>("machine");
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("qualified") << u"gw.example.com"_s << QByteArray("gw.example.com");
    QTest::newRow("short") << u"gateway"_s << QByteArray("gateway.localdomain");
    QTest::newRow("localhost") << u"localhost"_s << QByteArray("localhost.localdomain");
    QTest::newRow("none") << QString() << QByteArray("postern.localdomain");
    QTest::newRow("an underscore") << u"mail_gateway"_s << QByteArray("postern.localdomain");
    QTest::newRow("not ASCII") << u"門"_s << QByteArray("postern.localdomain");
    QTest::newRow("an address") << u"192.0.2.1"_s << QByteArray("postern.localdomain");
}

void tst_Config::defaultHostName()
{
    QFETCH(const QString, machine);
    QTEST(gateway::daemon::defaultHostName(machine), "name");
    Config config;
    QVERIFY(applySetting(config, u"smtp.host-name"_s, QString::fromLatin1(gateway::daemon::defaultHostName(machine))));
}

QTEST_APPLESS_MAIN(tst_Config)
#include "tst_config.moc"
