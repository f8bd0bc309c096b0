#include "ui/pages/tabbedpage.h"

#include "ui/pages/pagetab.h"
#include "ui/widgets/frames.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

TabbedPage::TabbedPage(GatewayLink &link, QWidget *parent) : Page(link, parent), m_bar(new QTabBar), m_tabs(new QStackedWidget), m_above(new QVBoxLayout),
    m_below(new QVBoxLayout)
{
    m_bar->setDrawBase(false);
    m_bar->setExpanding(false);
    m_bar->setFocusPolicy(Qt::TabFocus);
    auto *head = new Ground(Ground::Fill::Surface, Qt::BottomEdge);
    auto *places = new QHBoxLayout(head);
    places->setContentsMargins(13, 0, 16, 0); // The words of the first tab stand under the title.
    places->addWidget(m_bar);
    places->addStretch();
    for (QVBoxLayout *layout : {m_above, m_below})
        layout->setSpacing(0);
    auto *all = column(this);
    all->addWidget(head);
    all->addLayout(m_above);
    all->addWidget(m_tabs, 1);
    all->addLayout(m_below);
    connect(m_bar, &QTabBar::currentChanged, this, [this](int index) {
        m_tabs->setCurrentIndex(index);
        if (isVisible() && client())
            currentTab()->refresh();
    });
}

void TabbedPage::addTab(PageTab *tab)
{
    m_tabs->addWidget(tab);
    m_bar->addTab(tab->title());
    const QList<QAction *> actions = tab->actions();
    addActions(actions);
    connect(tab, &PageTab::doorOpened, this, &Page::doorOpened);
    connect(tab, &PageTab::tabWanted, this, [this](const QString &id, const QString &argument) { openDoor(id + u':' + argument); });
}

PageTab *TabbedPage::tab(int index) const { return static_cast<PageTab *>(m_tabs->widget(index)); }

PageTab *TabbedPage::currentTab() const { return static_cast<PageTab *>(m_tabs->currentWidget()); }

void TabbedPage::refresh()
{
    if (client())
        currentTab()->refresh();
}

void TabbedPage::follow(const QList<gateway::admin::Event> &events) { currentTab()->follow(events); }

void TabbedPage::forget()
{
    for (int i = 0; i < m_tabs->count(); ++i)
        tab(i)->forget();
}

void TabbedPage::openDoor(const QString &argument)
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (tab(i)->id() != argument.section(u':', 0, 0))
            continue;
        m_bar->setCurrentIndex(i);
        if (const QString rest = argument.section(u':', 1); !rest.isEmpty())
            tab(i)->openDoor(rest);
    }
}

void TabbedPage::editFilter() { currentTab()->editFilter(); }

bool TabbedPage::cancel() { return currentTab()->cancel(); }

bool TabbedPage::hasUnsaved() const
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (tab(i)->hasUnsaved())
            return true;
    }
    return false;
}

QList<QWidget *> TabbedPage::panes() const
{
    QList<QWidget *> panes{m_bar};
    panes.append(currentTab()->panes());
    return panes;
}

QVariantMap TabbedPage::place() const
{
    QVariantMap place{{u"tab"_s, m_bar->currentIndex()}};
    for (int i = 0; i < m_tabs->count(); ++i)
        place.insert(tab(i)->id(), tab(i)->place());
    return place;
}

void TabbedPage::restore(const QVariantMap &place)
{
    for (int i = 0; i < m_tabs->count(); ++i)
        tab(i)->restore(place.value(tab(i)->id()).toMap());
    m_bar->setCurrentIndex(place.value(u"tab"_s).toInt());
}

} // namespace ui
