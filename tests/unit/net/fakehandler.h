#pragma once

#include "gateway/net/loops.h"
#include "gateway/net/smtpserver.h"

#include <algorithm>
#include <atomic>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <map>
#include <mutex>
#include <vector>

/// Answers as it is told, notes what it hears, and can be made to think until release().
class FakeHandler : public gateway::net::SessionHandler
{
public:
    enum class Question { Connected, Mail, Recipient, Message };
    struct Message {
        QByteArray content;
        gateway::smtp::Envelope envelope;
        gateway::net::SessionInfo session;
        bool isOnDisk = false;
    };

    explicit FakeHandler(gateway::net::Loops &loops) : m_loops(loops) {}

    // To be set before the session begins.
    std::optional<gateway::smtp::Reply> refusal;
    gateway::smtp::Reply mailReply{250, 1, 0, "Sender ok"}, recipientReply{250, 1, 5, "Recipient ok"}, messageReply{250, 0, 0, "Taken"};

    /// From now on this question is not answered until release().
    void hold(Question question)
    {
        const std::scoped_lock lock(m_mutex);
        m_isHeld[question] = true;
    }
    int held() const { return m_held; }
    void release()
    {
        const std::scoped_lock lock(m_mutex);
        m_isHeld.clear();
        for (std::size_t i = 0; i < m_loops.count(); ++i)
            boost::asio::post(m_loops.at(i), [this, i] {
                const std::scoped_lock inner(m_mutex);
                for (auto &[timer, loop] : m_waiting) {
                    if (loop == i)
                        timer->cancel();
                }
            });
    }

    std::vector<Message> messages() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_messages;
    }
    std::vector<gateway::net::SessionInfo> sessions() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_sessions;
    }
    int closedCount() const { return m_closed; }

    gateway::net::Task<std::optional<gateway::smtp::Reply>> connected(const gateway::net::SessionInfo &session) override
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_sessions.push_back(session);
        }
        co_await think(Question::Connected, session);
        co_return refusal;
    }
    gateway::net::Task<gateway::smtp::Reply> mail(const gateway::net::SessionInfo &session, const gateway::smtp::Envelope &) override
    {
        co_await think(Question::Mail, session);
        co_return mailReply;
    }
    gateway::net::Task<gateway::smtp::Reply> recipient(const gateway::net::SessionInfo &session, const gateway::smtp::Envelope &,
                                                       const gateway::smtp::ForwardPath &) override
    {
        co_await think(Question::Recipient, session);
        co_return recipientReply;
    }
    gateway::net::Task<gateway::smtp::Reply> message(const gateway::net::SessionInfo &session, gateway::net::Transaction transaction) override
    {
        co_await think(Question::Message, session);
        note({transaction.content.view()->toByteArray(), transaction.envelope, session, transaction.content.isOnDisk()});
        co_return messageReply;
    }
    void closed(const gateway::net::SessionInfo &) override { ++m_closed; }

private:
    void note(Message message)
    {
        const std::scoped_lock lock(m_mutex);
        m_messages.push_back(std::move(message));
    }

    gateway::net::Task<> think(Question question, const gateway::net::SessionInfo &session)
    {
        boost::asio::steady_timer timer(m_loops.at(session.loop), std::chrono::steady_clock::time_point::max());
        {
            const std::scoped_lock lock(m_mutex);
            if (!m_isHeld[question])
                co_return;
            m_waiting.emplace(&timer, session.loop);
        }
        ++m_held;
        co_await timer.async_wait(gateway::net::asTuple);
        --m_held;
        const std::scoped_lock lock(m_mutex);
        m_waiting.erase(&timer);
    }

    gateway::net::Loops &m_loops;
    mutable std::mutex m_mutex;
    std::map<Question, bool> m_isHeld;
    std::map<boost::asio::steady_timer *, std::size_t> m_waiting;
    std::vector<Message> m_messages;
    std::vector<gateway::net::SessionInfo> m_sessions;
    std::atomic<int> m_held = 0, m_closed = 0;
};
