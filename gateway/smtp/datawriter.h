#pragma once

#include <QByteArrayView>
#include <QList>
#include <span>
#include <vector>

namespace gateway::smtp {

/// Why content must not be sent: a line end that is no CRLF, or a NUL, could make two messages of one at the next hop (threats.md S1, S2).
enum class ContentFault { None, BareLineEnd, Nul };

/// What a client has to know of content before MAIL.
struct ContentFacts {
    qint64 size = 0; ///< As RFC 1870 5 counts: with CRLFs (the one added behind an unfinished last line, too), without stuffed dots.
    bool is8Bit = false;
    ContentFault fault = ContentFault::None;
};

/// Reads \a pieces, which together are one content, once.
[[nodiscard]] ContentFacts inspectContent(std::span<const QByteArrayView> pieces);

/// Turns content into the octets that follow a 354 reply: dots stuffed (RFC 5321 4.5.2), the end marker at the end.
///
/// Content is handed on as views, not copied; only short runs are gathered in a small buffer. A stuffed dot is a view that ends in the
/// dot and another that begins with it. A bare CR, LF or NUL is never handed on, and after one no end marker: close the connection then.
/// Content does not have to end in CRLF; what is sent does.
///
///     DataWriter writer({prefix, content});
///     for (auto views = writer.next(); !views.empty(); views = writer.next())
///         write(views);
///     if (writer.status() != DataWriter::Status::Complete) close();
class DataWriter
{
public:
    enum class Status {
        More,        ///< next() has more to give.
        Complete,    ///< All was given, the end marker included.
        BareLineEnd, ///< A CR or LF outside a CRLF.
        Nul,
    };

    /// What \a pieces point to must outlive the writer.
    explicit DataWriter(QList<QByteArrayView> pieces);
    DataWriter(const DataWriter &) = delete;
    DataWriter &operator=(const DataWriter &) = delete;

    /// The next octets to send, in order: about 1 MiB in at most maxViews views, valid until the next call. Empty when there is nothing more.
    [[nodiscard]] std::span<const QByteArrayView> next();
    [[nodiscard]] Status status() const { return m_status; }

    static constexpr std::size_t maxViews = 64;

private:
    void scan(QByteArrayView chunk);
    [[nodiscard]] bool hasRoom() const;
    void emitRun(const char *begin, const char *end);
    void finish();

    QList<QByteArrayView> m_pieces;
    qsizetype m_piece = 0, m_position = 0;
    bool m_isAtLineStart = true;
    bool m_isAfterCr = false; ///< A piece ended in CR, which is held back: the next one must begin with LF.
    Status m_status = Status::More;
    std::vector<QByteArrayView> m_views;
    std::vector<char> m_buffer; ///< Short runs. Never grows beyond what it reserved, so views into it stay valid.
};

} // namespace gateway::smtp
