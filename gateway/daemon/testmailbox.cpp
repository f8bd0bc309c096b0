#include "gateway/daemon/testmailbox.h"

#include "gateway/mail/encodedword.h"
#include "gateway/mail/headersection.h"
#include "gateway/records/trace.h"
#include "gateway/store/durablefile.h"

#include <QDir>
#include <QFile>
#include <QMutexLocker>

namespace gateway::daemon {
namespace {

constexpr qsizetype maxShown = 200'000;

admin::MailboxItem describe(const QString &id, const QDateTime &received, QByteArrayView content)
{
    admin::MailboxItem item;
    item.id = id;
    item.received = received;
    item.size = content.size();
    const mail::HeaderSection header(content);
    item.sender = QString::fromUtf8(header.first("Return-Path")).remove(u'<').remove(u'>');
    item.recipient = QString::fromUtf8(header.first("Delivered-To"));
    item.subject = mail::decodedText(header.first("Subject"));
    return item;
}

} // namespace

Result<std::unique_ptr<TestMailbox>> TestMailbox::open(const QString &directory, net::BlockingPool &pool)
{
    if (const Result<> made = store::ensurePrivateDirectory(directory); !made)
        return tl::make_unexpected(made.error());
    std::unique_ptr<TestMailbox> mailbox(new TestMailbox(directory, pool));
    mailbox->load();
    return mailbox;
}

void TestMailbox::load()
{
    const QFileInfoList files = QDir(m_directory).entryInfoList({QStringLiteral("*.eml")}, QDir::Files, QDir::Name);
    for (const QFileInfo &info : files.last(std::min<qsizetype>(files.size(), capacity))) {
        QFile file(info.filePath());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        admin::MailboxItem item = describe(info.completeBaseName(), info.lastModified().toUTC(), file.read(65536));
        item.size = info.size();
        m_items.append(item);
    }
}

net::Task<std::optional<smtp::Reply>> TestMailbox::connected(const net::SessionInfo &) { co_return std::nullopt; }

net::Task<smtp::Reply> TestMailbox::mail(const net::SessionInfo &, const smtp::Envelope &) { co_return smtp::Reply{250, 1, 0, "Sender ok"}; }

net::Task<smtp::Reply> TestMailbox::recipient(const net::SessionInfo &, const smtp::Envelope &, const smtp::ForwardPath &)
{
    co_return smtp::Reply{250, 1, 5, "Recipient ok"};
}

net::Task<smtp::Reply> TestMailbox::message(const net::SessionInfo &, net::Transaction transaction)
{
    const Result<> stored = co_await m_pool.run([this, &transaction]() -> Result<> {
        const Result<QByteArrayView> content = transaction.content.view();
        if (!content)
            return tl::make_unexpected(content.error());
        for (const smtp::ForwardPath &path : transaction.envelope.recipients) {
            if (Result<> one = store(transaction.envelope.reversePath.toBytes(), path.mailbox.toBytes(), *content); !one)
                return one;
        }
        return {};
    });
    if (!stored)
        co_return smtp::Reply{451, 3, 0, "The test mailbox could not keep the message"};
    co_return smtp::Reply{250, 2, 0, "Kept in the test mailbox"};
}

Result<> TestMailbox::store(const QByteArray &sender, const QByteArray &recipient, QByteArrayView content)
{
    const QString id = QString::fromLatin1(records::newMessageId());
    const QByteArray head = "Return-Path: <" + sender + ">\r\nDelivered-To: " + recipient + "\r\n";
    QFile file(m_directory + u'/' + id + QStringLiteral(".eml"));
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly) || file.write(head) != head.size()
        || file.write(content.data(), content.size()) != content.size() || !file.flush()) {
        file.remove();
        return failure(Error::Kind::Io, file.errorString());
    }
    const QByteArray start = head + content.first(std::min<qsizetype>(content.size(), 65536)).toByteArray();
    admin::MailboxItem item = describe(id, QDateTime::currentDateTimeUtc(), start);
    item.size = file.size();
    QString surplus;
    {
        const QMutexLocker lock(&m_mutex);
        m_items.append(item);
        if (m_items.size() > capacity)
            surplus = m_items.takeFirst().id;
    }
    if (!surplus.isEmpty())
        QFile::remove(m_directory + u'/' + surplus + QStringLiteral(".eml"));
    return {};
}

admin::Page<admin::MailboxItem> TestMailbox::list(int offset, int limit) const
{
    const QMutexLocker lock(&m_mutex);
    admin::Page<admin::MailboxItem> page;
    page.total = m_items.size();
    for (qsizetype i = m_items.size() - 1 - offset; i >= 0 && page.items.size() < limit; --i)
        page.items.append(m_items[i]);
    return page;
}

Result<admin::MailboxItem> TestMailbox::find(const QString &id) const
{
    admin::MailboxItem item;
    {
        const QMutexLocker lock(&m_mutex);
        const auto it = std::ranges::find(m_items, id, &admin::MailboxItem::id);
        if (it == m_items.end())
            return failure(Error::Kind::NotFound, QStringLiteral("There is no mail %1 in the test mailbox.").arg(id));
        item = *it;
    }
    QFile file(m_directory + u'/' + item.id + QStringLiteral(".eml"));
    if (!file.open(QIODevice::ReadOnly))
        return failure(Error::Kind::Io, QStringLiteral("The mail %1 could not be read: %2").arg(id, file.errorString()));
    item.text = QString::fromUtf8(file.read(maxShown));
    return item;
}

} // namespace gateway::daemon
