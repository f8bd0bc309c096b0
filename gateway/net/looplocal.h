#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/intrusive/list.hpp>
#include <chrono>
#include <cstdint>
#include <span>
#include <vector>

namespace gateway::net {

/// What the connections of one loop share: buffers, and the timer behind their deadlines. Used on the loop's thread only.
class LoopLocal
{
public:
    using Clock = std::chrono::steady_clock;

    /// A point in time at which something under way is given up. Thousands of connections set and clear theirs with every read; all
    /// hang on one timer that looks every 200 ms, so setting one is a store.
    class Deadline : public boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>>
    {
    public:
        void set(Clock::time_point at) { m_at = at; }
        void clear() { m_at = Clock::time_point::max(); }
        [[nodiscard]] Clock::time_point at() const { return m_at; }

    protected:
        explicit Deadline(LoopLocal &loop) { loop.watch(*this); }
        virtual ~Deadline() = default;
        Deadline(const Deadline &) = delete;
        Deadline &operator=(const Deadline &) = delete;

    private:
        friend class LoopLocal;
        /// The time has come; the deadline is cleared already. Must not destroy any Deadline: cancel what is under way and return.
        virtual void expired() = 0;
        Clock::time_point m_at = Clock::time_point::max();
    };

    explicit LoopLocal(boost::asio::io_context &context) : m_context(context), m_timer(context) {}

    /// How often the loop was found held up by more than 50 ms while it had connections: everything on it waited (threats.md R6). The
    /// log tells of them at most every 10 s. One of 100 ms is always seen. Any thread may ask.
    [[nodiscard]] std::uint64_t stalls() const { return m_stalls; }

    [[nodiscard]] boost::asio::io_context &context() const { return m_context; }

    /// Octets just received; overwritten by whoever receives next, so used up or copied before the next co_await.
    [[nodiscard]] std::span<char> readBuffer() { return m_read; }
    /// The same for what TLS made of them.
    [[nodiscard]] std::span<char> plainBuffer() { return m_plain; }
    /// What OpenSSL has written and the socket has not taken yet. Empty at every co_await.
    [[nodiscard]] std::vector<char> &tlsOutput() { return m_tlsOutput; }

private:
    using Deadlines = boost::intrusive::list<Deadline, boost::intrusive::constant_time_size<false>>;

    void watch(Deadline &deadline);
    void arm();
    void look();
    void tick();

    boost::asio::io_context &m_context;
    boost::asio::steady_timer m_timer;
    bool m_isArmed = false;
    int m_ticks = 0;
    std::atomic<std::uint64_t> m_stalls = 0;
    std::chrono::milliseconds m_longestStall{0}; ///< Since the last line about them.
    Clock::time_point m_stallsTold{};
    Deadlines m_deadlines;
    std::vector<char> m_read = std::vector<char>(64 * 1024);
    std::vector<char> m_plain = std::vector<char>(96 * 1024); ///< What one readBuffer() and a record begun before can become.
    std::vector<char> m_tlsOutput;
};

} // namespace gateway::net
