#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <functional>

namespace gateway::auth {

enum class Canonicalization { Simple, Relaxed };

/// A header field, its CRLF included (RFC 6376 3.4.1, 3.4.2).
[[nodiscard]] QByteArray canonicalField(QByteArrayView field, Canonicalization canonicalization);

/// Brings a body that comes in pieces into canonical form (RFC 6376 3.4.3, 3.4.4). What it gives does not depend on how the octets are cut,
/// and it keeps none of them: of lines that may turn out to be the empty ones at the end, only the number.
class BodyCanonicalizer
{
public:
    using Sink = std::function<void(QByteArrayView octets)>;

    explicit BodyCanonicalizer(Canonicalization canonicalization) : m_isRelaxed(canonicalization == Canonicalization::Relaxed) {}

    void feed(QByteArrayView octets, const Sink &sink);
    void finish(const Sink &sink);

private:
    class Output;
    void settle(Output &output);

    const bool m_isRelaxed;
    bool m_isEmpty = true;  ///< Nothing has been given yet.
    bool m_hasCr = false;   ///< A CR that may begin a line end.
    bool m_hasBlank = false; ///< White space that counts as one blank unless the line ends.
    quint64 m_lineEnds = 0; ///< That count unless the body ends.
};

} // namespace gateway::auth
