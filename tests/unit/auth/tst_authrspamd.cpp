#include "gateway/auth/arc.h"
#include "gateway/auth/dkim.h"
#include "tests/unit/auth/rspamdcases.h"

#include <QRegularExpression>
#include <QTest>

using namespace gateway::auth;
using namespace Qt::StringLiterals;

class tst_AuthRspamd : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void signatures_data();
    void signatures();
};

namespace {

constexpr qint64 now = 1'795'000'000;

/// Where we must come to another result, and to which.
const QHash<QByteArray, QString> differing{
    {"DKIM Unparseable Signatures Count Towards Limit", u"dkim=permerror"_s}, // The limit is 5 there, 10 here (threats.md P12); no key.
    {"DKIM Signatures At Limit Are Still Checked", u"dkim=permerror"_s},      // The zone does not have the key.
    {"ARC ALLOW CHECK", u"arc=fail"_s},                                       // The zone does not have the key.
};

QString toText(DkimCheck::Status status)
{
    switch (status) {
    case DkimCheck::Status::Pass: return u"pass"_s;
    case DkimCheck::Status::Fail: return u"fail"_s;
    case DkimCheck::Status::Policy: return u"policy"_s;
    case DkimCheck::Status::Neutral: return u"neutral"_s;
    case DkimCheck::Status::TempError: return u"temperror"_s;
    case DkimCheck::Status::PermError: return u"permerror"_s;
    }
    return {};
}

} // namespace

/// What the cases say of DKIM and ARC.
void tst_AuthRspamd::signatures_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QStringList>("expect");
    QTest::addColumn<QStringList>("notExpect");
    const QList<rspamdcases::Case> cases = rspamdcases::cases();
    if (cases.isEmpty())
        QSKIP("The suite is not here.");
    const auto ours = [](const QStringList &all) {
        static const QRegularExpression methods(u"^(dkim|arc)="_s);
        return all.filter(methods);
    };
    for (const rspamdcases::Case &each : cases) {
        if (differing.contains(each.name))
            QTest::newRow(each.name) << each.message << QStringList(differing[each.name]) << QStringList();
        else if (!ours(each.expect + each.notExpect).isEmpty())
            QTest::newRow(each.name) << each.message << ours(each.expect) << ours(each.notExpect);
    }
}

void tst_AuthRspamd::signatures()
{
    QFETCH(const QByteArray, message);
    QFETCH(const QStringList, expect);
    QFETCH(const QStringList, notExpect);
    static rspamdcases::Zone zone;
    const gateway::mail::HeaderSection header(message);
    BodyHasher body;
    const DkimVerifier dkim(header, now, body);
    const ArcVerifier arc(header, now, body);
    body.feed(header.body());
    body.finish();

    QStringList results;
    QString causes;
    const auto checks = dkim.check(zone);
    QVERIFY(checks);
    for (const DkimCheck &check : *checks) {
        results.append(u"dkim="_s + toText(check.status));
        causes += check.cause + u'\n';
    }
    if (checks->isEmpty())
        results.append(u"dkim=none"_s);
    const auto chain = arc.check(zone);
    QVERIFY(chain);
    results.append(chain->status == ArcCheck::Status::Pass ? u"arc=pass"_s : chain->status == ArcCheck::Status::Fail ? u"arc=fail"_s : u"arc=none"_s);
    causes += chain->cause;
    for (const QString &result : expect)
        QVERIFY2(results.contains(result), qPrintable(results.join(u' ') + u'\n' + causes));
    for (const QString &result : notExpect)
        QVERIFY2(!results.contains(result), qPrintable(results.join(u' ')));
}

QTEST_APPLESS_MAIN(tst_AuthRspamd)
#include "tst_authrspamd.moc"
