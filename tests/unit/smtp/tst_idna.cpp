#include "gateway/smtp/address.h"
#include "tests/idnasuite.h"

#include <QTest>

using namespace gateway::smtp;

namespace {

/// Errors that who looks a name up need not find (RFC 5891 5.4): Bn (right to left), V2 (two hyphens in a label of ASCII);
/// and the root's dot, A4_2, which we drop.
bool hasLookupErrorsOnly(const QByteArray &errors)
{
    for (const QByteArray &error : errors.mid(1, errors.size() - 2).split(',')) {
        const QByteArray code = error.trimmed();
        if (!code.startsWith('B') && code != "A4_2" && code != "V2")
            return false;
    }
    return true;
}

} // namespace

/// Domains in addresses against the Unicode suite. We are stricter than UTS #46: nothing is mapped but case (threats.md I6), characters that
/// IDNA 2008 disallows are refused, and so is ASCII that no host name has. What is accepted must have the reading that the suite gives it.
class tst_Idna : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void acceptedDomainsHaveOneReading_I6();
};

void tst_Idna::acceptedDomainsHaveOneReading_I6()
{
    const QList<idnasuite::Line> lines = idnasuite::lines();
    if (lines.isEmpty())
        QSKIP("The shared vectors are not here.");
    int plain = 0, accepted = 0;
    for (const idnasuite::Line &line : lines) {
        const gateway::Result<Mailbox> mailbox = parseMailbox("a@" + line.source.toUtf8(), Utf8::Allowed);
        if (!mailbox)
            continue;
        const QByteArray key = mailbox->domainKey(), where = "line " + QByteArray::number(line.number) + ' ' + line.source.toUtf8() + " as " + key + ' ' + line.errors;
        const auto withoutRoot = [](QByteArray name) { return name.endsWith('.') ? name.chopped(1) : name; };
        const QByteArray lower = line.source.toUtf8().toLower();
        if (std::ranges::all_of(lower, [](char c) { return uchar(c) < 0x80; })) {
            ++plain; // Letters, digits and hyphens, for whom "xn--" means nothing (RFC 5890 2.3.1).
            QVERIFY2(key == withoutRoot(lower), where.constData());
            continue;
        }
        ++accepted;
        QVERIFY2(line.isValid || hasLookupErrorsOnly(line.errors), where.constData());
        QVERIFY2(key == withoutRoot(line.ascii), where.constData());
    }
    QVERIFY(plain > 500);
    QVERIFY(accepted > 40);
}

QTEST_GUILESS_MAIN(tst_Idna)
#include "tst_idna.moc"
