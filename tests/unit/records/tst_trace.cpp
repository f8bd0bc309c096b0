#include "gateway/records/trace.h"

#include "gateway/store/database.h"

#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <thread>

using namespace gateway;
using namespace gateway::records;
using namespace Qt::StringLiterals;

namespace {

const QDateTime start = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000, Qt::UTC);

admin::RecipientRecord recipient(const QString &address, Fate fate)
{
    admin::RecipientRecord record;
    record.address = address;
    record.fate = fate;
    return record;
}

admin::Message message(int number, const QString &sender, const QStringList &recipients, const QString &subject,
                       Fate fate = Fate::Delivered, MessageClass messageClass = MessageClass::Clean)
{
    admin::Message message;
    message.id = u"TRACE"_s + QString::number(number).rightJustified(15, u'0');
    message.received = start.addSecs(number);
    message.sender = sender;
    message.subject = subject;
    message.fate = fate;
    message.messageClass = messageClass;
    message.reply = u"250 ok"_s;
    message.stages = {{}};
    for (const QString &address : recipients)
        message.recipients.append(recipient(address, fate));
    return message;
}

} // namespace

class tst_Trace : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<Trace> m_trace;

private Q_SLOTS:
    void init();
    void cleanup();
    void filters_data();
    void filters();
    void pages();
    void wholeMessage();
    void changes();
    void addedAgainIsReplaced();
    void tls();
    void expires();
    void ids();
};

void tst_Trace::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    auto database = store::Database::open(m_directory->filePath(u"gateway.db"_s), store::migrations());
    QVERIFY(database);
    m_database = std::move(*database);
    m_trace = std::make_unique<Trace>(*m_database);
}

void tst_Trace::cleanup()
{
    m_trace.reset();
    m_database.reset();
}

void tst_Trace::filters_data()
{
    QTest::addColumn<admin::MessageFilter>("filter");
    QTest::addColumn<QList<int>>("expected"); // Numbers, newest first.
    const auto row = [](const char *name, const admin::MessageFilter &filter, const QList<int> &expected) {
        QTest::newRow(name) << filter << expected;
    };
    admin::MessageFilter filter;
    row("all", filter, {4, 3, 2, 1});
    filter.since = start.addSecs(2);
    row("since", filter, {4, 3, 2});
    filter.until = start.addSecs(4);
    row("since and until", filter, {3, 2});
    filter = {};
    filter.sender = u"ALICE@"_s;
    row("sender, any case", filter, {3, 1});
    filter = {};
    filter.recipient = u"bob@"_s;
    row("recipient, second of two", filter, {2, 1});
    filter = {};
    filter.text = u"請求"_s;
    row("two Japanese characters", filter, {2});
    filter.text = u"ｲﾝﾎﾞｲｽ"_s;
    row("half-width kana find full-width ones", filter, {3});
    filter.text = u"invoice"_s;
    row("plain letters find full-width ones", filter, {1});
    filter.text = u"trace000000000000004"_s;
    row("id", filter, {4});
    filter.text = u"100%_"_s;
    row("wildcards are plain characters", filter, {4});
    filter.text = u"' OR 1=1 --"_s;
    row("W10: quotes are plain characters", filter, {});
    filter = {};
    filter.fate = Fate::Quarantined;
    row("fate", filter, {3, 2});
    filter.messageClass = MessageClass::Virus;
    row("fate and class", filter, {3});
    filter = {};
    filter.sender = u"alice"_s;
    filter.recipient = u"carol"_s;
    filter.text = u"インボイス"_s;
    filter.fate = Fate::Quarantined;
    filter.messageClass = MessageClass::Virus;
    filter.since = start;
    filter.until = start.addDays(1);
    row("everything at once", filter, {3});
}

void tst_Trace::filters()
{
    QFETCH(const admin::MessageFilter, filter);
    QFETCH(const QList<int>, expected);
    m_trace->add(message(1, u"Alice@example.test"_s, {u"bob@a.test"_s}, u"Ｉｎｖｏｉｃｅ"_s));
    m_trace->add(message(2, u"mallory@example.test"_s, {u"carol@a.test"_s, u"Bob@a.test"_s}, u"ご請求書"_s, Fate::Quarantined, MessageClass::Spam));
    m_trace->add(message(3, u"alice@example.test"_s, {u"carol@a.test"_s}, u"インボイス"_s, Fate::Quarantined, MessageClass::Virus));
    m_trace->add(message(4, QString(), {u"dave@a.test"_s}, u"100%_"_s, Fate::Rejected));
    m_database->flush();
    const auto page = m_trace->find(filter);
    QVERIFY2(page, qUtf8Printable(page ? QString() : page.error().message));
    QList<int> numbers;
    for (const admin::Message &each : page->items)
        numbers.append(each.id.sliced(5).toInt());
    QCOMPARE(numbers, expected);
    QCOMPARE(page->total, expected.size());
}

