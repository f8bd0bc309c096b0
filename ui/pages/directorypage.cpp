#include "ui/pages/directorypage.h"

#include "ui/pages/domainstab.h"
#include "ui/pages/guessestab.h"
#include "ui/pages/importstab.h"
#include "ui/pages/peopletab.h"
#include "ui/pages/sourcestab.h"

using namespace Qt::StringLiterals;

namespace ui {

DirectoryPage::DirectoryPage(GatewayLink &link, QWidget *parent) : TabbedPage(link, parent)
{
    addTab(new SourcesTab(link));
    addTab(new PeopleTab(link));
    addTab(new DomainsTab(link));
    addTab(new ImportsTab(link));
    addTab(new GuessesTab(link));
}

QString DirectoryPage::id() const { return u"directory"_s; }
QString DirectoryPage::title() const { return tr("Directory"); }
QString DirectoryPage::question() const { return tr("Who are our people, and is the list fresh?"); }
QString DirectoryPage::iconName() const { return u"book-user"_s; }

} // namespace ui
