#include "ui/widgets/modeswitch.h"

#include "ui/widgets/button.h"

#include <QButtonGroup>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

ModeSwitch::ModeSwitch(const QString &name, QWidget *parent) : QWidget(parent), m_name(name)
{
    auto *places = new QHBoxLayout(this);
    places->setContentsMargins(0, 0, 0, 0);
    places->setSpacing(2);
    auto *group = new QButtonGroup(this);
    const auto add = [&](const QString &mode, const QString &word, const QString &iconName, const QString &meaning) {
        QPushButton *choice = smallButton(word, iconName);
        choice->setCheckable(true);
        choice->setProperty("segment", true);
        choice->setToolTip(meaning);
        choice->setAccessibleName(m_name + u": "_s + word);
        group->addButton(choice);
        places->addWidget(choice);
        m_choices.append({mode, choice});
        connect(choice, &QPushButton::toggled, this, [this, mode](bool isOn) {
            if (!isOn || mode == m_mode)
                return;
            m_mode = mode;
            Q_EMIT chosen(mode);
        });
    };
    add(u"observe"_s, tr("Observe"), u"eye"_s, tr("Only counts what it would have done"));
    add(u"warn"_s, tr("Warn"), u"triangle-alert"_s, tr("Lets the mail in and adds a header field that says so"));
    add(u"enforce"_s, tr("Enforce"), u"shield-check"_s, tr("Acts"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QString ModeSwitch::mode() const { return m_mode; }

void ModeSwitch::setMode(const QString &mode)
{
    m_mode = mode;
    for (const Choice &choice : std::as_const(m_choices)) {
        if (choice.mode == mode)
            choice.button->setChecked(true);
    }
}

} // namespace ui
