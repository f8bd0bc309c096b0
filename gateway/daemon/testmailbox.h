#pragma once

#include "gateway/admin/types.h"
#include "gateway/net/blockingpool.h"
#include "gateway/net/smtpserver.h"

#include <QMutex>

namespace gateway::daemon {

/// The trial's next hop: takes every message and keeps the newest 1,000 as files, with the two fields of final delivery in front
/// (Return-Path as RFC 5321 4.4 asks, Delivered-To). Thread-safe.
class TestMailbox : public net::SessionHandler
{
public:
    static constexpr int capacity = 1000;

    /// \a pool must outlive the mailbox.
    [[nodiscard]] static Result<std::unique_ptr<TestMailbox>> open(const QString &directory, net::BlockingPool &pool);

    net::Task<std::optional<smtp::Reply>> connected(const net::SessionInfo &session) override;
    net::Task<smtp::Reply> mail(const net::SessionInfo &session, const smtp::Envelope &envelope) override;
    net::Task<smtp::Reply> recipient(const net::SessionInfo &session, const smtp::Envelope &envelope, const smtp::ForwardPath &path) override;
    net::Task<smtp::Reply> message(const net::SessionInfo &session, net::Transaction transaction) override;
    void closed(const net::SessionInfo &) override {}

    [[nodiscard]] admin::Page<admin::MailboxItem> list(int offset, int limit) const; ///< Newest first.
    [[nodiscard]] Result<admin::MailboxItem> find(const QString &id) const;          ///< With its source. (blocks)

private:
    TestMailbox(QString directory, net::BlockingPool &pool) : m_directory(std::move(directory)), m_pool(pool) {}
    [[nodiscard]] Result<> store(const QByteArray &sender, const QByteArray &recipient, QByteArrayView content);
    void load();

    const QString m_directory;
    net::BlockingPool &m_pool;
    mutable QMutex m_mutex;
    QList<admin::MailboxItem> m_items; ///< Oldest first, without text.
};

} // namespace gateway::daemon
