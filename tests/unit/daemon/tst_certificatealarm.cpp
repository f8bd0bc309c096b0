#include "gateway/daemon/certificatealarm.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace gateway;
using namespace gateway::daemon;

namespace {

const QDateTime now(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);

net::CertificateInfo certificate(qint64 secondsLeft)
{
    net::CertificateInfo info;
    info.file = "tls/certificate.pem";
    info.fingerprint = "aa";
    info.notAfter = now.addSecs(secondsLeft);
    return info;
}

} // namespace

class tst_CertificateAlarm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhenItEnds_T9_data();
    void saysWhenItEnds_T9();
    void alarmsOncePerThreshold_T9();
};

void tst_CertificateAlarm::saysWhenItEnds_T9_data()
{
    QTest::addColumn<qint64>("secondsLeft");
    QTest::addColumn<QString>("says");
    constexpr qint64 day = 86'400;
    QTest::newRow("far") << 31 * day << QString();
    QTest::newRow("30 days") << 30 * day << u"in less than 30 days"_s;
    QTest::newRow("8 days") << 8 * day << u"in less than 30 days"_s;
    QTest::newRow("7 days") << 7 * day << u"in less than 7 days"_s;
    QTest::newRow("a day") << day << u"in less than a day"_s;
    QTest::newRow("over") << qint64(0) << u"expired on 2026-03-01 12:00 UTC"_s;
}

void tst_CertificateAlarm::saysWhenItEnds_T9()
{
    QFETCH(const qint64, secondsLeft);
    QFETCH(const QString, says);
    const QString problem = certificateProblem(certificate(secondsLeft), now);
    QCOMPARE(problem.isEmpty(), says.isEmpty());
    QVERIFY2(problem.contains(says), qPrintable(problem));
}

void tst_CertificateAlarm::alarmsOncePerThreshold_T9()
{
    CertificateAlarm alarm;
    const QList<net::CertificateInfo> all{certificate(32 * 86'400)};
    QList<int> days;
    for (int day = 0; day <= 40; ++day) {
        if (!alarm.due(all, now.addDays(day)).isEmpty())
            days.append(day);
    }
    QCOMPARE(days, (QList<int>{2, 25, 31, 32}));
    QList<net::CertificateInfo> replaced{certificate(300 * 86'400)};
    replaced[0].fingerprint = "bb";
    QVERIFY(alarm.due(replaced, now.addDays(41)).isEmpty());
}

QTEST_APPLESS_MAIN(tst_CertificateAlarm)
#include "tst_certificatealarm.moc"
