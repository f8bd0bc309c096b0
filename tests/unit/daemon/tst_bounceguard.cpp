#include "gateway/daemon/bounceguard.h"

#include "gateway/daemon/config.h"
#include "gateway/reasontext.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace gateway;
using namespace gateway::daemon;
using Mode = BounceGuard::Mode;

namespace {

const smtp::Mailbox ann{"ann", "ours.example"}, partner{"orders", "partner.example"};
const std::chrono::sys_days day = today();
const QByteArray secret(32, 'k'), keyLine = "3 " + secret.toHex() + '\n';

smtp::Mailbox marked(std::chrono::sys_days when = day) { return *mail::BounceTags({{3, secret}}).tagged(ann, when); }

} // namespace

class tst_BounceGuard : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_directory;
    QString file() const { return m_directory->filePath(u"bounce-tags.key"_s); }
    void write(const QByteArray &text) const;

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }
    void guards_data();
    void guards();
    void makesItsKeyOnce();
    void refusesABadKeyFile_data();
    void refusesABadKeyFile();
    void saysWhy();
    void setting();
};

void tst_BounceGuard::write(const QByteArray &text) const
{
    QFile file(this->file());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
}

void tst_BounceGuard::guards_data()
{
    QTest::addColumn<smtp::Mailbox>("reversePath");
    QTest::addColumn<smtp::Mailbox>("recipient");
    QTest::addColumn<QByteArray>("doubt");
    QTest::addColumn<smtp::Mailbox>("deliveredTo");
    const auto row = [](const char *name, const smtp::Mailbox &reversePath, const smtp::Mailbox &recipient, const char *doubt, const smtp::Mailbox &deliveredTo) {
        QTest::newRow(name) << reversePath << recipient << QByteArray(doubt) << deliveredTo;
    };
    const smtp::Mailbox forged{"prvs=3000abcdef=ann", "ours.example"}, old = marked(day - std::chrono::days(8));
    row("a report about mail of ours", {}, marked(), "", ann);
    row("a report without a mark", {}, ann, "bounce.untagged", ann);
    row("a report with an old mark", {}, old, "bounce.expired", ann);
    row("a report with a forged mark", {}, forged, "bounce.forged", forged);
    row("mail without a mark", partner, ann, "", ann);
    row("mail to the reverse-path", partner, marked(), "", ann);
    row("mail to an old one", partner, old, "", ann);
    row("mail with a forged mark", partner, forged, "", forged);
    row("postmaster", {}, {"Postmaster", "ours.example"}, "", {"Postmaster", "ours.example"});
    row("postmaster without a domain", {}, {"postmaster", {}}, "", {"postmaster", {}});
    row("abuse", {}, {"abuse", "ours.example"}, "", {"abuse", "ours.example"});
}

void tst_BounceGuard::guards()
{
    QFETCH(const smtp::Mailbox, reversePath);
    QFETCH(const smtp::Mailbox, recipient);
    QFETCH(const QByteArray, doubt);
    write(keyLine);
    for (const Mode mode : {Mode::Off, Mode::Observe, Mode::Enforce}) {
        const Result<BounceGuard> guard = BounceGuard::open(mode, m_directory->path());
        QVERIFY2(guard, guard ? "" : qPrintable(guard.error().message));
        const std::optional<Reason> reason = guard->doubt(reversePath, recipient, day);
        QCOMPARE(reason ? reason->id : QByteArray(), mode == Mode::Off ? QByteArray() : doubt);
        const std::optional<RecipientRefusal> refusal = guard->refusal(reversePath, recipient, day);
        QCOMPARE(refusal.has_value(), mode == Mode::Enforce && !doubt.isEmpty());
        if (refusal) {
            QCOMPARE(refusal->reply.toLine().first(10), "550 5.7.1 ");
            QCOMPARE(refusal->reasons, QList<Reason>{*reason});
        }
        if (mode == Mode::Off)
            QCOMPARE(guard->recipient(recipient, day), recipient);
        else
            QTEST(guard->recipient(recipient, day), "deliveredTo");
    }
}

void tst_BounceGuard::makesItsKeyOnce()
{
    QVERIFY(BounceGuard::open(Mode::Off, m_directory->path()));
    QVERIFY(!QFile::exists(file()));
    QVERIFY(BounceGuard::open(Mode::Observe, m_directory->path()));
    QFile made(file());
    QVERIFY(made.open(QIODevice::ReadOnly));
    QVERIFY(!(made.permissions() & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
    const QByteArray text = made.readAll();
    QVERIFY(BounceGuard::open(Mode::Enforce, m_directory->path()));
    made.seek(0);
    QCOMPARE(made.readAll(), text);
    const mail::BounceTags tags({{0, QByteArray::fromHex(text.trimmed().sliced(2))}});
    const Result<BounceGuard> guard = BounceGuard::open(Mode::Enforce, m_directory->path());
    QVERIFY(!guard->refusal({}, *tags.tagged(ann, day), day));
}

void tst_BounceGuard::refusesABadKeyFile_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray("\n");
    QTest::newRow("no number") << secret.toHex();
    QTest::newRow("no such number") << "10 " + secret.toHex();
    QTest::newRow("the number twice") << keyLine + keyLine;
    QTest::newRow("too short") << QByteArray("3 0011223344");
    QTest::newRow("not hexadecimal") << "3 " + QByteArray(64, 'x');
    QTest::newRow("something behind it") << "3 " + secret.toHex() + " x";
}

void tst_BounceGuard::refusesABadKeyFile()
{
    QFETCH(const QByteArray, text);
    write(text);
    const Result<BounceGuard> guard = BounceGuard::open(Mode::Observe, m_directory->path());
    QVERIFY(!guard);
    QVERIFY2(guard.error().message.contains(file()) && !guard.error().message.contains(QString::fromLatin1(secret.toHex())), qPrintable(guard.error().message));
}

void tst_BounceGuard::saysWhy()
{
    for (const char *id : {"bounce.untagged", "bounce.expired", "bounce.forged"}) {
        const Reason reason{id, Stage::Envelope, 0, {{u"recipient"_s, u"ann@ours.example"_s}}};
        QVERIFY(reasonText(reason, Language::English).contains("ann@ours.example"_L1));
        const QString japanese = reasonText(reason, Language::Japanese);
        QVERIFY(japanese.contains("ann@ours.example"_L1) && japanese.contains(u"印"_s));
    }
}

void tst_BounceGuard::setting()
{
    Config config;
    QCOMPARE(config.bounceTags, Mode::Off);
    QVERIFY(applySetting(config, u"recipients.bounce-tags"_s, u"observe"_s));
    QCOMPARE(config.bounceTags, Mode::Observe);
    QVERIFY(applySetting(config, u"recipients.bounce-tags"_s, u"enforce"_s));
    QCOMPARE(config.bounceTags, Mode::Enforce);
    const Result<> wrong = applySetting(config, u"recipients.bounce-tags"_s, u"on"_s);
    QVERIFY(!wrong && wrong.error().message.contains("off, observe or enforce"_L1));
}

QTEST_GUILESS_MAIN(tst_BounceGuard)
#include "tst_bounceguard.moc"
