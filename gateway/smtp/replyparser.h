#pragma once

#include "gateway/smtp/reply.h"

#include <QByteArrayView>

namespace gateway::smtp {

/// Cuts the octets of a server into replies (RFC 5321 4.2), within the limits of threats.md C1.
///
/// The result does not depend on how the octets are cut into calls of feed().
class ReplyParser
{
public:
    struct Limits {
        int maxLine = 2048;    ///< Octets of one line with its CRLF.
        int maxLines = 100;    ///< Lines of one reply.
        int maxOctets = 65536; ///< Octets of one reply.
    };
    enum class Status {
        NeedMore, ///< The reply is not complete.
        Complete, ///< reply() is a whole reply; take() it to go on.
        Broken,   ///< Not SMTP, or beyond a limit: the peer is not to be listened to any more.
    };

    ReplyParser() = default;
    explicit ReplyParser(Limits limits) : m_limits(limits) {}

    /// Takes octets from the front of \a input and returns how many: never past the end of one reply.
    [[nodiscard]] qsizetype feed(QByteArrayView input);
    [[nodiscard]] Status status() const { return m_status; }
    [[nodiscard]] bool isEmpty() const { return m_status == Status::NeedMore && m_octets == 0; } ///< Between two replies.
    [[nodiscard]] const Reply &reply() const { return m_reply; }
    [[nodiscard]] Reply take(); ///< The complete reply; then the next one may be fed.
    /// What is wrong with a broken reply, for the log.
    [[nodiscard]] const char *fault() const { return m_fault; }

private:
    void takeLine(QByteArrayView line);
    void fail(const char *fault);

    Limits m_limits;
    Status m_status = Status::NeedMore;
    Reply m_reply{0, 0, 0, {}, false};
    QByteArray m_line; ///< The beginning of a line whose end has not come yet.
    int m_lines = 0;
    int m_octets = 0;
    const char *m_fault = "";
};

} // namespace gateway::smtp