void tst_Trace::pages()
{
    for (int i = 0; i < 25; ++i) {
        admin::Message same = message(i, u"a@b.test"_s, {}, {});
        same.received = start; // All at once: the order is that of writing.
        m_trace->add(same);
    }
    m_database->flush();
    QSet<QString> seen;
    admin::MessageFilter filter;
    filter.limit = 10;
    for (filter.offset = 0; filter.offset < 30; filter.offset += 10) {
        const auto page = m_trace->find(filter);
        QCOMPARE(page->total, 25);
        QCOMPARE(page->items.size(), filter.offset < 20 ? 10 : 5);
        for (const admin::Message &each : page->items)
            seen.insert(each.id);
    }
    QCOMPARE(seen.size(), 25);
    filter.limit = -1;
    filter.offset = -1;
    QCOMPARE(m_trace->find(filter)->items.size(), 0);
}

void tst_Trace::wholeMessage()
{
    const admin::Message written = message(1, u"a@b.test"_s, {u"c@d.test"_s}, u"件名"_s);
    m_trace->add(written);
    m_database->flush();
    const auto read = m_trace->message(written.id);
    QVERIFY(read);
    QCOMPARE(read->toJson(), written.toJson());
    QVERIFY(m_trace->find({})->items.first().stages.isEmpty());
    QCOMPARE(m_trace->message(u"none"_s).error().kind, Error::Kind::NotFound);
}

void tst_Trace::changes()
{
    m_trace->add(message(1, u"a@b.test"_s, {u"c@d.test"_s, u"e@d.test"_s}, {}, Fate::Queued));
    const QString id = message(1, {}, {}, {}).id;
    m_trace->change(id, {u"c@d.test"_s}, Fate::Delivered, u"250 done"_s, u"Delivered after 2 attempts."_s, start.addSecs(100));
    m_database->flush();
    auto read = m_trace->message(id);
    QVERIFY(read);
    QCOMPARE(read->recipients[0].fate, Fate::Delivered);
    QCOMPARE(read->recipients[0].reply, u"250 done"_s);
    QCOMPARE(read->recipients[0].changed, start.addSecs(100));
    QCOMPARE(read->recipients[1].fate, Fate::Queued);
    QCOMPARE(read->fate, Fate::Queued);
    QCOMPARE(read->history, QStringList{start.addSecs(100).toString(Qt::ISODate) + u" Delivered after 2 attempts."_s});
    m_trace->change(id, {}, Fate::Delivered, {}, {}, start.addSecs(200));
    m_trace->change(u"unknown"_s, {}, Fate::Delivered, {}, {}, start);
    m_database->flush();
    admin::MessageFilter filter;
    filter.fate = Fate::Delivered;
    QCOMPARE(m_trace->find(filter)->total, 1);
    QCOMPARE(m_trace->message(id)->recipients[0].reply, u"250 done"_s);
}

void tst_Trace::addedAgainIsReplaced()
{
    m_trace->add(message(1, u"old@b.test"_s, {}, {}));
    m_trace->add(message(2, u"other@b.test"_s, {}, {}));
    m_trace->add(message(1, u"new@b.test"_s, {}, {}));
    m_database->flush();
    QCOMPARE(m_trace->find({})->total, 2);
    QCOMPARE(m_trace->message(message(1, {}, {}, {}).id)->sender, u"new@b.test"_s);
    QCOMPARE(m_trace->message(message(2, {}, {}, {}).id)->sender, u"other@b.test"_s);
}

void tst_Trace::tls()
{
    for (int i = 0; i < 3; ++i) {
        admin::TlsSession session;
        session.time = start.addSecs(i);
        session.peer = QString::number(i);
        session.tls.version = u"TLSv1.3"_s;
        m_trace->addTls(session);
    }
    m_database->flush();
    const auto page = m_trace->tlsSessions(1, 1);
    QVERIFY(page);
    QCOMPARE(page->total, 3);
    QCOMPARE(page->items.size(), 1);
    QCOMPARE(page->items.first().peer, u"1"_s);
    QCOMPARE(page->items.first().tls.version, u"TLSv1.3"_s);
}

void tst_Trace::expires()
{
    for (int i = 0; i < 5000; ++i)
        m_trace->add(message(i, u"a@b.test"_s, {u"c@d.test"_s}, {}));
    admin::TlsSession session;
    session.time = start;
    m_trace->addTls(session);
    m_database->flush();
    QCOMPARE(m_trace->expire(start.addSecs(4500)).value(), 4500);
    QCOMPARE(m_trace->find({})->total, 500);
    QCOMPARE(m_trace->tlsSessions(0, 10)->total, 0);
    QVERIFY(!m_trace->message(message(4499, {}, {}, {}).id));
    QVERIFY(m_trace->message(message(4500, {}, {}, {}).id));
    QCOMPARE(m_trace->expire(start.addSecs(4500)).value(), 0);
}

void tst_Trace::ids()
{
    QByteArray last;
    QSet<QByteArray> seen;
    for (int i = 0; i < 1000; ++i) {
        const QByteArray id = newMessageId();
        QCOMPARE(id.size(), 20);
        QVERIFY(std::all_of(id.begin(), id.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); }));
        QVERIFY(last.left(9) <= id.left(9));
        seen.insert(id);
        last = id;
    }
    QCOMPARE(seen.size(), 1000);
}

QTEST_GUILESS_MAIN(tst_Trace)
#include "tst_trace.moc"
