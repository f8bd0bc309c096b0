#include "gateway/directory/csvsource.h"

#include "gateway/directory/csvreader.h"
#include "gateway/directory/filetext.h"

#include <optional>

using namespace Qt::StringLiterals;

namespace gateway::directory {
namespace {

enum class Column { Address, Aliases, Name, Groups, Important, Disabled };

constexpr std::array<std::pair<QByteArrayView, Column>, 6> columnNames{{{"address", Column::Address},
                                                                        {"aliases", Column::Aliases},
                                                                        {"name", Column::Name},
                                                                        {"groups", Column::Groups},
                                                                        {"important", Column::Important},
                                                                        {"disabled", Column::Disabled}}};

tl::unexpected<Error> invalid(int line, const QString &why)
{
    return failure(Error::Kind::Invalid, u"Line %1: %2."_s.arg(QString::number(line), why));
}

std::optional<Column> columnOf(const QByteArray &name)
{
    for (const auto &[known, column] : columnNames) {
        if (known == name.toLower())
            return column;
    }
    return std::nullopt;
}

/// The separator is that of the first line, outside of quotation marks.
char separatorOf(QByteArrayView text)
{
    bool isQuoted = false;
    for (const char c : text) {
        if (c == '"')
            isQuoted = !isQuoted;
        else if (!isQuoted && (c == ',' || c == ';' || c == '\t'))
            return c;
        else if (!isQuoted && (c == '\n' || c == '\r'))
            break;
    }
    return ',';
}

/// Several addresses of one field. A separator within a quoted local part (RFC 5321 4.1.2) does not count.
QList<QByteArray> addressesOf(const QByteArray &field)
{
    QList<QByteArray> addresses(1);
    bool isQuoted = false, isEscaped = false;
    for (const char c : field) {
        if (!isQuoted && QByteArrayView(",; \t\r\n").contains(c))
            addresses.append(QByteArray());
        else
            addresses.last() += c;
        isQuoted = c == '"' && !isEscaped ? !isQuoted : isQuoted;
        isEscaped = isQuoted && c == '\\' && !isEscaped;
    }
    addresses.removeAll(QByteArray());
    return addresses;
}

/// Several names of one field.
QStringList namesOf(const QByteArray &field)
{
    QByteArray text = field;
    QStringList names;
    for (const QByteArray &name : text.replace(',', ';').split(';'))
        names.append(QString::fromUtf8(name.trimmed()));
    names.removeAll(QString());
    return names;
}

std::optional<bool> flagOf(const QByteArray &field)
{
    const QByteArray word = field.toLower();
    if (word.isEmpty() || word == "0" || word == "no" || word == "false")
        return false;
    if (word == "1" || word == "yes" || word == "true" || word == "x")
        return true;
    return std::nullopt;
}

Result<QList<Column>> readHeader(const CsvReader &reader)
{
    QList<Column> columns;
    for (const QByteArray &name : reader.fields()) {
        const std::optional<Column> column = columnOf(name);
        if (!column) {
            return invalid(reader.line(), u"the column “%1” is not known. Columns are address, aliases, name, groups, important and disabled; "
                                          "remove the others"_s.arg(QString::fromUtf8(name.left(100))));
        }
        if (columns.contains(*column))
            return invalid(reader.line(), u"the column “%1” is there twice"_s.arg(QString::fromUtf8(name)));
        columns.append(*column);
    }
    if (!columns.contains(Column::Address))
        return invalid(reader.line(), u"there is no column “address”"_s);
    return columns;
}

Result<Entry> readEntry(const CsvReader &reader, const QList<Column> &columns)
{
    if (reader.fields().size() > columns.size())
        return invalid(reader.line(), u"there are %1 fields, but %2 columns"_s.arg(QString::number(reader.fields().size()), QString::number(columns.size())));
    Entry entry;
    for (qsizetype i = 0; i < reader.fields().size(); ++i) {
        const QByteArray &field = reader.fields()[i];
        switch (columns[i]) {
        case Column::Address: entry.address = field; break;
        case Column::Aliases: entry.aliases = addressesOf(field); break;
        case Column::Name: entry.name = QString::fromUtf8(field); break;
        case Column::Groups: entry.groups = namesOf(field); break;
        case Column::Important:
        case Column::Disabled: {
            const std::optional<bool> flag = flagOf(field);
            if (!flag)
                return invalid(reader.line(), u"“%1” is neither yes nor no"_s.arg(QString::fromUtf8(field.left(100))));
            (columns[i] == Column::Important ? entry.isImportant : entry.isDisabled) = *flag;
            break;
        }
        }
    }
    return entry;
}

} // namespace

Result<Import> readCsv(QByteArrayView file, const QByteArray &source, EntryLimits limits)
{
    const Result<QByteArrayView> text = utf8Text(file);
    if (!text)
        return tl::make_unexpected(text.error());
    CsvReader reader(*text, separatorOf(*text));
    EntryList list(source, limits);
    QList<Column> columns;
    CsvReader::Status status = CsvReader::Status::End;
    while ((status = reader.next()) == CsvReader::Status::Record) {
        if (columns.isEmpty() && !reader.fields().first().contains('@')) {
            const Result<QList<Column>> header = readHeader(reader);
            if (!header)
                return tl::make_unexpected(header.error());
            columns = *header;
            continue;
        }
        if (columns.isEmpty() && reader.fields().size() > 1)
            return invalid(reader.line(), u"there are several columns, but no header row. Begin with a line such as address,aliases,name,groups"_s);
        if (columns.isEmpty())
            columns = {Column::Address};
        Result<Entry> entry = readEntry(reader, columns);
        if (!entry)
            return tl::make_unexpected(entry.error());
        if (const Result<> added = list.add(std::move(*entry)); !added)
            return invalid(reader.line(), added.error().message);
    }
    if (status == CsvReader::Status::Failed)
        return invalid(reader.line(), reader.error());
    return list.take();
}

} // namespace gateway::directory
