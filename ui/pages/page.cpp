#include "ui/pages/page.h"

#include "ui/theme/icons.h"

#include <QAction>

namespace ui {

Page::Page(GatewayLink &link, QWidget *parent) : QWidget(parent), m_link(link)
{
    connect(&link, &GatewayLink::clientChanged, this, [this] {
        forget();
        if (isVisible() && client())
            refresh();
    });
    connect(&link, &GatewayLink::eventsArrived, this, [this](const QList<gateway::admin::Event> &events) {
        if (isVisible())
            follow(events);
    });
}

void Page::follow(const QList<gateway::admin::Event> &) {}

void Page::openDoor(const QString &) {}

void Page::restore(const QVariantMap &) {}

QAction *Page::listAction(QWidget *list, const QString &text, const QString &iconName, const QKeySequence &key)
{
    auto *action = new QAction(text, this);
    action->setIcon(icon(iconName));
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetShortcut);
    list->addAction(action);
    addAction(action); // WidgetShortcut: here it only shows in the page's menu.
    return action;
}

void Page::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    // While the gateway is away the window says so once, at the top; no page says it again.
    if (client() && m_link.state() != GatewayLink::State::Lost)
        refresh();
}

} // namespace ui
