#include "testgateway.h"

using namespace gateway::admin;
using namespace Qt::StringLiterals;

namespace {

template<typename T>
using FakePage = FakeAdministration::Page<T>;

/// \a answer, emptied or changed.
template<typename T, typename Change>
FakeAdministration::Result<FakePage<T>> page(FakeAdministration::Result<FakePage<T>> answer, bool isEmpty, const Change &change)
{
    if (answer && isEmpty)
        return FakePage<T>{};
    if (answer && change)
        std::ranges::for_each(answer->items, change);
    return answer;
}

template<typename T, typename Change>
T changed(T answer, const Change &change)
{
    if (answer && change)
        change(*answer);
    return answer;
}

template<typename T, typename Change>
QList<T> list(QList<T> items, bool isEmpty, const Change &change)
{
    if (isEmpty)
        return {};
    if (change)
        std::ranges::for_each(items, change);
    return items;
}

} // namespace

void MoodyAdministration::setMood(Mood mood)
{
    const std::lock_guard lock(m_moodMutex);
    m_mood = mood;
    m_moodChanged.notify_all();
}

bool MoodyAdministration::wait()
{
    std::unique_lock lock(m_moodMutex);
    m_moodChanged.wait(lock, [this] { return m_mood != Mood::Silent; });
    return m_mood == Mood::Empty;
}

FakeSenderLists::Result<Page<SenderListEntry>> MoodySenderLists::entries(const SenderListFilter &filter)
{
    const bool isEmpty = m_gateway.wait();
    return page(FakeSenderLists::entries(filter), isEmpty, changeEntry);
}

Status MoodyAdministration::status()
{
    Status status = FakeAdministration::status();
    if (changeStatus)
        changeStatus(status);
    return status;
}

MoodyAdministration::Result<Page<Message>> MoodyAdministration::messages(const MessageFilter &filter)
{
    const bool isEmpty = wait();
    return page(FakeAdministration::messages(filter), isEmpty, changeMessage);
}

MoodyAdministration::Result<Message> MoodyAdministration::message(const QString &id) { return changed(FakeAdministration::message(id), changeMessage); }

MoodyAdministration::Result<Page<QuarantineItem>> MoodyAdministration::quarantine(const MessageFilter &filter)
{
    const bool isEmpty = wait();
    return page(FakeAdministration::quarantine(filter), isEmpty, changeQuarantine);
}

MoodyAdministration::Result<QuarantineItem> MoodyAdministration::quarantineItem(const QString &id)
{
    return changed(FakeAdministration::quarantineItem(id), changeQuarantine);
}

MoodyAdministration::Result<Page<QueueItem>> MoodyAdministration::queue(int offset, int limit)
{
    const bool isEmpty = wait();
    return page(FakeAdministration::queue(offset, limit), isEmpty, changeQueue);
}

MoodyAdministration::Result<Page<TlsSession>> MoodyAdministration::tlsSessions(int offset, int limit)
{
    const bool isEmpty = wait();
    return page(FakeAdministration::tlsSessions(offset, limit), isEmpty, changeTls);
}

QList<Certificate> MoodyAdministration::certificates()
{
    const bool isEmpty = wait();
    return list(FakeAdministration::certificates(), isEmpty, changeCertificate);
}

QList<Sample> MoodyAdministration::samples()
{
    const bool isEmpty = wait();
    return list(FakeAdministration::samples(), isEmpty, changeSample);
}

/// Each sample leads to the first message with the fate it should have.
MoodyAdministration::Result<SendResult> MoodyAdministration::sendSample(const QString &id)
{
    const QList<Sample> all = FakeAdministration::samples();
    const auto sample = std::ranges::find(all, id, &Sample::id);
    FakeAdministration::Result<SendResult> answer = FakeAdministration::sendSample(id);
    const auto found = FakeAdministration::messages({});
    if (!answer || sample == all.end() || !found)
        return answer;
    const auto message = std::ranges::find(found->items, sample->expectedFate, &Message::fate);
    if (message != found->items.end())
        answer->messageId = message->id;
    return answer;
}

MoodyAdministration::Result<Page<MailboxItem>> MoodyAdministration::testMailbox(int offset, int limit)
{
    const bool isEmpty = wait();
    return page(FakeAdministration::testMailbox(offset, limit), isEmpty, changeMail);
}

MoodyAdministration::Result<MailboxItem> MoodyAdministration::testMail(const QString &id) { return changed(FakeAdministration::testMail(id), changeMail); }

TestGateway::TestGateway() { start(); }

TestGateway::~TestGateway()
{
    administration.setMood(MoodyAdministration::Mood::Filled); // Nobody may be left waiting.
    stop();
}

void TestGateway::start()
{
    const auto token = Endpoint::tokenOf(m_directory.path());
    Q_ASSERT(token);
    m_server = std::make_unique<HttpServer>(HttpServerConfig{.token = *token, .hosts = {}}, administration);
    const auto port = m_server->start();
    Q_ASSERT(port);
    const auto written = Endpoint::write(m_directory.path(), u"http://127.0.0.1:%1"_s.arg(*port));
    Q_ASSERT(written);
}

void TestGateway::stop()
{
    if (m_server)
        m_server->stop();
    m_server.reset();
}
