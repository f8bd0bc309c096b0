#include "ui/widgets/choicelist.h"

#include "ui/theme/fonts.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/textlabel.h"

#include <QRadioButton>
#include <QVBoxLayout>

namespace ui {

ChoiceList::ChoiceList(QWidget *parent) : QWidget(parent), m_rows(column(this, 0, 12)) {}

void ChoiceList::add(const QString &value, const QString &name, const QString &sentence)
{
    auto *choice = new QRadioButton(name);
    choice->setFont(ui::font(TextRole::Strong));
    choice->setAccessibleDescription(sentence);
    auto *words = new QVBoxLayout;
    words->setContentsMargins(26, 0, 0, 0); // Under the words beside the mark.
    words->addWidget(paragraph(sentence, TextRole::Body, Ink::Muted));
    auto *both = new QVBoxLayout;
    both->setSpacing(2);
    both->addWidget(choice);
    both->addLayout(words);
    m_rows->addLayout(both);
    m_choices.append({value, choice});
    connect(choice, &QRadioButton::toggled, this, [this, value](bool isOn) {
        if (!isOn || value == m_value)
            return;
        m_value = value;
        Q_EMIT chosen(value);
    });
}

QString ChoiceList::value() const { return m_value; }

void ChoiceList::setValue(const QString &value)
{
    m_value = value;
    for (const auto &[known, choice] : std::as_const(m_choices)) {
        if (known == value)
            choice->setChecked(true);
    }
}

} // namespace ui
