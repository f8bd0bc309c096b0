#include "ui/widgets/savedfilters.h"

#include "ui/widgets/button.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>

namespace ui {

SavedFilters::SavedFilters(QWidget *parent) : QWidget(parent), m_places(new QHBoxLayout(this))
{
    m_places->setContentsMargins(0, 0, 0, 0);
    m_places->setSpacing(4);
    m_places->addWidget(new TextLabel(tr("Saved"), TextRole::Small, Ink::Muted));
    m_places->addSpacing(4);
}

void SavedFilters::add(const QString &name, const FilterText &filter)
{
    QPushButton *choice = smallButton(name, {}, ButtonKind::Flat);
    choice->setCheckable(true);
    connect(choice, &QPushButton::clicked, this, [this, choice, filter] {
        // A second click on the filter in force takes it away.
        Q_EMIT chosen(choice->isChecked() ? filter : FilterText());
    });
    m_places->addWidget(choice);
    m_filters.append({choice, filter});
}

void SavedFilters::mark(const FilterText &filter)
{
    for (const auto &[choice, saved] : std::as_const(m_filters))
        choice->setChecked(saved == filter);
}

} // namespace ui
