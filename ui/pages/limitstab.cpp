#include "ui/pages/limitstab.h"

#include "ui/widgets/factgrid.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/numberfield.h"
#include "ui/widgets/textlabel.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::admin::DefenceRates;
using gateway::admin::DefenceSettings;

namespace ui {
namespace {

constexpr std::array clientKinds{&DefenceSettings::unknownRates, &DefenceSettings::knownRates, &DefenceSettings::partnerRates};
constexpr std::array rateKinds{&DefenceRates::connectionsPerMinute, &DefenceRates::messagesPerMinute, &DefenceRates::recipientsPerHour};
constexpr int highestRate = 10'000'000;

} // namespace

LimitsTab::LimitsTab(GatewayLink &link, DefenceDraft &draft, QWidget *parent) : DefenceTab(link, draft, parent),
    m_harvest(new NumberField(0, 100'000, tr("wrong names in an hour"))), m_greylists(new QCheckBox(tr("Ask doubtful unknown senders to try again (greylisting)"))),
    m_countries(new QLineEdit), m_countryState(paragraph({}, TextRole::Small, Ink::Muted))
{
    auto *content = new QWidget;
    auto *all = column(content, 24, 16);
    all->addWidget(ratesCard());
    all->addWidget(otherCard());
    all->addStretch();
    setContent(scrolling(content));
    connect(&draft, &DefenceDraft::stateChanged, this, &LimitsTab::showState);
}

QString LimitsTab::id() const { return u"limits"_s; }
QString LimitsTab::title() const { return tr("Limits"); }

QWidget *LimitsTab::ratesCard()
{
    auto *card = new Card(tr("Rates"));
    card->header()->insertWidget(1, new TextLabel(tr("for one client; its network may send four times that"), TextRole::Body, Ink::Muted));
    auto *grid = new QGridLayout;
    grid->setContentsMargins(16, 12, 16, 12);
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(10);
    const std::array names{tr("Unknown clients"), tr("Clients that sent good mail before"), tr("Clients on your own allow list")};
    for (int kind = 0; kind < int(names.size()); ++kind) {
        grid->addWidget(new TextLabel(names[std::size_t(kind)], TextRole::Strong), kind, 0);
        addRates(grid, kind, names[std::size_t(kind)]);
    }
    grid->setColumnStretch(4, 1);
    card->body()->addLayout(grid);
    auto *more = new QVBoxLayout;
    more->setContentsMargins(16, 0, 16, 8);
    more->addWidget(paragraph(tr("Who sends more is asked to come back later; no mail is lost by that."), TextRole::Small, Ink::Muted));
    card->body()->addLayout(more);
    return card;
}

void LimitsTab::addRates(QGridLayout *grid, int row, const QString &name)
{
    const std::array units{tr("connections a minute"), tr("mails a minute"), tr("recipients an hour")};
    for (std::size_t rate = 0; rate < units.size(); ++rate) {
        auto *field = new NumberField(1, highestRate, units[rate]);
        field->focusProxy()->setAccessibleName(name + u", "_s + units[rate]);
        m_rates[std::size_t(row)][rate] = field;
        grid->addWidget(field, row, int(rate) + 1);
        connect(field, &NumberField::edited, this, [this, field, row, rate] {
            draft().change([&](DefenceSettings &settings) { settings.*clientKinds[std::size_t(row)].*rateKinds[rate] = field->value(); });
        });
    }
}

QWidget *LimitsTab::otherCard()
{
    connect(m_harvest, &NumberField::edited, this, [this] { draft().change([this](DefenceSettings &settings) { settings.harvestLimit = m_harvest->value(); }); });
    connect(m_greylists, &QCheckBox::clicked, this, [this](bool isOn) { draft().change([isOn](DefenceSettings &settings) { settings.isGreylisting = isOn; }); });
    connect(m_countries, &QLineEdit::textEdited, this, [this] { draft().change([this](DefenceSettings &settings) { settings.countryFile = m_countries->text().trimmed(); }); });
    m_countries->setPlaceholderText(u"/var/lib/postern/countries.mmdb"_s);
    m_countries->setMaxLength(4000);
    auto *card = new Card(tr("Guessing, greylisting, countries"));
    auto *inside = new QVBoxLayout;
    inside->setContentsMargins(16, 14, 16, 12);
    inside->setSpacing(16);
    inside->addWidget(new FormField(tr("A client that guesses is refused after"), m_harvest,
                                    tr("The names it tried are listed under Directory, Guesses. 0 counts nobody.")));
    auto *greylisting = new QVBoxLayout;
    greylisting->setSpacing(2);
    greylisting->addWidget(m_greylists);
    greylisting->addWidget(paragraph(tr("It stops programs that never try again. The price: the first mail of an honest new sender comes minutes late, sometimes hours, "
                                        "and codes for signing in may expire meanwhile. A sender that passed once is remembered."),
                                     TextRole::Small, Ink::Muted));
    inside->addLayout(greylisting);
    inside->addWidget(new FormField(tr("File of countries on the gateway’s machine"), m_countries,
                                    tr("In MaxMind’s format. Without it no entry of your own lists can name a country.")));
    inside->addWidget(m_countryState);
    card->body()->addLayout(inside);
    return card;
}

void LimitsTab::showSettings()
{
    const DefenceSettings &settings = draft().settings();
    const auto set = [](NumberField *field, int value) {
        if (field->value() != value)
            field->setValue(value);
    };
    for (std::size_t kind = 0; kind < clientKinds.size(); ++kind) {
        for (std::size_t rate = 0; rate < rateKinds.size(); ++rate)
            set(m_rates[kind][rate], settings.*clientKinds[kind].*rateKinds[rate]);
    }
    set(m_harvest, settings.harvestLimit);
    m_greylists->setChecked(settings.isGreylisting);
    if (m_countries->text().trimmed() != settings.countryFile)
        m_countries->setText(settings.countryFile);
    showState();
}

void LimitsTab::showState()
{
    const bool isNamed = !draft().inForce().countryFile.isEmpty();
    m_countryState->setVisible(draft().state() && isNamed);
    if (!draft().state() || !isNamed)
        return;
    const bool isRead = draft().state()->hasCountryFile;
    m_countryState->setInk(isRead ? Ink::Good : Ink::Attention);
    m_countryState->setText(isRead ? tr("The file is in use.") : tr("The file could not be read, so entries with countries do nothing. Check that it is there."));
}

} // namespace ui
