#include "ui/models/suspectsmodel.h"

#include "ui/models/chip.h"
#include "ui/models/format.h"
#include "ui/models/plaintext.h"

using namespace Qt::StringLiterals;
using gateway::admin::HarvestSuspect;

namespace ui {
namespace {

Chip stateChip(const HarvestSuspect &suspect)
{
    return suspect.isRefused ? Chip{u"ban"_s, SuspectsModel::tr("Refused"), Tone::Good, true} : Chip{u"eye"_s, SuspectsModel::tr("Watched"), Tone::Information, true};
}

} // namespace

QList<Column> SuspectsModel::columns() const
{
    return {{.title = tr("Client"), .width = 220, .stretches = true, .elide = Qt::ElideMiddle},
            {.title = tr("Wrong names"), .width = 110, .isNumeric = true},
            {.title = tr("Last one"), .width = 150, .hasEqualDigits = true},
            {.title = tr("State"), .width = 120}};
}

QVariant SuspectsModel::cell(const HarvestSuspect &suspect, int column, int role) const
{
    const auto text = [&suspect, column]() -> QString {
        switch (column) {
        case Client: return marked(suspect.client);
        case Count: return formatNumber(suspect.count);
        case Last: {
            const auto latest = std::ranges::max_element(suspect.guesses, {}, &gateway::admin::HarvestGuess::time);
            return latest == suspect.guesses.end() ? tr("not known") : formatTime(latest->time);
        }
        case State: return stateChip(suspect).word;
        default: return {};
        }
    };
    switch (role) {
    case Qt::DisplayRole: return text();
    case ChipRole: return column == State ? QVariant::fromValue(stateChip(suspect)) : QVariant();
    case MutedRole: return column == Last;
    case Qt::ToolTipRole: return plainToolTip(text());
    case Qt::AccessibleTextRole: return tr("%1, %2 wrong names, %3").arg(marked(suspect.client), formatNumber(suspect.count), stateChip(suspect).word);
    default: return {};
    }
}

} // namespace ui
