#include "ui/widgets/statestack.h"

#include "ui/models/format.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QStackedLayout>

using namespace Qt::StringLiterals;

namespace ui {

StateStack::StateStack(QWidget *content, QWidget *parent) : QWidget(parent), m_banner(new Banner(Banner::Shape::Strip)), m_pages(new QStackedLayout),
    m_loadingText(new TextLabel({}, TextRole::Body, Ink::Muted)), m_emptyText(paragraph({}, TextRole::Body, Ink::Muted)), m_emptyIcon(new IconLabel({}, 24)),
    m_emptyButton(button({})), m_blank(new QWidget), m_loading(loadingPage()), m_empty(emptyPage()), m_content(content)
{
    auto *all = column(this);
    all->addWidget(m_banner);
    all->addLayout(m_pages, 1);
    for (QWidget *page : {m_blank, m_loading, m_empty, m_content})
        m_pages->addWidget(page);
    m_pages->setCurrentWidget(m_blank);
    m_delay.setSingleShot(true);
    m_delay.setInterval(150);
    connect(&m_delay, &QTimer::timeout, this, [this] { m_pages->setCurrentWidget(m_loading); });
    connect(m_emptyButton, &QPushButton::clicked, this, &StateStack::buttonClicked);
}

void StateStack::showLoading(const QString &sentence)
{
    m_loadingText->setText(sentence);
    m_state = State::Loading;
    // What is there stays until the answer comes; and an answer within 150 ms needs no word about waiting.
    if (!m_hasData && m_pages->currentWidget() != m_loading)
        m_delay.start();
}

void StateStack::showEmpty(const QString &iconName, const QString &sentence, const QString &buttonText)
{
    m_emptyIcon->setIcon(iconName);
    m_emptyText->setText(sentence);
    m_emptyButton->setText(buttonText);
    m_emptyButton->setVisible(!buttonText.isEmpty());
    m_hasData = false;
    m_banner->hide();
    enter(State::Empty, m_empty);
}

void StateStack::showFailed(const QString &sentence, const QString &cause)
{
    const QString dated = m_hasData ? cause + u' ' + tr("What you see is from %1.").arg(formatTime(m_filledAt)) : cause;
    m_banner->show(Tone::Bad, sentence, dated);
    connect(m_banner->setButton(tr("Try again"), u"rotate-cw"_s), &QPushButton::clicked, this, &StateStack::retryWanted);
    enter(State::Failed, m_hasData ? m_content : m_blank);
}

void StateStack::showFilled()
{
    m_hasData = true;
    m_filledAt = QDateTime::currentDateTime();
    m_banner->hide();
    enter(State::Filled, m_content);
}

void StateStack::enter(State state, QWidget *page)
{
    m_delay.stop();
    m_state = state;
    m_pages->setCurrentWidget(page);
}

QWidget *StateStack::loadingPage()
{
    auto *page = new QWidget;
    auto *bar = new QProgressBar;
    bar->setRange(0, 0);
    bar->setFixedSize(240, 4);
    m_loadingText->setAlignment(Qt::AlignHCenter);
    auto *all = column(page, 24, 12);
    all->addStretch(2);
    all->addWidget(m_loadingText);
    all->addWidget(bar, 0, Qt::AlignHCenter);
    all->addStretch(3);
    return page;
}

QWidget *StateStack::emptyPage()
{
    auto *page = new QWidget;
    m_emptyText->setAlignment(Qt::AlignHCenter);
    m_emptyText->setMaximumWidth(420);
    auto *all = column(page, 24, 12);
    all->addStretch(2);
    all->addWidget(m_emptyIcon, 0, Qt::AlignHCenter);
    auto *line = row();
    line->addStretch();
    line->addWidget(m_emptyText, 1);
    line->addStretch();
    all->addLayout(line);
    all->addWidget(m_emptyButton, 0, Qt::AlignHCenter);
    all->addStretch(3);
    return page;
}

} // namespace ui
