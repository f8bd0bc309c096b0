#include "fakeadministration.h"

#include "exampledata.h"
#include "gateway/admin/codec.h"

#include <QJsonArray>

using namespace gateway;
using namespace gateway::admin;
using namespace Qt::StringLiterals;

namespace {

template<typename T>
Page<T> slice(const QList<T> &list, int offset, int limit)
{
    return {list.mid(offset, limit), list.size()};
}

auto byId(const QString &id)
{
    return [id](const auto &item) { return item.id == id; };
}

auto missing(const QString &id) { return failure(Error::Kind::NotFound, u"There is no \"%1\"."_s.arg(id)); }

template<typename T>
gateway::Result<T> find(const QList<T> &list, const QString &id)
{
    const auto item = std::ranges::find_if(list, byId(id));
    if (item == list.end())
        return missing(id);
    return *item;
}

template<typename T>
gateway::Result<> take(QList<T> &list, const QString &id)
{
    if (list.removeIf(byId(id)) == 0)
        return missing(id);
    return {};
}

QStringList addresses(const Message &message)
{
    QStringList list;
    for (const RecipientRecord &recipient : message.recipients)
        list.append(recipient.address);
    return list;
}

QStringList addresses(const QuarantineItem &item) { return item.recipients; }

template<typename T>
bool matches(const T &item, const MessageFilter &filter)
{
    const QString recipients = addresses(item).join(u' ');
    const QString all = QStringList{item.id, item.sender, item.subject, recipients}.join(u' ');
    if constexpr (requires { item.fate; }) {
        if (filter.fate && *filter.fate != item.fate)
            return false;
    }
    return (!filter.since.isValid() || item.received >= filter.since) && (!filter.until.isValid() || item.received < filter.until)
        && item.sender.contains(filter.sender, Qt::CaseInsensitive) && recipients.contains(filter.recipient, Qt::CaseInsensitive)
        && all.contains(filter.text, Qt::CaseInsensitive) && (!filter.messageClass || *filter.messageClass == item.messageClass);
}

template<typename T>
Page<T> filtered(QList<T> list, const MessageFilter &filter)
{
    list.removeIf([&filter](const T &item) { return !matches(item, filter); });
    return slice(list, filter.offset, filter.limit);
}

} // namespace

FakeAdministration::FakeAdministration()
    : m_messages(exampledata::messages()), m_quarantine(exampledata::quarantine()), m_queue(exampledata::queue()),
      m_domains(exampledata::domains()), m_policy(exampledata::policy())
{
}

void FakeAdministration::emitEvent(const Event &event)
{
    const std::lock_guard lock(m_all.mutex());
    for (const Listener &listener : std::as_const(m_listeners))
        listener(event);
}

int FakeAdministration::subscriptions() const
{
    const std::lock_guard lock(m_all.mutex());
    return int(m_listeners.size());
}

Status FakeAdministration::status()
{
    const Call call(m_all, u"status"_s);
    Status status = exampledata::status();
    status.queued = m_queue.size();
    status.quarantined = m_quarantine.size();
    return status;
}

gateway::Result<Page<Message>> FakeAdministration::messages(const MessageFilter &filter)
{
    const Call call(m_all, u"messages"_s, u"%1+%2"_s.arg(filter.offset).arg(filter.limit));
    return call.unlessFailing([&]() -> Result<Page<Message>> {
        Page<Message> page = filtered(m_messages, filter);
        for (Message &m : page.items) { // The list's part only.
            m.reply.clear();
            m.stages.clear();
            m.reasons.clear();
            m.tlsIn = m.tlsOut = {};
            m.urls.clear();
            m.attachments.clear();
            m.history.clear();
        }
        return page;
    });
}

gateway::Result<Message> FakeAdministration::message(const QString &id)
{
    const Call call(m_all, u"message"_s, id);
    return call.unlessFailing([&] { return find(m_messages, id); });
}

