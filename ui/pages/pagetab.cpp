#include "ui/pages/pagetab.h"

#include "ui/theme/icons.h"

#include <QAction>

namespace ui {

PageTab::PageTab(GatewayLink &link, QWidget *parent) : QWidget(parent), m_link(link) {}

QAction *PageTab::listAction(QWidget *list, const QString &text, const QString &iconName, const QKeySequence &key)
{
    auto *action = new QAction(text, this);
    if (!iconName.isEmpty())
        action->setIcon(icon(iconName));
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetShortcut);
    list->addAction(action);
    addAction(action); // WidgetShortcut: here it only shows in the page's menu.
    return action;
}

} // namespace ui
