#pragma once

#include "app/posternctl/terminaltext.h"

#include <QList>

namespace cli {

/// Rows in aligned columns that fit a line.
class Table
{
public:
    enum class Align { Left, Right };
    enum class Overflow { Keep, CutEnd, CutMiddle, Wrap }; ///< Wrap: of the last column only.
    struct Column {
        QString title; ///< No heading is printed if all are empty.
        Align align = Align::Left;
        Overflow overflow = Overflow::Keep;
    };

    explicit Table(QList<Column> columns) : m_columns(std::move(columns)) {}

    void addRow(const QStringList &cells); ///< Marks what must not be printed as it is.
    [[nodiscard]] bool isEmpty() const { return m_rows.isEmpty(); }

    /// Lines of at most \a width cells, unless columns that are kept whole alone are wider.
    [[nodiscard]] QString toString(int width = lineWidth, int indent = 0) const;

    static constexpr int lineWidth = 100;

private:
    [[nodiscard]] QList<int> widths(int width) const;

    QList<Column> m_columns;
    QList<QStringList> m_rows;
};

} // namespace cli
