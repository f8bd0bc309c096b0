#include "ui/widgets/numberfield.h"

#include "ui/theme/fonts.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QIntValidator>
#include <QLineEdit>
#include <algorithm>

namespace ui {

NumberField::NumberField(int least, int most, const QString &unit, QWidget *parent) : QWidget(parent), m_least(least), m_most(most), m_edit(new QLineEdit)
{
    m_edit->setValidator(new QIntValidator(least, most, m_edit));
    m_edit->setFixedWidth(scaled(96));
    m_edit->setAlignment(Qt::AlignRight);
    m_edit->setFont(ui::font(TextRole::Number));
    setFocusProxy(m_edit);
    auto *places = new QHBoxLayout(this);
    places->setContentsMargins(0, 0, 0, 0);
    places->setSpacing(8);
    places->addWidget(m_edit);
    places->addWidget(new TextLabel(unit, TextRole::Body, Ink::Muted), 1);
    setValue(least);
    connect(m_edit, &QLineEdit::textEdited, this, &NumberField::edited);
    connect(m_edit, &QLineEdit::editingFinished, this, [this] { setValue(value()); });
}

int NumberField::value() const
{
    bool isNumber = false;
    const int value = m_edit->text().toInt(&isNumber);
    return isNumber ? std::clamp(value, m_least, m_most) : m_least;
}

void NumberField::setValue(int value) { m_edit->setText(QString::number(std::clamp(value, m_least, m_most))); }

} // namespace ui
