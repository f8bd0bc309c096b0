#include "gateway/directory/setfile.h"

#include "gateway/sha256.h"
#include "gateway/smtp/address.h"
#include "gateway/smtp/utf8.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace gateway::directory {
namespace {

constexpr QByteArrayView magic = "postern recipients 1";
constexpr QByteArrayView columns = "address\taliases\tname\tgroups\tflags\tfirst-seen";
constexpr QByteArrayView checksumName = "sha256\t";
constexpr qsizetype columnCount = 6;
constexpr qsizetype checksumSize = 7 + 64 + 1;

bool isSpecial(char c) { return c == '%' || c == '\t' || c == '\n' || c == '\r' || c == ','; }

/// Appends \a text so that it can stand in a list of a column: special octets as % and two hexadecimal digits.
void append(QByteArray &line, QByteArrayView text)
{
    if (std::none_of(text.begin(), text.end(), isSpecial)) {
        line.append(text);
        return;
    }
    for (const char c : text)
        line.append(isSpecial(c) ? '%' + QByteArray(1, c).toHex() : QByteArray(1, c));
}

/// Undoes that. False if it was written otherwise than append() does.
bool take(QByteArrayView text, QByteArray &value)
{
    if (std::none_of(text.begin(), text.end(), isSpecial)) {
        value = text.toByteArray();
        return true;
    }
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!isSpecial(text[i])) {
            value += text[i];
            continue;
        }
        if (text[i] != '%')
            return false;
        const QByteArray digits = text.sliced(i + 1, std::min<qsizetype>(2, text.size() - i - 1)).toByteArray();
        const QByteArray octet = QByteArray::fromHex(digits);
        if (octet.size() != 1 || !isSpecial(octet[0]) || octet.toHex() != digits)
            return false;
        value += octet;
        i += 2;
    }
    return true;
}

/// Reads one text from the front of \a rest up to \a end, or all of it.
QByteArrayView takeUntil(QByteArrayView &rest, char end)
{
    const qsizetype position = rest.indexOf(end);
    const QByteArrayView front = position < 0 ? rest : rest.first(position);
    rest = position < 0 ? QByteArrayView() : rest.sliced(position + 1);
    return front;
}

template<typename Take>
bool takeList(QByteArrayView column, const Take &takeItem)
{
    while (!column.isEmpty()) {
        QByteArray item;
        const bool isLast = !column.contains(',');
        if (!take(takeUntil(column, ','), item) || item.isEmpty() || !takeItem(item) || (!isLast && column.isEmpty()))
            return false;
    }
    return true;
}

bool isAddress(const QByteArray &text)
{
    const Result<smtp::Mailbox> mailbox = smtp::parseMailbox(text, smtp::Utf8::Allowed);
    return mailbox && mailbox->toBytes() == text;
}

/// Parses the lines of one file. Equal groups, and equal lists of them, are in memory once.
class LineParser
{
public:
    explicit LineParser(QByteArray source) : m_source(std::move(source)) {}

    [[nodiscard]] bool parse(QByteArrayView line, Entry &entry)
    {
        if (line.count('\t') != columnCount - 1)
            return false;
        QByteArray name;
        if (!take(takeUntil(line, '\t'), entry.address) || !isAddress(entry.address))
            return false;
        if (!takeList(takeUntil(line, '\t'), [&entry](const QByteArray &alias) { entry.aliases.append(alias); return isAddress(alias); }))
            return false;
        if (!take(takeUntil(line, '\t'), name))
            return false;
        entry.name = QString::fromUtf8(name);
        if (!takeGroups(takeUntil(line, '\t'), entry.groups))
            return false;
        const QByteArrayView flags = takeUntil(line, '\t');
        entry.isImportant = flags.contains('i');
        entry.isDisabled = flags.contains('d');
        if (flags != flagsOf(entry))
            return false;
        entry.source = m_source;
        return takeTime(line, entry.firstSeen);
    }
    [[nodiscard]] static QByteArrayView flagsOf(const Entry &entry)
    {
        return entry.isImportant ? (entry.isDisabled ? QByteArrayView("id") : QByteArrayView("i")) : QByteArrayView(entry.isDisabled ? "d" : "");
    }
    [[nodiscard]] static bool takeTime(QByteArrayView text, QDateTime &time)
    {
        if (text.isEmpty())
            return true;
        bool isNumber = false;
        const qint64 milliseconds = text.toByteArray().toLongLong(&isNumber);
        constexpr qint64 year10000 = 253'402'300'800'000;
        if (!isNumber || milliseconds < 0 || milliseconds >= year10000 || QByteArray::number(milliseconds) != text)
            return false;
        time = QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
        return true;
    }

private:
    [[nodiscard]] bool takeGroups(QByteArrayView column, QStringList &groups)
    {
        const QByteArray key = QByteArray::fromRawData(column.data(), column.size());
        if (const auto known = m_groups.constFind(key); known != m_groups.constEnd()) {
            groups = *known;
            return true;
        }
        const auto append = [this, &groups](const QByteArray &group) {
            groups.append(*m_names.insert(group, m_names.value(group, QString::fromUtf8(group))));
            return true;
        };
        if (!takeList(column, append))
            return false;
        groups.squeeze();
        m_groups.insert(column.toByteArray(), groups);
        return true;
    }

