#include "gateway/reputation/csv.h"

using namespace Qt::StringLiterals;

namespace gateway::reputation {
namespace {

tl::unexpected<Error> invalid(int line, const QString &what) { return failure(Error::Kind::Invalid, u"line %1: %2"_s.arg(QString::number(line), what)); }

/// Reads the fields one after another; knows where it is.
class Reader
{
public:
    explicit Reader(QByteArrayView text) : m_rest(text) {}

    [[nodiscard]] Result<QList<CsvRecord>> read()
    {
        QList<CsvRecord> records;
        while (!m_rest.isEmpty()) {
            CsvRecord record{m_line, {}};
            for (bool isMore = true; isMore;) {
                if (record.fields.size() == maxCsvFields)
                    return invalid(record.line, u"more than %1 fields"_s.arg(maxCsvFields));
                Result<QByteArray> field = m_rest.startsWith('"') ? quoted() : plain();
                if (!field)
                    return tl::make_unexpected(field.error());
                record.fields.append(*std::move(field));
                isMore = m_rest.startsWith(',');
                if (isMore)
                    m_rest = m_rest.sliced(1);
            }
            if (m_rest.startsWith("\r\n"))
                m_rest = m_rest.sliced(1);
            if (!m_rest.isEmpty()) {
                m_rest = m_rest.sliced(1); // The LF: no field ends elsewhere.
                ++m_line;
            }
            if (record.fields != QList<QByteArray>{QByteArray()})
                records.append(std::move(record));
        }
        return records;
    }

private:
    [[nodiscard]] bool isAtEnd() const { return m_rest.isEmpty() || m_rest[0] == ',' || m_rest[0] == '\n' || m_rest.startsWith("\r\n"); }

    [[nodiscard]] Result<QByteArray> plain()
    {
        qsizetype size = 0;
        while (size < m_rest.size() && m_rest[size] != ',' && m_rest[size] != '\n' && m_rest[size] != '"')
            ++size;
        if (size < m_rest.size() && m_rest[size] == '"')
            return invalid(m_line, u"a quotation mark inside a field: put the whole field in quotation marks and double those in it"_s);
        QByteArrayView field = m_rest.first(size);
        if (size < m_rest.size() && m_rest[size] == '\n' && field.endsWith('\r'))
            field.chop(1);
        m_rest = m_rest.sliced(field.size());
        return field.toByteArray();
    }

    [[nodiscard]] Result<QByteArray> quoted()
    {
        const int begin = m_line;
        QByteArray field;
        m_rest = m_rest.sliced(1);
        while (true) {
            const qsizetype mark = m_rest.indexOf('"');
            if (mark < 0)
                return invalid(begin, u"a field that begins with a quotation mark does not end with one"_s);
            const QByteArrayView part = m_rest.first(mark);
            field += part;
            m_line += int(part.count('\n'));
            m_rest = m_rest.sliced(mark + 1);
            if (!m_rest.startsWith('"'))
                break;
            field += '"';
            m_rest = m_rest.sliced(1);
        }
        if (!isAtEnd())
            return invalid(m_line, u"text behind the quotation mark that ends a field: double the quotation marks inside it"_s);
        return field;
    }

    QByteArrayView m_rest;
    int m_line = 1;
};

/// Whether a spreadsheet would calculate it, were it not for the apostrophes in front, if there are any.
bool isFormula(QByteArrayView field)
{
    while (field.startsWith('\''))
        field = field.sliced(1);
    return !field.isEmpty() && QByteArrayView("=+-@\t\r").contains(field[0]);
}

} // namespace

Result<QList<CsvRecord>> parseCsv(QByteArrayView text)
{
    if (text.size() > maxCsvOctets)
        return failure(Error::Kind::Invalid, u"the file is larger than %1 MB: cut it into several"_s.arg(maxCsvOctets / 1024 / 1024));
    if (text.startsWith("\xef\xbb\xbf"))
        text = text.sliced(3);
    return Reader(text).read();
}

QByteArray csvLine(const QList<QByteArray> &fields)
{
    QByteArray line;
    for (qsizetype i = 0; i < fields.size(); ++i) {
        QByteArray field = isFormula(fields[i]) ? '\'' + fields[i] : fields[i];
        if (field.contains(',') || field.contains('"') || field.contains('\r') || field.contains('\n'))
            field = '"' + field.replace('"', "\"\"") + '"';
        line += (i ? "," : "") + field;
    }
    return line + "\r\n";
}

QByteArray csvText(const QByteArray &field)
{
    return field.startsWith('\'') && isFormula(field) ? field.sliced(1) : field;
}

} // namespace gateway::reputation
