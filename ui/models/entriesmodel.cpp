#include "ui/models/entriesmodel.h"

#include "ui/models/directorywords.h"
#include "ui/models/plaintext.h"

using namespace Qt::StringLiterals;
using gateway::admin::DirectoryEntry;

namespace ui {

QList<Column> EntriesModel::columns() const
{
    return {{.title = tr("Address"), .width = 230, .elide = Qt::ElideMiddle},
            {.title = tr("Name"), .width = 170},
            {.title = tr("Aliases"), .width = 180, .stretches = true},
            {.title = tr("Groups"), .width = 160},
            {.title = tr("Source"), .width = 120},
            {.title = tr("Notes"), .width = 140}};
}

QVariant EntriesModel::cell(const DirectoryEntry &entry, int column, int role) const
{
    const Chip chip = entryChip(entry, QDateTime::currentDateTimeUtc());
    const auto text = [&]() -> QString {
        switch (column) {
        case Address: return marked(entry.address);
        case Name: return marked(entry.name);
        case Aliases: return marked(entry.aliases.join(u", "_s));
        case Groups: return marked(entry.groups.join(u", "_s));
        case Source: return sourceName(entry.source);
        case State: return chip.word;
        default: return {};
        }
    };
    switch (role) {
    case Qt::DisplayRole: return text();
    case ChipRole: return column == State && !chip.word.isEmpty() ? QVariant::fromValue(chip) : QVariant();
    case MutedRole: return column > Name || entry.isDisabled;
    case Qt::ToolTipRole: return plainToolTip(text());
    case Qt::AccessibleTextRole: {
        QStringList parts{marked(entry.address), marked(entry.name), sourceName(entry.source), chip.word};
        parts.removeAll(QString());
        return parts.join(u", "_s);
    }
    default: return {};
    }
}

} // namespace ui
