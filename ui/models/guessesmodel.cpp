#include "ui/models/guessesmodel.h"

#include "ui/models/format.h"
#include "ui/models/plaintext.h"

using namespace Qt::StringLiterals;
using gateway::admin::HarvestGuess;

namespace ui {

QList<Column> GuessesModel::columns() const
{
    return {{.title = tr("Time"), .width = 110, .hasEqualDigits = true}, {.title = tr("Tried name"), .width = 260, .stretches = true, .elide = Qt::ElideMiddle}};
}

void GuessesModel::show(QList<HarvestGuess> guesses)
{
    std::ranges::stable_sort(guesses, std::ranges::greater(), &HarvestGuess::time);
    const qsizetype count = guesses.size();
    reset(std::move(guesses), count);
}

QString GuessesModel::idOf(const HarvestGuess &guess) const { return QString::number(guess.time.toMSecsSinceEpoch()) + guess.recipient; }

QVariant GuessesModel::cell(const HarvestGuess &guess, int column, int role) const
{
    const QString text = column == Time ? formatTime(guess.time) : marked(guess.recipient);
    switch (role) {
    case Qt::DisplayRole: return text;
    case MutedRole: return column == Time;
    case Qt::ToolTipRole: return plainToolTip(text);
    case Qt::AccessibleTextRole: return tr("%1, %2").arg(formatTime(guess.time), marked(guess.recipient));
    default: return {};
    }
}

} // namespace ui
