#include "gateway/net/serverlimits.h"
#include "gateway/net/smtpserver.h"

#include <QTest>

using namespace gateway::net;
using Admission = ServerLimits::Admission;

class tst_ServerLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roomIsKeptForThoseWhoAreEsteemed_R1();
};

void tst_ServerLimits::roomIsKeptForThoseWhoAreEsteemed_R1()
{
    SmtpServerConfig config;
    config.maxSessions = 20;
    config.maxSessionsPerClient = 50;
    ServerLimits limits;
    limits.configure(config);
    const auto stranger = boost::asio::ip::make_address("192.0.2.1"), known = boost::asio::ip::make_address("192.0.2.2");
    int granted = 0;
    for (int i = 0; i < 30; ++i)
        granted += limits.admit(stranger) == Admission::Granted ? 1 : 0;
    QCOMPARE(granted, 18);
    QCOMPARE(limits.admit(known, /*isEsteemed=*/true), Admission::Granted);
    QCOMPARE(limits.admit(known, true), Admission::Granted);
    QCOMPARE(limits.admit(known, true), Admission::TooMany); // There is an end for them, too.
    limits.release(stranger);
    QCOMPARE(limits.admit(stranger), Admission::TooMany);
    QCOMPARE(limits.admit(known, true), Admission::Granted);
    QCOMPARE(limits.sessions(), 20);
}

QTEST_GUILESS_MAIN(tst_ServerLimits)
#include "tst_serverlimits.moc"
