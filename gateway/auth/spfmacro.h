#pragma once

#include <QByteArray>
#include <QList>
#include <boost/asio/ip/address.hpp>
#include <chrono>
#include <optional>

namespace gateway::auth {

/// What macros stand for (RFC 7208 7.2).
struct SpfMacroValues {
    boost::asio::ip::address client;
    QByteArray localPart{}, senderDomain{}; ///< Of <sender>.
    QByteArray domain{};                    ///< <domain>: whose record it is.
    QByteArray helo{};
    QByteArray validatedName{};             ///< %{p}; needed only if usesValidatedName().
    QByteArray ownHostName{};               ///< %{r}
    std::chrono::sys_seconds time{};        ///< %{t}
};

/// A macro-string (RFC 7208 7.1), read once; expanding it cannot fail. Whatever it holds, no more is expanded than its limits ask for
/// (threats.md P13).
class SpfMacroString
{
public:
    static constexpr qsizetype maxName = 253; ///< RFC 7208 7.3
    static constexpr qsizetype maxText = 500;

    enum class Kind {
        DomainSpec,  ///< Ends in a top label or a macro.
        Modifier,    ///< Of an unknown modifier: any macro-string.
        Explanation, ///< May hold spaces, and the macros c, r and t.
    };
    /// Nothing if \a text does not follow the grammar.
    [[nodiscard]] static std::optional<SpfMacroString> parse(QByteArrayView text, Kind kind);

    [[nodiscard]] bool usesValidatedName() const { return m_usesValidatedName; }
    /// Without a final dot, cut to maxName from the left by whole labels; empty if that cannot be. It may be no valid name.
    [[nodiscard]] QByteArray toName(const SpfMacroValues &values) const;
    /// Printable ASCII, '?' for the rest; cut to maxText.
    [[nodiscard]] QByteArray toText(const SpfMacroValues &values) const;

private:
    struct Piece {
        QByteArrayView literal{};  ///< Of no macro. Views into m_text, whose octets never move.
        char letter = 0;           ///< Of the macro, lower case.
        bool isEscaped = false;    ///< Upper case: URL escaping.
        bool isReversed = false;
        qsizetype parts = 0;       ///< How many from the right; 0: all.
        QByteArrayView delimiters{};
    };
    [[nodiscard]] static std::optional<Piece> parseMacro(QByteArrayView body, Kind kind);
    [[nodiscard]] static QByteArray expanded(const Piece &piece, const SpfMacroValues &values);

    QByteArray m_text;
    QList<Piece> m_pieces;
    bool m_usesValidatedName = false;
};

} // namespace gateway::auth
