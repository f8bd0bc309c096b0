#include "ui/widgets/question.h"

#include "ui/widgets/button.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

Question::Question(const QString &iconName, const QString &sentence, const QString &more, QWidget *parent) : QDialog(parent), m_buttons(row(8))
{
    setWindowTitle(sentence);
    setAttribute(Qt::WA_DeleteOnClose);
    setFixedWidth(480);
    auto *icon = new IconLabel(iconName, 24);
    icon->setInk(int(Ink::Attention));
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(paragraph(sentence, TextRole::DetailTitle));
    words->addWidget(paragraph(more));
    auto *top = row(14);
    top->addWidget(icon, 0, Qt::AlignTop);
    top->addLayout(words, 1);
    auto *all = column(this, 20, 20);
    all->addLayout(top);
    m_buttons->addStretch();
    all->addLayout(m_buttons);
}

// A dialog does not ask its layout how high the text is at this width.
void Question::showEvent(QShowEvent *event)
{
    setFixedHeight(layout()->totalHeightForWidth(width()));
    QDialog::showEvent(event);
}

QPushButton *Question::addButton(const QString &text, const QString &iconName, bool isPrimary, std::function<void()> act)
{
    QPushButton *choice = button(text, iconName, isPrimary ? ButtonKind::Primary : ButtonKind::Normal);
    if (isPrimary)
        choice->setFocus();
    connect(choice, &QPushButton::clicked, this, [this, act] {
        accept();
        if (act)
            act();
    });
    m_buttons->addWidget(choice);
    return choice;
}

void askToLeaveForm(QWidget *window, std::function<void()> leave)
{
    auto *question = new Question(u"pencil"_s, Question::tr("Leave without saving?"), Question::tr("What you typed here is then lost."), window);
    question->addButton(Question::tr("Leave without saving"), {}, false, std::move(leave));
    question->addButton(Question::tr("Keep editing"), {}, true);
    question->open();
}

} // namespace ui
