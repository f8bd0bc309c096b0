#include "ui/pages/peopletab.h"

#include "ui/models/directorywords.h"
#include "ui/models/entriesmodel.h"
#include "ui/models/format.h"
#include "ui/models/plaintext.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choicebox.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::admin::DirectoryEntry;

namespace ui {
namespace {

constexpr int longestAddress = 320; // RFC 3696 errata 1690 allow fewer.

} // namespace

PeopleTab::PeopleTab(GatewayLink &link, QWidget *parent) : PageTab(link, parent), m_model(new EntriesModel(this)), m_table(new TableView(m_model, u"people"_s)),
    m_stack(new StateStack(m_table)), m_address(new QLineEdit), m_words(new QLineEdit), m_domain(new ChoiceBox(tr("Domain"))), m_source(new ChoiceBox(tr("Source"))),
    m_count(new TextLabel({}, TextRole::Small, Ink::Muted)), m_lookup(new Banner)
{
    m_table->setAccessibleName(tr("People"));
    auto *all = column(this, 24, 16);
    all->addWidget(lookupCard());
    all->addWidget(listCard(), 1);
    m_typing.setSingleShot(true);
    m_typing.setInterval(250);
    connect(&m_typing, &QTimer::timeout, this, &PeopleTab::ask);
    connect(m_words, &QLineEdit::textEdited, this, [this] { m_typing.start(); });
    connect(m_words, &QLineEdit::returnPressed, this, &PeopleTab::ask);
    connect(m_domain, &QComboBox::activated, this, &PeopleTab::ask);
    connect(m_source, &QComboBox::activated, this, &PeopleTab::ask);
    connect(m_stack, &StateStack::retryWanted, this, &PeopleTab::refresh);
    connect(m_stack, &StateStack::buttonClicked, this, &PeopleTab::cancel);
    connect(m_model, &EntriesModel::moreWanted, this, [this](int offset) {
        if (!client())
            return;
        m_more.await(client()->directoryEntries(filter(offset)), [this](const gateway::Result<gateway::admin::Page<DirectoryEntry>> &answer) {
            if (answer)
                m_model->append(answer->items, answer->total);
        });
    });
    connect(m_table, &TableView::activated, this, [this] {
        m_address->setText(m_table->currentId());
        lookUp();
    });
}

QString PeopleTab::id() const { return u"people"_s; }
QString PeopleTab::title() const { return tr("People"); }

QWidget *PeopleTab::lookupCard()
{
    m_address->setPlaceholderText(u"alice@example.com"_s);
    m_address->setMaxLength(longestAddress);
    m_address->setMaximumWidth(320);
    m_address->setAccessibleName(tr("What happens to mail for this address"));
    m_address->setObjectName(u"lookup"_s);
    QPushButton *look = button(tr("Look up"), u"search"_s);
    connect(look, &QPushButton::clicked, this, &PeopleTab::lookUp);
    connect(m_address, &QLineEdit::returnPressed, this, &PeopleTab::lookUp);
    auto *line = row(8);
    line->setContentsMargins(16, 12, 16, 10);
    line->addWidget(new TextLabel(tr("What happens to mail for"), TextRole::Strong));
    line->addWidget(m_address, 1);
    line->addWidget(look);
    line->addStretch(1);
    auto *answer = new QVBoxLayout;
    answer->setContentsMargins(16, 0, 16, 6);
    answer->addWidget(m_lookup);
    auto *card = new Card;
    card->body()->addLayout(line);
    card->body()->addLayout(answer);
    return card;
}

QWidget *PeopleTab::listCard()
{
    m_words->setPlaceholderText(tr("Address, name, alias or group"));
    m_words->setAccessibleName(tr("Search people"));
    m_words->setMaxLength(200);
    m_words->setClearButtonEnabled(false);
    m_domain->add({}, tr("All domains"));
    m_source->add({}, tr("All sources"));
    auto *card = new Card(tr("People"));
    card->header()->insertWidget(1, m_count);
    auto *line = new Ground(Ground::Fill::Surface);
    auto *places = new QHBoxLayout(line);
    places->setContentsMargins(16, 10, 16, 10);
    places->setSpacing(8);
    places->addWidget(m_words, 2);
    places->addWidget(m_domain, 1);
    places->addWidget(m_source, 1);
    card->body()->addWidget(line);
    card->body()->addWidget(m_stack, 1);
    return card;
}

gateway::admin::DirectoryFilter PeopleTab::filter(int offset) const
{
    return {m_words->text().simplified(), m_domain->value(), m_source->value(), offset, PagedModel::pageSize};
}

bool PeopleTab::isFiltered() const { return !m_words->text().trimmed().isEmpty() || m_domain->currentIndex() > 0 || m_source->currentIndex() > 0; }

void PeopleTab::refresh()
{
    askChoices();
    ask();
}

void PeopleTab::ask()
{
    if (!client())
        return;
    m_typing.stop();
    m_more.forget();
    m_stack->showLoading(tr("Reading the people"));
    m_answer.await(client()->directoryEntries(filter(0)), [this](const auto &answer) { showAnswer(answer); });
}

void PeopleTab::showAnswer(const gateway::Result<gateway::admin::Page<DirectoryEntry>> &answer)
{
    if (!answer)
        return m_stack->showFailed(tr("The people could not be read."), answer.error().message);
    m_model->reset(answer->items, answer->total);
    m_count->setText(tr("%1 in all").arg(formatNumber(answer->total)));
    if (!answer->items.isEmpty())
        return m_stack->showFilled();
    m_count->setText({});
    if (isFiltered())
        m_stack->showEmpty(u"search"_s, tr("Nobody matches."), tr("Show everybody"));
    else
        m_stack->showEmpty(u"book-user"_s, tr("Nobody is known yet. Add a source, or type people under Domains."));
}

// The choices of the filter; what is chosen stays chosen.
void PeopleTab::askChoices()
{
    if (!client())
        return;
    m_domains.await(client()->domains(), [this](const gateway::Result<QList<gateway::admin::Domain>> &answer) {
        if (!answer)
            return;
        const QString chosen = m_domain->value();
        m_domain->clear();
        m_domain->add({}, tr("All domains"));
        for (const gateway::admin::Domain &domain : *answer)
            m_domain->add(domain.name, domain.name);
        m_domain->setValue(chosen);
    });
    m_sources.await(client()->directorySources(), [this](const gateway::Result<QList<gateway::admin::DirectorySourceState>> &answer) {
        if (!answer)
            return;
        const QString chosen = m_source->value();
        m_source->clear();
        m_source->add({}, tr("All sources"));
        for (const gateway::admin::DirectorySourceState &state : *answer)
            m_source->add(state.source.id, state.source.id);
        m_source->add(u"typed"_s, sourceName(u"typed"_s));
        m_source->setValue(chosen);
    });
}

void PeopleTab::lookUp()
{
    const QString address = m_address->text().trimmed();
    if (!client() || address.isEmpty())
        return m_address->setFocus();
    m_lookupAnswer.await(client()->lookUpRecipient(address), [this](const gateway::Result<gateway::admin::DirectoryLookup> &answer) {
        if (answer)
            m_lookup->show(lookupTone(*answer), lookupSentence(*answer), lookupDetail(*answer));
        else
            m_lookup->show(Tone::Bad, tr("What happens could not be found out."), answer.error().message);
    });
}

void PeopleTab::follow(const QList<gateway::admin::Event> &events)
{
    if (std::ranges::any_of(events, [](const auto &event) { return event.type == "directory"_L1; }) && !m_answer.isWaiting())
        refresh();
}

void PeopleTab::forget()
{
    m_answer.forget();
    m_more.forget();
    m_lookupAnswer.forget();
    m_domains.forget();
    m_sources.forget();
    m_model->reset({}, 0);
    m_lookup->hide();
    m_count->setText({});
}

void PeopleTab::openDoor(const QString &argument)
{
    m_address->setText(argument);
    lookUp();
}

void PeopleTab::editFilter()
{
    m_words->setFocus(Qt::ShortcutFocusReason);
    m_words->selectAll();
}

bool PeopleTab::cancel()
{
    if (m_lookup->isVisible() && !isFiltered()) {
        m_lookup->hide();
        return true;
    }
    if (!isFiltered())
        return false;
    m_words->clear();
    m_domain->setCurrentIndex(0);
    m_source->setCurrentIndex(0);
    ask();
    return true;
}

QList<QWidget *> PeopleTab::panes() const { return {m_address, m_table}; }

} // namespace ui
