#include "app/posternctl/table.h"

#include <algorithm>
#include <numeric>

namespace cli {
namespace {

constexpr int gap = 2;
constexpr int least = 8; // Cells that a cut column keeps.

} // namespace

void Table::addRow(const QStringList &cells)
{
    QStringList row;
    for (qsizetype i = 0; i < m_columns.size(); ++i)
        row.append(marked(cells.value(i)));
    m_rows.append(row);
}

QList<int> Table::widths(int width) const
{
    QList<int> widths;
    for (qsizetype i = 0; i < m_columns.size(); ++i) {
        int widest = cells(m_columns[i].title);
        for (const QStringList &row : m_rows)
            widest = std::max(widest, cells(row[i]));
        widths.append(std::min(widest, 10 * lineWidth));
    }
    int excess = std::accumulate(widths.begin(), widths.end(), gap * int(widths.size() - 1)) - width;
    while (excess > 0) { // The widest that may shrink gives way, one cell at a time.
        qsizetype widest = -1;
        for (qsizetype i = 0; i < widths.size(); ++i) {
            if (m_columns[i].overflow != Overflow::Keep && widths[i] > least && (widest < 0 || widths[i] > widths[widest]))
                widest = i;
        }
        if (widest < 0)
            break;
        --widths[widest];
        --excess;
    }
    return widths;
}

QString Table::toString(int width, int indent) const
{
    const QList<int> widths = this->widths(width - indent);
    QString text;
    const auto addLine = [&](const QStringList &row) {
        QString line(indent, u' ');
        for (qsizetype i = 0; i < row.size(); ++i) {
            const bool isLast = i + 1 == row.size();
            const QString padding(std::max(widths[i] - cells(row[i]), 0), u' ');
            line += m_columns[i].align == Align::Right ? padding + row[i] : isLast ? row[i] : row[i] + padding;
            if (!isLast)
                line += QString(gap, u' ');
        }
        while (line.endsWith(u' '))
            line.chop(1);
        text += line + u'\n';
    };

    QStringList titles;
    for (const Column &column : m_columns)
        titles.append(column.title);
    if (!std::ranges::all_of(titles, &QString::isEmpty))
        addLine(titles);
    for (QStringList row : m_rows) {
        for (qsizetype i = 0; i < row.size(); ++i) {
            if (m_columns[i].overflow == Overflow::CutEnd || m_columns[i].overflow == Overflow::CutMiddle)
                row[i] = cut(row[i], widths[i], m_columns[i].overflow == Overflow::CutEnd ? Cut::End : Cut::Middle);
        }
        QStringList rest;
        if (m_columns.last().overflow == Overflow::Wrap) {
            rest = wrapped(row.last(), widths.last());
            row.last() = rest.takeFirst();
        }
        addLine(row);
        for (const QString &line : rest) {
            QStringList more(row.size());
            more.last() = line;
            addLine(more);
        }
    }
    return text;
}

} // namespace cli
