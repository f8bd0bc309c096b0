#include "gateway/mail/headersection.h"

#include <algorithm>
#include <cstring>

namespace gateway::mail {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

/// Octets of the first line of \a text with its LF; all of it if there is none.
qsizetype lineLength(QByteArrayView text)
{
    const auto *lineFeed = static_cast<const char *>(std::memchr(text.data(), '\n', static_cast<size_t>(text.size())));
    return lineFeed ? lineFeed - text.data() + 1 : text.size();
}

bool isEmptyLine(QByteArrayView line)
{
    return line == "\r\n" || line == "\n";
}

/// The length of the name at the front of a field's first line; -1 if it is no field. Blanks before the colon are obsolete but
/// understood (RFC 5322 4.5): they must not hide a field from us that others see (threats.md P4).
qsizetype nameLength(QByteArrayView line, qsizetype *colon)
{
    qsizetype end = 0;
    while (end < line.size() && line[end] > ' ' && line[end] < 0x7f && line[end] != ':')
        ++end;
    *colon = end;
    while (*colon < line.size() && isBlank(line[*colon]))
        ++*colon;
    return end > 0 && *colon < line.size() && line[*colon] == ':' ? end : -1;
}

/// Octets of the separator line of an mbox file at the front of \a message. "From : a@x.test" is none: it is a field to some parsers.
qsizetype separatorLength(QByteArrayView message)
{
    if (!message.startsWith("From ") && !message.startsWith(">From "))
        return 0;
    const qsizetype length = lineLength(message);
    qsizetype colon = 0;
    return nameLength(message.first(length), &colon) < 0 ? length : 0;
}

} // namespace

bool isFieldName(QByteArrayView name)
{
    return !name.isEmpty() && std::ranges::all_of(name, [](char c) { return c > ' ' && c < 0x7f && c != ':'; });
}

bool HeaderField::isNamed(QByteArrayView wanted) const
{
    return name.size() == wanted.size() && name.compare(wanted, Qt::CaseInsensitive) == 0;
}

QByteArray HeaderField::unfolded() const
{
    QByteArray text;
    text.reserve(body.size());
    for (const char c : body) {
        if (c != '\r' && c != '\n')
            text.append(c);
    }
    return text.trimmed();
}

HeaderSection::HeaderSection(QByteArrayView message)
{
    m_fault = Fault::Unfinished;
    qsizetype at = separatorLength(message);
    while (at < message.size()) {
        qsizetype length = lineLength(message.sliced(at));
        const QByteArrayView line = message.sliced(at, length);
        if (isEmptyLine(line)) {
            at += length;
            m_fault = Fault::None;
            break;
        }
        qsizetype colon = 0;
        const qsizetype nameEnd = nameLength(line, &colon);
        if (nameEnd < 0) {
            m_fault = Fault::NoField;
            break;
        }
        if (m_fields.size() == maxFields) {
            m_fault = Fault::TooManyFields;
            break;
        }
        while (at + length < message.size() && isBlank(message[at + length]) && at + length <= maxOctets)
            length += lineLength(message.sliced(at + length));
        if (at + length > maxOctets) {
            m_fault = Fault::TooBig;
            break;
        }
        const QByteArrayView whole = message.sliced(at, length);
        m_fields.append({whole, whole.first(nameEnd), whole.sliced(colon + 1)});
        at += length;
    }
    m_size = at;
    m_body = message.sliced(at);
}

bool HeaderSection::contains(QByteArrayView name) const
{
    return std::ranges::any_of(m_fields, [name](const HeaderField &field) { return field.isNamed(name); });
}

int HeaderSection::count(QByteArrayView name) const
{
    return static_cast<int>(std::ranges::count_if(m_fields, [name](const HeaderField &field) { return field.isNamed(name); }));
}

QByteArray HeaderSection::first(QByteArrayView name) const
{
    const auto field = std::ranges::find_if(m_fields, [name](const HeaderField &f) { return f.isNamed(name); });
    return field == m_fields.end() ? QByteArray() : field->unfolded();
}

QList<QByteArray> HeaderSection::all(QByteArrayView name) const
{
    QList<QByteArray> values;
    for (const HeaderField &field : m_fields) {
        if (field.isNamed(name))
            values.append(field.unfolded());
    }
    return values;
}

} // namespace gateway::mail