    const QByteArray m_source;
    QHash<QByteArray, QString> m_names;
    QHash<QByteArray, QStringList> m_groups; ///< By the text of the column.
};

tl::unexpected<Error> damaged(const QString &why) { return failure(Error::Kind::Invalid, why); }

/// The value of the line "name<TAB>value" at the front of \a rest.
bool takeHeader(QByteArrayView &rest, QByteArrayView name, QByteArray &value)
{
    QByteArrayView line = takeUntil(rest, '\n');
    return line.contains('\t') && takeUntil(line, '\t') == name && take(line, value);
}

} // namespace

QByteArray checksumLine(QByteArrayView content) { return checksumName.toByteArray() + Sha256::of(content).toHex() + '\n'; }

QByteArray setToBytes(const SourceSet &set)
{
    QByteArray file;
    file.reserve(set.entries.size() * 120 + 500);
    file.append(magic).append("\nsource\t");
    append(file, set.source);
    file.append("\nread\t").append(QByteArray::number(set.read.toMSecsSinceEpoch()));
    file.append("\nentries\t").append(QByteArray::number(set.entries.size())).append('\n').append(columns).append('\n');
    for (const Entry &entry : set.entries) {
        append(file, entry.address);
        file.append('\t');
        for (qsizetype i = 0; i < entry.aliases.size(); ++i) {
            append(i == 0 ? file : file.append(','), entry.aliases[i]);
        }
        file.append('\t');
        append(file, entry.name.toUtf8());
        file.append('\t');
        for (qsizetype i = 0; i < entry.groups.size(); ++i) {
            append(i == 0 ? file : file.append(','), entry.groups[i].toUtf8());
        }
        file.append('\t').append(LineParser::flagsOf(entry)).append('\t');
        if (entry.firstSeen.isValid())
            file.append(QByteArray::number(entry.firstSeen.toMSecsSinceEpoch()));
        file.append('\n');
    }
    return file.append(checksumLine(file));
}

Result<SourceSet> parseSet(QByteArrayView file)
{
    if (file.size() < checksumSize || file.last(checksumSize) != checksumLine(file.chopped(checksumSize)))
        return damaged(u"the checksum is wrong: the file is damaged or was edited"_s);
    QByteArrayView rest = file.chopped(checksumSize);
    if (takeUntil(rest, '\n') != magic)
        return damaged(u"it is not a set of recipients, or of another version"_s);
    SourceSet set;
    QByteArray read, count;
    if (!takeHeader(rest, "source", set.source) || !takeHeader(rest, "read", read) || !takeHeader(rest, "entries", count)
        || !LineParser::takeTime(read, set.read) || read.isEmpty() || takeUntil(rest, '\n') != columns || !smtp::isUtf8(rest) || !smtp::isUtf8(set.source))
        return damaged(u"its first lines are damaged"_s);
    const qsizetype entries = rest.count('\n');
    if (count != QByteArray::number(entries) || (!rest.isEmpty() && rest.back() != '\n'))
        return damaged(u"it does not hold as many entries as it says"_s);
    set.entries.reserve(entries);
    LineParser parser(set.source);
    for (qsizetype line = 6; !rest.isEmpty(); ++line) {
        Entry entry;
        if (!parser.parse(takeUntil(rest, '\n'), entry))
            return damaged(u"line %1 is damaged"_s.arg(line));
        set.entries.append(std::move(entry));
    }
    return set;
}

} // namespace gateway::directory
