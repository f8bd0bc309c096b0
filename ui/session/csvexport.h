#pragma once

#include <QByteArray>
#include <QString>

class QAbstractItemModel;
class QWidget;

namespace ui {

/// The rows a model has, as CSV (RFC 4180, UTF-8 with a byte order mark). A cell that a spreadsheet would take for a formula
/// gets an apostrophe before it (threats.md W13).
[[nodiscard]] QByteArray toCsv(const QAbstractItemModel &model);

/// Asks for a file and writes \a csv into it; says so if it fails.
void saveTable(const QByteArray &csv, const QString &fileName, QWidget *parent);
/// The same for the rows of a model.
void exportAsCsv(const QAbstractItemModel &model, const QString &fileName, QWidget *parent);

} // namespace ui
