#include "gateway/net/mtastspolicy.h"

#include "gateway/dns/name.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gateway::net {
namespace {

constexpr std::chrono::seconds longestAge{31'557'600}; // A year (RFC 8461 3.2).

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isAlphanumeric(char c) { return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isBlank(char c) { return c == ' ' || c == '\t'; }

QByteArrayView trimmed(QByteArrayView text)
{
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text;
}

/// The name of a field in the record and in the document: 1 to 32 letters, digits, "_", "-" and ".", the first one a letter or digit.
bool isFieldName(QByteArrayView name)
{
    return !name.isEmpty() && name.size() <= 32 && isAlphanumeric(name.front())
        && std::ranges::all_of(name, [](char c) { return isAlphanumeric(c) || c == '_' || c == '-' || c == '.'; });
}

/// Cuts the part up to \a separator, or all of it, off the front of \a rest.
QByteArrayView takePart(QByteArrayView &rest, char separator)
{
    const qsizetype end = rest.indexOf(separator);
    const QByteArrayView part = end < 0 ? rest : rest.first(end);
    rest = end < 0 ? QByteArrayView() : rest.sliced(end + 1);
    return part;
}

/// sts-id: 1 to 32 letters and digits.
bool isId(QByteArrayView id)
{
    return !id.isEmpty() && id.size() <= 32 && std::ranges::all_of(id, isAlphanumeric);
}

/// sts-ext-value: printable, without ";" and "=".
bool isExtensionValue(QByteArrayView value)
{
    return !value.isEmpty() && std::ranges::all_of(value, [](char c) { return c > ' ' && c < 0x7f && c != ';' && c != '='; });
}

/// Whether a TXT record is one of MTA-STS; it has to begin so (RFC 8461 3.1).
bool isMtaSts(QByteArrayView text) { return text.startsWith('v') && trimmed(takePart(text, ';')) == "v=STSv1"; }

std::optional<QByteArray> idOfRecord(QByteArrayView text)
{
    (void)takePart(text, ';'); // The version.
    QByteArrayView id;
    while (!text.isEmpty()) {
        QByteArrayView value = trimmed(takePart(text, ';'));
        if (value.isEmpty() && trimmed(text).isEmpty())
            break; // The last field may end in a delimiter, too.
        const QByteArrayView name = takePart(value, '=');
        if (name == "id" ? !isId(value) : !isFieldName(name) || !isExtensionValue(value))
            return {};
        if (name == "id" && id.isEmpty())
            id = value;
    }
    return id.isEmpty() ? std::nullopt : std::optional(id.toByteArray());
}

std::optional<std::chrono::seconds> ageOf(QByteArrayView text)
{
    if (text.isEmpty() || text.size() > 10 || !std::ranges::all_of(text, isDigit))
        return {};
    return std::min(longestAge, std::chrono::seconds(text.toByteArray().toLongLong()));
}

std::optional<MtaStsPolicy::Mode> modeOf(QByteArrayView text)
{
    using enum MtaStsPolicy::Mode;
    if (text == "enforce")
        return Enforce;
    if (text == "testing")
        return Testing;
    return text == "none" ? std::optional(None) : std::nullopt;
}

Error invalid(const QString &what)
{
    return {Error::Kind::Invalid, u"the MTA-STS policy is malformed: %1"_s.arg(what)};
}

/// The fields of a document as they come. A second one of a kind that comes once is ignored (RFC 8461 3.2).
class Reader
{
public:
    [[nodiscard]] Result<> line(QByteArrayView text)
    {
        QByteArrayView value = text;
        const QByteArrayView name = takePart(value, ':');
        if (name.size() == text.size() || !isFieldName(name))
            return tl::make_unexpected(invalid(u"a line is no field"_s));
        value = trimmed(value);
        if (name == "version") {
            if (!std::exchange(m_hasVersion, true) && value != "STSv1")
                return tl::make_unexpected(invalid(u"another version"_s));
        } else if (name == "mode" && !m_mode) {
            m_mode = modeOf(value);
            if (!m_mode)
                return tl::make_unexpected(invalid(u"unknown mode"_s));
        } else if (name == "max_age" && !m_maxAge) {
            m_maxAge = ageOf(value);
            if (!m_maxAge)
                return tl::make_unexpected(invalid(u"max_age"_s));
        } else if (name == "mx") {
            return exchange(value);
        }
        return {};
    }

    [[nodiscard]] Result<MtaStsPolicy> policy() const
    {
        if (!m_hasVersion || !m_mode || !m_maxAge)
            return tl::make_unexpected(invalid(u"version, mode or max_age is missing"_s));
        if (m_exchanges.isEmpty() && *m_mode != MtaStsPolicy::Mode::None)
            return tl::make_unexpected(invalid(u"no mx"_s));
        return MtaStsPolicy{*m_mode, m_exchanges, *m_maxAge};
    }

private:
    [[nodiscard]] Result<> exchange(QByteArrayView value)
    {
        if (!isMtaStsDomain(value.startsWith("*.") ? value.sliced(2) : value))
            return tl::make_unexpected(invalid(u"mx"_s));
        if (m_exchanges.size() >= MtaStsPolicy::maxExchanges)
            return tl::make_unexpected(invalid(u"more than %1 mx"_s.arg(MtaStsPolicy::maxExchanges)));
        m_exchanges.append(value.toByteArray().toLower());
        return {};
    }

    bool m_hasVersion = false;
    std::optional<MtaStsPolicy::Mode> m_mode;
    std::optional<std::chrono::seconds> m_maxAge;
    QList<QByteArray> m_exchanges;
};

} // namespace

Result<MtaStsPolicy> MtaStsPolicy::parse(QByteArrayView document)
{
    if (document.size() > maxOctets)
        return tl::make_unexpected(invalid(u"it is too large"_s));
    Reader reader;
    while (!document.isEmpty()) {
        QByteArrayView line = takePart(document, '\n');
        if (line.endsWith('\r'))
            line.chop(1);
        if (trimmed(line).isEmpty())
            continue; // The grammar knows none, but many end in one.
        if (const Result<> read = reader.line(line); !read)
            return tl::make_unexpected(read.error());
    }
    return reader.policy();
}

bool MtaStsPolicy::covers(QByteArrayView exchange) const
{
    const QByteArray name = dns::normalized(exchange);
    const qsizetype dot = name.indexOf('.');
    return std::ranges::any_of(exchanges, [&](const QByteArray &pattern) {
        if (!pattern.startsWith("*."))
            return pattern == name;
        return dot > 0 && QByteArrayView(name).sliced(dot) == QByteArrayView(pattern).sliced(1);
    });
}

std::optional<QByteArray> mtaStsIdOf(const QList<QByteArray> &texts)
{
    // Other records are no fault, two of ours are (RFC 8461 3.1).
    if (std::ranges::count_if(texts, isMtaSts) != 1)
        return {};
    return idOfRecord(*std::ranges::find_if(texts, isMtaSts));
}

bool isMtaStsDomain(QByteArrayView name)
{
    if (!dns::isName(name))
        return false;
    while (!name.isEmpty()) {
        const QByteArrayView label = takePart(name, '.');
        const bool isWord = std::ranges::all_of(label, [](char c) { return isAlphanumeric(c) || c == '-'; });
        if (!isWord || label.front() == '-' || label.back() == '-')
            return false;
    }
    return true;
}

} // namespace gateway::net