gateway::Result<Page<QuarantineItem>> FakeAdministration::quarantine(const MessageFilter &filter)
{
    const Call call(m_all, u"quarantine"_s, u"%1+%2"_s.arg(filter.offset).arg(filter.limit));
    return call.unlessFailing([&]() -> Result<Page<QuarantineItem>> {
        Page<QuarantineItem> page = filtered(m_quarantine, filter);
        for (QuarantineItem &item : page.items)
            item.text.clear();
        return page;
    });
}

gateway::Result<QuarantineItem> FakeAdministration::quarantineItem(const QString &id)
{
    const Call call(m_all, u"quarantineItem"_s, id);
    return call.unlessFailing([&] { return find(m_quarantine, id); });
}

gateway::Result<> FakeAdministration::releaseFromQuarantine(const QString &id)
{
    const Call call(m_all, u"release"_s, id);
    return call.unlessFailing([&] { return take(m_quarantine, id); });
}

gateway::Result<> FakeAdministration::deleteFromQuarantine(const QString &id)
{
    const Call call(m_all, u"delete"_s, id);
    return call.unlessFailing([&] { return take(m_quarantine, id); });
}

gateway::Result<Page<QueueItem>> FakeAdministration::queue(int offset, int limit)
{
    const Call call(m_all, u"queue"_s, u"%1+%2"_s.arg(offset).arg(limit));
    return call.unlessFailing([&]() -> Result<Page<QueueItem>> { return slice(m_queue, offset, limit); });
}

gateway::Result<> FakeAdministration::retryQueued(const QString &id)
{
    const Call call(m_all, u"retry"_s, id);
    return call.unlessFailing([&]() -> Result<> {
        return find(m_queue, id).map([](const QueueItem &) {});
    });
}

gateway::Result<> FakeAdministration::holdQueued(const QString &id, bool held)
{
    const Call call(m_all, held ? u"hold"_s : u"unhold"_s, id);
    return call.unlessFailing([&]() -> Result<> {
        const auto item = std::ranges::find_if(m_queue, byId(id));
        if (item == m_queue.end())
            return missing(id);
        item->isHeld = held;
        return {};
    });
}

gateway::Result<> FakeAdministration::removeQueued(const QString &id)
{
    const Call call(m_all, u"remove"_s, id);
    return call.unlessFailing([&] { return take(m_queue, id); });
}

gateway::Result<> FakeAdministration::drainQueue(const QString &destination)
{
    const Call call(m_all, u"drain"_s, destination);
    return call.unlessFailing([&]() -> Result<> {
        m_queue.removeIf([&](const QueueItem &item) { return destination.isEmpty() || item.destination == destination; });
        return {};
    });
}

QList<Domain> FakeAdministration::domains()
{
    const Call call(m_all, u"domains"_s);
    return m_domains;
}

gateway::Result<> FakeAdministration::putDomain(const Domain &domain)
{
    const Call call(m_all, u"putDomain"_s, domain.name);
    return call.unlessFailing([&]() -> Result<> {
        if (!domain.name.contains(u'.'))
            return failure(Error::Kind::Invalid, u"\"%1\" is not a domain."_s.arg(domain.name));
        m_domains.removeIf([&](const Domain &d) { return d.name == domain.name; });
        m_domains.append(domain);
        return {};
    });
}

gateway::Result<> FakeAdministration::removeDomain(const QString &name)
{
    const Call call(m_all, u"removeDomain"_s, name);
    return call.unlessFailing([&]() -> Result<> {
        if (m_domains.removeIf([&](const Domain &d) { return d.name == name; }) == 0)
            return missing(name);
        return {};
    });
}

QJsonObject FakeAdministration::policy()
{
    const Call call(m_all, u"policy"_s);
    return m_policy;
}

gateway::Result<> FakeAdministration::checkPolicy(const QJsonObject &document)
{
    const Call call(m_all, u"checkPolicy"_s);
    return call.unlessFailing([&]() -> Result<> {
        if (!document.value("rules"_L1).isArray())
            return failure(Error::Kind::Invalid, u"\"rules\" must be a list."_s);
        return {};
    });
}

