#include "ui/session/csvexport.h"

#include <QAbstractItemModel>
#include <QCoreApplication>
#include <QFileDialog>
#include <QMessageBox>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

QString cell(QString text)
{
    if (!text.isEmpty() && u"=+-@\t\r"_s.contains(text.front()))
        text.prepend(u'\'');
    return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
}

} // namespace

QByteArray toCsv(const QAbstractItemModel &model)
{
    QString csv(u'\uFEFF');
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column)
        cells.append(cell(model.headerData(column, Qt::Horizontal).toString()));
    csv += cells.join(u',') + u"\r\n"_s;
    for (int row = 0; row < model.rowCount(); ++row) {
        cells.clear();
        for (int column = 0; column < model.columnCount(); ++column)
            cells.append(cell(model.index(row, column).data().toString()));
        csv += cells.join(u',') + u"\r\n"_s;
    }
    return csv.toUtf8();
}

void saveTable(const QByteArray &csv, const QString &fileName, QWidget *parent)
{
    auto *dialog = new QFileDialog(parent, QCoreApplication::translate("Export", "Export"), {}, QCoreApplication::translate("Export", "Tables (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(fileName);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [csv, parent](const QString &path) {
        QSaveFile file(path);
        if (file.open(QIODevice::WriteOnly) && file.write(csv) == csv.size() && file.commit())
            return;
        auto *box = new QMessageBox(QMessageBox::Warning, QCoreApplication::translate("Export", "Export"),
                                    QCoreApplication::translate("Export", "The table was not written to %1. %2.").arg(path, file.errorString()), QMessageBox::Close, parent);
        box->setTextFormat(Qt::PlainText);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    });
    dialog->open();
}

void exportAsCsv(const QAbstractItemModel &model, const QString &fileName, QWidget *parent) { saveTable(toCsv(model), fileName, parent); }

} // namespace ui
