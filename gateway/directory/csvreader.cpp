#include "gateway/directory/csvreader.h"

using namespace Qt::StringLiterals;

namespace gateway::directory {
namespace {

constexpr qsizetype maxFields = 100;
constexpr qsizetype maxField = 64 * 1024;

bool isBlank(char c) { return c == ' ' || c == '\t'; }

} // namespace

// file = [header CRLF] record *(CRLF record) [CRLF]
CsvReader::Status CsvReader::next()
{
    while (!isAtEnd() && isAtLineEnd())
        skipLineEnd();
    m_line = m_nextLine;
    if (isAtEnd())
        return Status::End;
    return readRecord() ? Status::Record : Status::Failed;
}

void CsvReader::skipLineEnd()
{
    const bool wasCr = m_text[m_position++] == '\r';
    if (wasCr && !isAtEnd() && m_text[m_position] == '\n')
        ++m_position;
    ++m_nextLine;
}

// record = field *(COMMA field)
bool CsvReader::readRecord()
{
    m_fields.clear();
    for (;;) {
        if (m_fields.size() == maxFields)
            return fail(u"more than %1 columns"_s.arg(maxFields));
        while (!isAtLineEnd() && isBlank(m_text[m_position]) && m_text[m_position] != m_separator)
            ++m_position;
        QByteArray field;
        const bool isQuoted = !isAtLineEnd() && m_text[m_position] == '"';
        if (!(isQuoted ? readQuoted(field) : readPlain(field)))
            return false;
        m_fields.append(field);
        if (isAtLineEnd())
            break;
        ++m_position; // The separator.
    }
    if (!isAtEnd())
        skipLineEnd();
    return true;
}

// escaped = DQUOTE *(TEXTDATA / COMMA / CR / LF / 2DQUOTE) DQUOTE
bool CsvReader::readQuoted(QByteArray &field)
{
    ++m_position;
    for (;;) {
        if (isAtEnd())
            return fail(u"a quotation mark is opened and not closed"_s);
        const char c = m_text[m_position];
        if (c == '"') {
            ++m_position;
            if (isAtEnd() || m_text[m_position] != '"')
                break;
        }
        if (field.size() == maxField)
            return fail(u"a field of more than %1 octets"_s.arg(maxField));
        field += c;
        if (isAtLineEnd())
            skipLineEnd(); // Counts the line; CRLF in a field becomes the one octet added above.
        else
            ++m_position;
    }
    while (!isAtLineEnd() && isBlank(m_text[m_position]) && m_text[m_position] != m_separator)
        ++m_position;
    if (!isAtLineEnd() && m_text[m_position] != m_separator)
        return fail(u"there is text behind a closing quotation mark. Within a quoted field, write a quotation mark twice"_s);
    field = field.trimmed();
    return true;
}

// non-escaped = *TEXTDATA
bool CsvReader::readPlain(QByteArray &field)
{
    const qsizetype begin = m_position;
    while (!isAtLineEnd() && m_text[m_position] != m_separator) {
        if (m_text[m_position] == '"') {
            return fail(u"a quotation mark within a field that does not begin with one. Put the whole field in quotation marks, "
                        "and write those in it twice"_s);
        }
        ++m_position;
    }
    if (m_position - begin > maxField)
        return fail(u"a field of more than %1 octets"_s.arg(maxField));
    field = m_text.sliced(begin, m_position - begin).toByteArray().trimmed();
    return true;
}

bool CsvReader::fail(const QString &why)
{
    m_line = m_nextLine;
    m_error = why;
    return false;
}

} // namespace gateway::directory
