#include "ui/pages/settingspage.h"

#include "ui/models/format.h"
#include "ui/models/plaintext.h"
#include "ui/session/language.h"
#include "ui/shell/statusstrip.h"
#include "ui/widgets/button.h"
#include "ui/widgets/codebox.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/textlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QFile>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::admin::Status;

namespace ui {
namespace {

constexpr int fieldWidth = 320;

QVBoxLayout *cardBody(Card *card)
{
    auto *inside = new QVBoxLayout;
    inside->setContentsMargins(16, 12, 16, 16);
    inside->setSpacing(6);
    card->body()->addLayout(inside);
    return inside;
}

QString readResource(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

SettingsPage::SettingsPage(GatewayLink &link, Theme &theme, Language &language, QWidget *parent) : Page(link, parent), m_theme(theme), m_language(language),
    m_facts(new FactGrid), m_problems(paragraph({}, TextRole::Body, Ink::Attention))
{
    auto *content = new QWidget;
    auto *all = column(content, 24, 16);
    all->addWidget(connectionCard());
    all->addWidget(windowCard());
    all->addWidget(aboutCard());
    all->addStretch();
    content->setMaximumWidth(880);
    column(this)->addWidget(scrolling(content));
    connect(&link, &GatewayLink::statusChanged, this, &SettingsPage::showConnection);
    connect(&link, &GatewayLink::stateChanged, this, &SettingsPage::showConnection);
    showConnection();
}

QString SettingsPage::id() const { return u"settings"_s; }
QString SettingsPage::title() const { return tr("Settings"); }
QString SettingsPage::question() const { return tr("How is this gateway run, and how does this window look?"); }
QString SettingsPage::iconName() const { return u"settings"_s; }

QWidget *SettingsPage::connectionCard()
{
    auto *card = new Card(tr("Connection"));
    QPushButton *change = smallButton(tr("Change …"), u"plug"_s);
    connect(change, &QPushButton::clicked, this, &SettingsPage::connectionWanted);
    card->header()->addWidget(change);
    auto *inside = cardBody(card);
    inside->addWidget(m_facts);
    inside->addWidget(m_problems);
    return card;
}

QWidget *SettingsPage::windowCard()
{
    auto *languages = new QComboBox;
    languages->addItems({tr("As the desktop"), u"English"_s, u"日本語"_s});
    languages->setCurrentIndex(int(m_language.choice()));
    languages->setMaximumWidth(fieldWidth);
    languages->setAccessibleName(tr("Language"));
    connect(languages, &QComboBox::activated, this, [this](int index) {
        preferences::setLanguage(preferences::LanguageChoice(index));
        m_language.choose(preferences::LanguageChoice(index));
    });
    auto *themes = new QComboBox;
    themes->addItems({tr("As the desktop"), tr("Light"), tr("Dark")});
    themes->setCurrentIndex(int(m_theme.mode()));
    themes->setMaximumWidth(fieldWidth);
    themes->setAccessibleName(tr("Theme"));
    connect(themes, &QComboBox::activated, this, [this](int index) {
        preferences::setTheme(Theme::Mode(index));
        m_theme.setMode(Theme::Mode(index));
    });
    auto *keep = new QCheckBox(tr("Keep the trial gateway serving when this window is closed"));
    keep->setChecked(preferences::keepsServing());
    connect(keep, &QCheckBox::toggled, this, [](bool keeps) { preferences::setKeepsServing(keeps); });

    auto *card = new Card(tr("This window"));
    auto *inside = cardBody(card);
    inside->addWidget(new TextLabel(tr("Language"), TextRole::Strong));
    inside->addWidget(languages);
    inside->addWidget(new TextLabel(tr("The change is made at once."), TextRole::Small, Ink::Muted));
    inside->addSpacing(8);
    inside->addWidget(new TextLabel(tr("Theme"), TextRole::Strong));
    inside->addWidget(themes);
    inside->addSpacing(8);
    inside->addWidget(keep);
    return card;
}

QWidget *SettingsPage::aboutCard()
{
    auto *card = new Card(tr("About"));
    auto *facts = new FactGrid;
    facts->add(tr("Program"), u"Postern %1"_s.arg(QCoreApplication::applicationVersion()));
    facts->add(tr("Licence"), tr("GNU General Public License, version 2 or later. You may use, study, share and change it."));
    facts->add(tr("Built on"), tr("Qt %1 (LGPL 3), icons from Lucide (ISC), fonts of your system").arg(QString::fromLatin1(qVersion())));
    auto *licence = new CodeBox(8);
    licence->setText(readResource(u":/icons/LICENSE"_s));
    licence->setAccessibleName(tr("Licence of the icons"));
    auto *inside = cardBody(card);
    inside->addWidget(facts);
    inside->addSpacing(6);
    inside->addWidget(heading(tr("Licence of the icons")));
    inside->addWidget(licence);
    return card;
}

void SettingsPage::refresh() { link().refresh(); }

void SettingsPage::forget() { showConnection(); }

void SettingsPage::showConnection()
{
    m_facts->clear();
    m_facts->add(tr("State"), stateWord(link()));
    m_facts->add(tr("Cause"), link().cause());
    m_facts->add(tr("Gateway"), link().state() == GatewayLink::State::None ? QString() : link().address().name());
    m_facts->add(tr("Data directory"), link().address().dataDirectory);
    m_facts->add(tr("Address"), link().address().url);
    m_problems->hide();
    if (!link().status())
        return;
    const Status &status = *link().status();
    m_facts->add(tr("Version"), status.version);
    m_facts->add(tr("Host"), status.hostName);
    m_facts->add(tr("Mode"), status.mode == "trial"_L1 ? tr("trial: on this computer only, nothing goes outside") : tr("service"));
    m_facts->add(tr("Serving since"), formatDateTime(status.started));
    m_facts->add(tr("Receives mail at"), status.smtp);
    m_facts->add(tr("Hands mail to"), status.nextHop.isEmpty() ? QString() : status.isNextHopUp ? status.nextHop : tr("%1, does not answer").arg(status.nextHop));
    m_facts->add(tr("Policy"), status.policyVersion > 0 ? tr("version %1").arg(status.policyVersion) : QString());
    m_facts->add(tr("Virus scanner"), status.virusEngine);
    m_facts->add(tr("Signatures"), status.signatures > 0 ? tr("%1, from %2").arg(formatNumber(status.signatures), formatDateTime(status.signatureDate)) : tr("none"));
    m_facts->add(tr("Sandbox of the scanner"), status.sandbox);
    m_problems->setText(status.problems.join(u'\n'));
    m_problems->setVisible(!status.problems.isEmpty());
}

} // namespace ui
