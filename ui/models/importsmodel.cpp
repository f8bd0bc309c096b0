#include "ui/models/importsmodel.h"

#include "ui/models/directorywords.h"
#include "ui/models/format.h"
#include "ui/models/plaintext.h"

using namespace Qt::StringLiterals;
using gateway::admin::DirectoryImport;

namespace ui {

QList<Column> ImportsModel::columns() const
{
    return {{.title = tr("Time"), .width = 150, .hasEqualDigits = true},
            {.title = tr("Source"), .width = 150, .elide = Qt::ElideMiddle},
            {.title = tr("Outcome"), .width = 170},
            {.title = tr("Added"), .width = 76, .isNumeric = true},
            {.title = tr("Removed"), .width = 84, .isNumeric = true},
            {.title = tr("Changed"), .width = 84, .isNumeric = true},
            {.title = tr("Cause"), .width = 300, .stretches = true}};
}

QString ImportsModel::idOf(const DirectoryImport &import) const { return QString::number(import.time.toMSecsSinceEpoch()) + import.source + import.outcome; }

QVariant ImportsModel::cell(const DirectoryImport &import, int column, int role) const
{
    const auto text = [&import, column]() -> QString {
        switch (column) {
        case Time: return formatDateTime(import.time);
        case Source: return sourceName(import.source);
        case Outcome: return outcomeChip(import.outcome).word;
        case Added: return formatNumber(import.added);
        case Removed: return formatNumber(import.removed);
        case Changed: return formatNumber(import.changed);
        case Cause: return marked(import.cause);
        default: return {};
        }
    };
    Chip chip = outcomeChip(import.outcome);
    chip.isBare = true;
    switch (role) {
    case Qt::DisplayRole: return text();
    case ChipRole: return column == Outcome ? QVariant::fromValue(chip) : QVariant();
    case MutedRole: return column == Time || column == Cause;
    case Qt::ToolTipRole: return plainToolTip(text());
    case Qt::AccessibleTextRole:
        return tr("%1, %2: %3, %4").arg(formatDateTime(import.time), sourceName(import.source), chip.word, changeCounts(import.added, import.removed, import.changed));
    default: return {};
    }
}

} // namespace ui
