#include "ui/widgets/reasonlist.h"

#include "ui/models/words.h"
#include "ui/theme/icons.h"
#include "ui/widgets/button.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::Reason;

namespace ui {
namespace {

// The shape says which way a reason points; what decides by itself weighs at least this much.
constexpr double heavy = 2;

Tone toneOf(const Reason &reason)
{
    if (reason.stage == gateway::Stage::Virus && reason.points > 0)
        return Tone::Virus;
    if (reason.points >= heavy)
        return Tone::Bad;
    if (reason.points > 0)
        return Tone::Attention;
    return reason.points < 0 ? Tone::Good : Tone::Information;
}

} // namespace

ReasonList::ReasonList(QWidget *parent) : QWidget(parent), m_rows(column(this)) {}

QString ReasonList::pointsText(double points)
{
    if (points == 0)
        return {};
    const QString sign = points > 0 ? u"+ "_s : u"\u2212 "_s;
    return sign + QLocale().toString(std::abs(points), 'f', 1);
}

void ReasonList::setReasons(const QList<Reason> &reasons)
{
    while (m_rows->count() > 0)
        delete std::unique_ptr<QLayoutItem>(m_rows->takeAt(0))->widget();
    if (reasons.isEmpty())
        m_rows->addWidget(paragraph(tr("No layer found anything to note."), TextRole::Body, Ink::Muted));
    for (const Reason &reason : reasons) {
        auto *line = new Ground(Ground::Fill::Surface, Qt::BottomEdge);
        auto *places = new QHBoxLayout(line);
        places->setContentsMargins(0, 6, 0, 7);
        places->setSpacing(10);
        auto *mark = new IconLabel(toneIcon(toneOf(reason)), 16);
        mark->setInk(int(toneInk(toneOf(reason))));
        auto *markPlace = new QVBoxLayout;
        markPlace->setContentsMargins(0, 2, 0, 0); // In the middle of the first line.
        markPlace->addWidget(mark);
        markPlace->addStretch();
        places->addLayout(markPlace);
        auto *words = new QVBoxLayout;
        words->setSpacing(0);
        words->addWidget(paragraph(gateway::reasonText(reason, windowLanguage())));
        words->addWidget(new TextLabel(stageName(reason.stage), TextRole::Small, Ink::Muted));
        places->addLayout(words, 1);
        places->addWidget(new TextLabel(pointsText(reason.points), TextRole::Number, Ink::Muted), 0, Qt::AlignTop);
        m_rows->addWidget(line);
    }
}

} // namespace ui
