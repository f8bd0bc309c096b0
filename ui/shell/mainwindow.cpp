#include "ui/shell/mainwindow.h"

#include "ui/models/format.h"
#include "ui/models/plaintext.h"
#include "ui/pages/defencepage.h"
#include "ui/pages/directorypage.h"
#include "ui/pages/mailpage.h"
#include "ui/pages/quarantinepage.h"
#include "ui/pages/queuepage.h"
#include "ui/pages/senderspage.h"
#include "ui/pages/settingspage.h"
#include "ui/pages/startpage.h"
#include "ui/pages/testlabpage.h"
#include "ui/pages/tlspage.h"
#include "ui/session/language.h"
#include "ui/session/trialgateway.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/connectionbutton.h"
#include "ui/shell/mainmenu.h"
#include "ui/shell/navigation.h"
#include "ui/shell/pageheader.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/statusstrip.h"
#include "ui/theme/icons.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/question.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

constexpr int collapseBelow = 1100;
constexpr qsizetype longestHistory = 50;

QIcon doorIcon()
{
    QIcon all;
    for (const int size : {16, 24, 32, 48, 64, 128})
        all.addPixmap(iconPixmap(u"postern"_s, size, Palette::light().accent, 1));
    return all;
}

} // namespace

MainWindow::MainWindow(Services services, QWidget *parent) : QMainWindow(parent), m_services(services)
{
    setWindowTitle(u"Postern"_s);
    setWindowIcon(doorIcon());
    setMinimumSize(1024, 680);
    resize(1280, 800);
    restoreGeometry(preferences::state(u"window"_s));
    build();
    // Queued: the switch comes from a widget that the building anew deletes.
    connect(&m_services.language, &Language::changed, this, &MainWindow::build, Qt::QueuedConnection);
    connect(&m_services.link, &GatewayLink::stateChanged, this, &MainWindow::showLink);
    connect(&m_services.link, &GatewayLink::statusChanged, this, &MainWindow::showBadges);
    connect(&m_services.trial, &TrialGateway::stateChanged, this, &MainWindow::showTrial);
}

MainWindow::~MainWindow()
{
    // The pages save their places; they must go before the services do.
    delete takeCentralWidget();
}

void MainWindow::build()
{
    QHash<QString, QVariantMap> places;
    const QString current = m_current.isEmpty() ? u"mail"_s : m_current;
    if (m_pages) {
        for (const QString &id : pageIds())
            places.insert(id, page(id)->place());
    }
    delete takeCentralWidget();
    delete m_menu;
    m_current.clear();
    m_side = new SideBar;
    m_pages = new QStackedWidget;
    m_root = new QStackedWidget;
    m_start = new StartPage(m_services.link, m_services.trial);
    m_root->addWidget(m_start);
    m_root->addWidget(pagesArea());
    auto *center = new QWidget;
    auto *all = column(center);
    all->addWidget(m_root, 1);
    all->addWidget(new StatusStrip(m_services.link));
    setCentralWidget(center);

    addPage(new MailPage(m_services.link));
    addPage(new QuarantinePage(m_services.link));
    addPage(new QueuePage(m_services.link));
    addPage(new DefencePage(m_services.link));
    addPage(new SendersPage(m_services.link));
    addPage(new DirectoryPage(m_services.link));
    addPage(new TlsPage(m_services.link));
    addPage(new TestLabPage(m_services.link));
    auto *settings = new SettingsPage(m_services.link, m_services.theme, m_services.language);
    connect(settings, &SettingsPage::connectionWanted, this, &MainWindow::chooseGateway, Qt::QueuedConnection);
    addPage(settings);

    QList<CommandPalette::Target> targets;
    for (int i = 0; i < m_pages->count(); ++i) {
        const auto *target = static_cast<Page *>(m_pages->widget(i));
        targets.append({target->id(), target->title(), target->iconName()});
    }
    m_palette = new CommandPalette(m_services.link, targets, center);
    connect(m_palette, &CommandPalette::chosen, this, &MainWindow::openPage);
    m_menu = new MainMenu(*this);
    connect(m_side->navigation(), &Navigation::pageChosen, this, &MainWindow::showPage);
    for (auto it = places.cbegin(); it != places.cend(); ++it)
        page(it.key())->restore(it.value());
    m_side->setCollapsed(width() < collapseBelow);
    m_side->navigation()->setCurrent(current);
    showLink();
    showBadges();
}

QWidget *MainWindow::pagesArea()
{
    m_header = new PageHeader;
    connect(m_header, &PageHeader::searchWanted, this, &MainWindow::openSearch);
    connect(m_side->menuButton(), &QToolButton::clicked, this, &MainWindow::openMenu);
    connect(m_side->connection(), &ConnectionButton::clicked, this, &MainWindow::openMenu);
    m_lost = new Banner(Banner::Shape::Strip);
    auto *area = new QWidget;
    auto *sides = new QHBoxLayout(area);
    sides->setContentsMargins(0, 0, 0, 0);
    sides->setSpacing(0);
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_header);
    right->addWidget(m_lost);
    right->addWidget(m_pages, 1);
    sides->addWidget(m_side);
    sides->addLayout(right, 1);
    return area;
}

void MainWindow::addPage(Page *added)
{
    m_pages->addWidget(added);
    m_side->navigation()->addPage(added->id(), added->title(), added->iconName());
    connect(added, &Page::doorOpened, this, &MainWindow::openPage);
}

QStringList MainWindow::pageIds() const
{
    QStringList ids;
    for (int i = 0; i < m_pages->count(); ++i)
        ids.append(static_cast<Page *>(m_pages->widget(i))->id());
    return ids;
}