gateway::Result<int> FakeAdministration::applyPolicy(const QJsonObject &document, const QString &note)
{
    if (const Result<> checked = checkPolicy(document); !checked)
        return tl::make_unexpected(checked.error());
    const Call call(m_all, u"applyPolicy"_s, note);
    return call.unlessFailing([&]() -> Result<int> {
        const int version = m_policy.value("version"_L1).toInt() + 1;
        m_policy = document;
        m_policy.insert("version"_L1, version);
        return version;
    });
}

gateway::Result<Page<TlsSession>> FakeAdministration::tlsSessions(int offset, int limit)
{
    const Call call(m_all, u"tlsSessions"_s, u"%1+%2"_s.arg(offset).arg(limit));
    return call.unlessFailing([&]() -> Result<Page<TlsSession>> { return slice(exampledata::tlsSessions(), offset, limit); });
}

QList<Certificate> FakeAdministration::certificates()
{
    const Call call(m_all, u"certificates"_s);
    return exampledata::certificates();
}

gateway::Result<> FakeAdministration::reloadCertificates()
{
    const Call call(m_all, u"reloadCertificates"_s);
    return call.unlessFailing([]() -> Result<> { return {}; });
}

QJsonObject FakeAdministration::exportConfig()
{
    const Call call(m_all, u"exportConfig"_s);
    return {{u"domains"_s, toJsonArray(m_domains)}, {u"policy"_s, m_policy}};
}

gateway::Result<> FakeAdministration::importConfig(const QJsonObject &document)
{
    const Call call(m_all, u"importConfig"_s);
    return call.unlessFailing([&]() -> Result<> {
        if (!document.value("domains"_L1).isArray())
            return failure(Error::Kind::Invalid, u"\"domains\" must be a list."_s);
        m_domains = listFromJson<Domain>(document.value("domains"_L1).toArray());
        m_policy = document.value("policy"_L1).toObject();
        return {};
    });
}

QList<Sample> FakeAdministration::samples()
{
    const Call call(m_all, u"samples"_s);
    return exampledata::samples();
}

gateway::Result<SendResult> FakeAdministration::sendSample(const QString &id)
{
    const Call call(m_all, u"sendSample"_s, id);
    return call.unlessFailing([&]() -> Result<SendResult> {
        return find(exampledata::samples(), id).map([](const Sample &) {
            return SendResult{u"m1000"_s, u"250 2.0.0 Ok"_s, 23.5};
        });
    });
}

gateway::Result<SendResult> FakeAdministration::send(const QByteArray &content, const QString &sender, const QStringList &recipients)
{
    const Call call(m_all, u"send"_s, u"%1 octets from <%2> to %3"_s.arg(QString::number(content.size()), sender, recipients.join(u", "_s)));
    return call.unlessFailing([&]() -> Result<SendResult> {
        if (recipients.contains(u"nobody@example.com"_s))
            return SendResult{{}, u"550 5.1.1 No such mailbox here"_s, 3.25};
        return SendResult{u"m1000"_s, u"250 2.0.0 Ok"_s, 23.5};
    });
}

gateway::Result<Page<MailboxItem>> FakeAdministration::testMailbox(int offset, int limit)
{
    const Call call(m_all, u"mailbox"_s, u"%1+%2"_s.arg(offset).arg(limit));
    return call.unlessFailing([&]() -> Result<Page<MailboxItem>> {
        Page<MailboxItem> page = slice(exampledata::mailbox(), offset, limit);
        for (MailboxItem &item : page.items)
            item.text.clear();
        return page;
    });
}

gateway::Result<MailboxItem> FakeAdministration::testMail(const QString &id)
{
    const Call call(m_all, u"mail"_s, id);
    return call.unlessFailing([&] { return find(exampledata::mailbox(), id); });
}

QByteArray FakeAdministration::metrics()
{
    const Call call(m_all, u"metrics"_s);
    return "# TYPE postern_messages_total counter\npostern_messages_total{fate=\"delivered\"} 9353\n";
}

int FakeAdministration::subscribe(Listener listener)
{
    const std::lock_guard lock(m_all.mutex());
    m_listeners.insert(++m_lastSubscription, std::move(listener));
    return m_lastSubscription;
}

void FakeAdministration::unsubscribe(int subscription)
{
    const std::lock_guard lock(m_all.mutex());
    m_listeners.remove(subscription);
}
