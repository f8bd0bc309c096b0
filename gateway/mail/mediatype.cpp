#include "gateway/mail/mediatype.h"

namespace gateway::mail {

namespace {

/// Reads the tokens of a structured field; blanks, folds and comments between them do not count.
class Tokens
{
public:
    explicit Tokens(QByteArrayView text) : m_text(text) {}

    [[nodiscard]] QByteArray token()
    {
        skipBlanks();
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && isTokenOctet(m_text[m_at]))
            ++m_at;
        return m_text.sliced(begin, m_at - begin).toByteArray();
    }

    [[nodiscard]] bool take(char octet)
    {
        skipBlanks();
        if (m_at == m_text.size() || m_text[m_at] != octet)
            return false;
        ++m_at;
        return true;
    }

    /// A token or a quoted string, without its quotes.
    [[nodiscard]] QByteArray value()
    {
        if (!take('"'))
            return token();
        QByteArray result;
        for (; m_at < m_text.size() && m_text[m_at] != '"'; ++m_at) {
            if (m_text[m_at] == '\\' && m_at + 1 < m_text.size())
                ++m_at;
            if (m_text[m_at] != '\r' && m_text[m_at] != '\n')
                result += m_text[m_at];
        }
        m_at = std::min(m_at + 1, m_text.size());
        return result;
    }

    /// To the semicolon that begins the next parameter; false at the end.
    [[nodiscard]] bool nextParameter()
    {
        while (m_at < m_text.size()) {
            if (take(';'))
                return true;
            if (m_at < m_text.size() && m_text[m_at] == '"')
                (void)value();
            else if (m_at < m_text.size())
                ++m_at;
        }
        return false;
    }

private:
    static bool isTokenOctet(char c)
    {
        return static_cast<quint8>(c) > ' ' && c != 0x7f && !QByteArrayView("()<>@,;:\\\"/[]?=").contains(c);
    }

    void skipBlanks()
    {
        int depth = 0;
        for (; m_at < m_text.size(); ++m_at) {
            const char c = m_text[m_at];
            if (c == '(')
                ++depth;
            else if (depth > 0 && c == ')')
                --depth;
            else if (depth > 0 && c == '\\')
                m_at = std::min(m_at + 1, m_text.size() - 1);
            else if (depth == 0 && c != ' ' && c != '\t' && c != '\r' && c != '\n')
                return;
        }
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
};

} // namespace

MediaType mediaTypeFrom(QByteArrayView body)
{
    Tokens tokens(body);
    MediaType result;
    result.type = tokens.token().toLower();
    if (!tokens.take('/'))
        return {};
    result.subtype = tokens.token().toLower();
    while (result.boundary.isEmpty() && tokens.nextParameter()) {
        const QByteArray name = tokens.token();
        if (tokens.take('=') && name.compare("boundary", Qt::CaseInsensitive) == 0)
            result.boundary = tokens.value();
    }
    return result;
}

} // namespace gateway::mail