Page *MainWindow::page(const QString &id) const { return static_cast<Page *>(m_pages->widget(int(pageIds().indexOf(id)))); }

Page *MainWindow::currentPage() const { return static_cast<Page *>(m_pages->currentWidget()); }

void MainWindow::openPage(const QString &id, const QString &argument)
{
    m_side->navigation()->setCurrent(id);
    if (!argument.isEmpty())
        currentPage()->openDoor(argument);
}

void MainWindow::showPage(const QString &id)
{
    if (id == m_current)
        return;
    if (!m_current.isEmpty()) {
        m_back.append(m_current);
        if (m_back.size() > longestHistory)
            m_back.removeFirst();
        m_forward.clear();
    }
    m_current = id;
    m_pages->setCurrentIndex(int(pageIds().indexOf(id)));
    m_header->setPage(currentPage()->title(), currentPage()->question());
    setWindowTitle(tr("%1 – Postern").arg(currentPage()->title()));
}

void MainWindow::goBack()
{
    if (m_back.isEmpty())
        return;
    const QStringList forward = QStringList(m_forward) << m_current;
    const QString target = m_back.takeLast();
    const QStringList back = m_back;
    openPage(target);
    m_back = back;
    m_forward = forward;
}

void MainWindow::goForward()
{
    if (m_forward.isEmpty())
        return;
    QStringList forward = m_forward;
    openPage(forward.takeLast());
    m_forward = forward;
}

void MainWindow::openSearch()
{
    if (m_root->currentWidget() != m_start)
        m_palette->open();
}

void MainWindow::openMenu()
{
    QWidget *anchor = m_side->isVisible() ? static_cast<QWidget *>(m_side->menuButton()) : m_start;
    if (sender() == m_side->connection())
        anchor = m_side->connection();
    m_menu->popup(anchor->mapToGlobal(QPoint(0, anchor == m_start ? 0 : anchor->height() + 2)));
}

void MainWindow::chooseGateway()
{
    leaveForGood([this] {
        m_services.link.disconnectFrom();
        m_services.trial.stop();
    });
}

void MainWindow::leaveForGood(const std::function<void()> &leave)
{
    const QStringList ids = pageIds();
    const auto unsaved = std::ranges::find_if(ids, [this](const QString &id) { return page(id)->hasUnsaved(); });
    if (unsaved == ids.end())
        return leave();
    openPage(*unsaved);
    auto *question = new Question(u"triangle-alert"_s, tr("Leave without saving?"), tr("Under “%1” there are changes that are not saved.").arg(page(*unsaved)->title()), this);
    question->addButton(tr("Leave without saving"), {}, false, leave);
    question->addButton(tr("Keep editing"), {}, true);
    question->open();
}

void MainWindow::showTrial()
{
    if (m_services.trial.state() == TrialGateway::State::Serving)
        m_services.link.connectTo({.dataDirectory = m_services.trial.dataDirectory(), .url = {}, .tokenFile = {}, .isTrial = true});
}

void MainWindow::showLink()
{
    const GatewayLink &link = m_services.link;
    const bool isConnected = link.state() == GatewayLink::State::Connected;
    // Until it answered once there is nothing to show: what is wrong is said where a gateway is chosen.
    m_root->setCurrentIndex(link.status() ? 1 : 0);
    m_side->connection()->setGateway(stateTone(link), link.address().name(), link.status() ? link.status()->hostName : QString(), stateWord(link));
    if (link.state() == GatewayLink::State::Lost && link.status()) {
        m_lost->show(Tone::Bad, tr("The gateway has not answered since %1. It is asked again every two seconds.").arg(link.lostSince().toString(u"HH:mm:ss"_s)), link.cause(), u"unplug"_s);
        return;
    }
    const bool wasLost = m_lost->isVisible();
    m_lost->hide();
    if (!isConnected)
        return;
    preferences::setLastGateway({link.address().isTrial, link.address().dataDirectory, link.address().url, link.address().tokenFile});
    if (wasLost)
        currentPage()->refresh();
}

void MainWindow::showBadges()
{
    if (!m_services.link.status())
        return;
    const gateway::admin::Status &status = *m_services.link.status();
    m_side->navigation()->setBadge(u"quarantine"_s, status.quarantined, Tone::Attention);
    m_side->navigation()->setBadge(u"queue"_s, status.queued, status.isNextHopUp ? Tone::Information : Tone::Attention);
    m_side->connection()->setGateway(stateTone(m_services.link), m_services.link.address().name(), status.hostName, stateWord(m_services.link));
}

void MainWindow::moveToPane(int step)
{
    QList<QWidget *> panes{m_side->navigation()};
    panes.append(currentPage()->panes());
    qsizetype at = -1;
    for (qsizetype i = 0; i < panes.size(); ++i) {
        if (panes[i]->hasFocus() || (focusWidget() && panes[i]->isAncestorOf(focusWidget())))
            at = i;
    }
    panes[(at + step + panes.size()) % panes.size()]->setFocus(step > 0 ? Qt::TabFocusReason : Qt::BacktabFocusReason);
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && currentPage()->cancel())
        return;
    QMainWindow::keyPressEvent(event);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    if (m_side)
        m_side->setCollapsed(width() < collapseBelow);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_isLeaving && std::ranges::any_of(pageIds(), [this](const QString &id) { return page(id)->hasUnsaved(); })) {
        event->ignore();
        return leaveForGood([this] {
            m_isLeaving = true;
            close();
        });
    }
    preferences::setState(u"window"_s, saveGeometry());
    m_services.trial.setKeepsServing(preferences::keepsServing());
    QMainWindow::closeEvent(event);
}

} // namespace ui
