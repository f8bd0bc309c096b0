#include "ui/widgets/secretfield.h"

#include "ui/theme/icons.h"
#include "ui/widgets/button.h"

#include <QHBoxLayout>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace ui {

SecretField::SecretField(QWidget *parent) : QWidget(parent), m_edit(new QLineEdit)
{
    QToolButton *eye = iconButton(u"eye"_s, tr("Show what is typed"));
    eye->setCheckable(true);
    m_edit->setEchoMode(QLineEdit::Password);
    m_edit->setMaxLength(1000);
    setFocusProxy(m_edit);
    auto *places = new QHBoxLayout(this);
    places->setContentsMargins(0, 0, 0, 0);
    places->setSpacing(4);
    places->addWidget(m_edit, 1);
    places->addWidget(eye);
    connect(eye, &QToolButton::toggled, this, [this, eye](bool isShown) {
        m_edit->setEchoMode(isShown ? QLineEdit::Normal : QLineEdit::Password);
        eye->setIcon(icon(isShown ? u"eye-off"_s : u"eye"_s));
        eye->setToolTip(isShown ? tr("Hide what is typed") : tr("Show what is typed"));
        eye->setAccessibleName(eye->toolTip());
    });
    connect(m_edit, &QLineEdit::textEdited, this, &SecretField::edited);
}

void SecretField::setStored(bool isStored)
{
    m_edit->clear();
    m_edit->setPlaceholderText(isStored ? tr("stored") : tr("none stored"));
}

QString SecretField::secret() const { return m_edit->text(); }

} // namespace ui
