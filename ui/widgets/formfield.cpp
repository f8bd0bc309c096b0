#include "ui/widgets/formfield.h"

#include "ui/widgets/button.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

FormField::FormField(const QString &label, QWidget *field, const QString &help, QWidget *parent) : QWidget(parent), m_field(field), m_label(label),
    m_help(paragraph({}, TextRole::Small, Ink::Muted)), m_error(paragraph({}, TextRole::Small, Ink::Bad)), m_errorLine(new QWidget)
{
    auto *mark = new IconLabel(u"circle-x"_s, 14);
    mark->setInk(int(Ink::Bad));
    auto *places = new QHBoxLayout(m_errorLine);
    places->setContentsMargins(0, 0, 0, 0);
    places->setSpacing(6);
    places->addWidget(mark, 0, Qt::AlignTop);
    places->addWidget(m_error, 1);
    auto *all = column(this, 0, 4);
    if (!label.isEmpty())
        all->addWidget(new TextLabel(label, TextRole::Strong));
    all->addWidget(field);
    all->addWidget(m_help);
    all->addWidget(m_errorLine);
    setMaximumWidth(widest);
    setHelp(help);
    setError({});
}

void FormField::setHelp(const QString &help)
{
    m_help->setText(help);
    m_help->setVisible(!help.isEmpty());
    target()->setAccessibleName(m_label);
    target()->setAccessibleDescription(help);
}

void FormField::setError(const QString &sentence)
{
    m_error->setText(sentence);
    m_errorLine->setVisible(!sentence.isEmpty());
    target()->setAccessibleName(sentence.isEmpty() ? m_label : m_label + u". "_s + sentence);
}

QWidget *FormField::target() const { return m_field->focusProxy() ? m_field->focusProxy() : m_field; }

QString FormField::error() const { return m_error->text(); }

} // namespace ui
