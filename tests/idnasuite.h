#pragma once

#include <QByteArray>
#include <QFile>
#include <QList>
#include <QString>

/// The lines of the Unicode IDNA suite, ../shared/data/conformance/idna (UTS #46). Not everybody has it: then there are none.
namespace idnasuite {

struct Line {
    int number = 0;
    QString source, unicode;   ///< As written, and as it is shown.
    QByteArray ascii;          ///< A-labels, by nontransitional processing.
    bool isValid = false;      ///< ASCII form without an error.
    QByteArray errors;         ///< "[V6, A4_2]"
};

/// "\u00DF", "\x{10400}" and '""' in a column.
inline QString unescaped(const QByteArray &column)
{
    const QString text = QString::fromUtf8(column.trimmed());
    if (text == QStringLiteral("\"\""))
        return {};
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isShort = text.sliced(i).startsWith(QStringLiteral("\\u")), isLong = text.sliced(i).startsWith(QStringLiteral("\\x{"));
        if (isShort) {
            result += QChar(text.sliced(i + 2, 4).toUShort(nullptr, 16));
            i += 5;
        } else if (isLong) {
            const qsizetype end = text.indexOf(u'}', i);
            const char32_t c = text.sliced(i + 3, end - i - 3).toUInt(nullptr, 16);
            result += QString::fromUcs4(&c, 1);
            i = end;
        } else {
            result += text[i];
        }
    }
    return result;
}

inline QList<Line> lines()
{
    QList<Line> all;
    QFile file(QStringLiteral(SHARED_DATA "/conformance/idna/IdnaTestV2.half.txt"));
    if (!file.open(QIODevice::ReadOnly))
        return all;
    for (int number = 1; !file.atEnd(); ++number) {
        QByteArray text = file.readLine();
        text.truncate(text.indexOf('#') < 0 ? text.size() : text.indexOf('#'));
        const QList<QByteArray> columns = text.split(';');
        if (columns.size() < 7)
            continue;
        const auto column = [&columns](int index) { return columns[index].trimmed(); };
        Line line;
        line.number = number;
        line.source = unescaped(columns[0]);
        line.unicode = column(1).isEmpty() ? line.source : unescaped(columns[1]);
        line.ascii = column(3).isEmpty() ? line.unicode.toUtf8() : unescaped(columns[3]).toUtf8();
        const QByteArray status = column(4).isEmpty() ? column(2) : column(4); // A blank means: the one before.
        line.isValid = status.isEmpty() || status == "[]";
        line.errors = status;
        all.append(line);
    }
    return all;
}

} // namespace idnasuite
