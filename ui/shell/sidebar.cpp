#include "ui/shell/sidebar.h"

#include "ui/shell/connectionbutton.h"
#include "ui/shell/navigation.h"
#include "ui/widgets/button.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

SideBar::SideBar(QWidget *parent) : Ground(Fill::Nav, Qt::RightEdge, parent), m_name(new TextLabel(u"Postern"_s, TextRole::DetailTitle)),
    m_menu(iconButton(u"menu"_s, tr("Menu (F10)"))), m_connection(new ConnectionButton), m_navigation(new Navigation)
{
    auto *logo = new IconLabel(u"postern"_s, 22);
    logo->setInk(int(Ink::Accent));
    m_logo = logo;
    auto *brand = row(10);
    brand->addWidget(m_logo);
    brand->addWidget(m_name, 1);
    brand->addWidget(m_menu);
    brand->setContentsMargins(9, 10, 0, 10);
    auto *all = column(this);
    all->setContentsMargins(8, 0, 9, 8);
    all->addLayout(brand);
    all->addWidget(m_connection);
    all->addSpacing(11);
    all->addWidget(m_navigation, 1);
    setCollapsed(false);
}

void SideBar::setCollapsed(bool collapsed)
{
    setFixedWidth(scaled(collapsed ? 57 : 208));
    m_logo->setVisible(!collapsed);
    m_name->setVisible(!collapsed);
    m_connection->setCollapsed(collapsed);
    m_navigation->setCollapsed(collapsed);
}

} // namespace ui
