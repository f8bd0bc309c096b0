#include "ui/pages/startpage.h"

#include "ui/session/preferences.h"
#include "ui/session/trialgateway.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/codebox.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/textlabel.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QProgressBar>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

constexpr int contentWidth = 640;
constexpr int logLines = 8;

QVBoxLayout *cardBody(Card *card)
{
    auto *inside = new QVBoxLayout;
    inside->setContentsMargins(16, 14, 16, 16);
    inside->setSpacing(8);
    card->body()->addLayout(inside);
    return inside;
}

} // namespace

StartPage::StartPage(GatewayLink &link, TrialGateway &trial, QWidget *parent) : Ground(Fill::Window, {}, parent), m_link(link), m_trial(trial), m_banner(new Banner),
    m_progress(new TextLabel({}, TextRole::Body, Ink::Muted)), m_bar(new QProgressBar), m_log(new CodeBox(logLines)),
    m_start(button(tr("Start the trial gateway"), u"play"_s, ButtonKind::Primary)), m_cancel(button(tr("Cancel"), u"square"_s)), m_directory(new QLineEdit),
    m_url(new QLineEdit), m_tokenFile(new QLineEdit)
{
    auto *content = new QWidget;
    auto *all = column(content, 0, 16);
    all->setContentsMargins(24, 40, 24, 24);
    auto *title = new QVBoxLayout;
    title->setSpacing(2);
    title->addWidget(new TextLabel(tr("Which gateway do you want to look at?"), TextRole::WizardTitle));
    title->addWidget(paragraph(tr("Postern guards the mail of a company. Try it here first, or look at a gateway that already runs."), TextRole::Body, Ink::Muted));
    all->addLayout(title);
    all->addWidget(m_banner);
    all->addWidget(m_log);
    all->addWidget(trialCard());
    auto *two = row(16);
    two->addWidget(directoryCard(), 1);
    two->addWidget(addressCard(), 1);
    all->addLayout(two);
    all->addStretch();
    content->setFixedWidth(contentWidth + 48);

    auto *middle = new QWidget;
    auto *places = new QHBoxLayout(middle);
    places->setContentsMargins(0, 0, 0, 0);
    places->addStretch();
    places->addWidget(content);
    places->addStretch();
    column(this)->addWidget(scrolling(middle));
    connect(&trial, &TrialGateway::stateChanged, this, &StartPage::showTrial);
    connect(&link, &GatewayLink::stateChanged, this, &StartPage::showLink);
    showTrial();
}

QWidget *StartPage::trialCard()
{
    m_bar->setRange(0, 0);
    m_bar->setFixedSize(160, 4);
    connect(m_start, &QPushButton::clicked, this, [this] { m_trial.start(TrialGateway::defaultDataDirectory()); });
    connect(m_cancel, &QPushButton::clicked, &m_trial, &TrialGateway::stop);
    auto *card = new Card;
    auto *inside = cardBody(card);
    inside->addWidget(new TextLabel(tr("Try it on this computer"), TextRole::DetailTitle));
    inside->addWidget(paragraph(tr("A private gateway starts here, with samples and a test mailbox. It receives mail at 127.0.0.1:2525 and sends nothing outside.")));
    auto *line = row(12);
    line->addWidget(m_start);
    line->addWidget(m_cancel);
    line->addWidget(m_bar);
    line->addWidget(m_progress, 1);
    inside->addSpacing(4);
    inside->addLayout(line);
    return card;
}

QWidget *StartPage::directoryCard()
{
    m_directory->setText(preferences::lastGateway().dataDirectory);
    m_directory->setPlaceholderText(u"/var/lib/postern"_s);
    m_directory->setAccessibleName(tr("Data directory"));
    QPushButton *choose = button({}, u"folder-open"_s);
    choose->setAccessibleName(tr("Choose a folder"));
    choose->setToolTip(tr("Choose a folder"));
    connect(choose, &QPushButton::clicked, this, [this] {
        auto *dialog = new QFileDialog(this, tr("Data directory of the gateway"), m_directory->text());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::Directory);
        connect(dialog, &QFileDialog::fileSelected, m_directory, &QLineEdit::setText);
        dialog->open();
    });
    QPushButton *open = button(tr("Connect"), u"plug"_s);
    const auto connectNow = [this] {
        if (!m_directory->text().trimmed().isEmpty())
            m_link.connectTo({.dataDirectory = m_directory->text().trimmed(), .url = {}, .tokenFile = {}});
    };
    connect(open, &QPushButton::clicked, this, connectNow);
    connect(m_directory, &QLineEdit::returnPressed, this, connectNow);

    auto *card = new Card;
    auto *inside = cardBody(card);
    inside->addWidget(new TextLabel(tr("A gateway on this computer"), TextRole::Strong));
    inside->addWidget(new TextLabel(tr("Data directory"), TextRole::Small, Ink::Muted));
    auto *field = row(8);
    field->addWidget(m_directory, 1);
    field->addWidget(choose);
    inside->addLayout(field);
    inside->addStretch();
    inside->addWidget(open, 0, Qt::AlignLeft);
    return card;
}

QWidget *StartPage::addressCard()
{
    m_url->setText(preferences::lastGateway().url);
    m_url->setPlaceholderText(u"http://127.0.0.1:8025"_s);
    m_url->setAccessibleName(tr("Address"));
    m_tokenFile->setText(preferences::lastGateway().tokenFile);
    m_tokenFile->setPlaceholderText(tr("File that holds the token"));
    m_tokenFile->setAccessibleName(tr("Token file"));
    QPushButton *open = button(tr("Connect"), u"plug"_s);
    const auto connectNow = [this] {
        if (!m_url->text().trimmed().isEmpty())
            m_link.connectTo({.dataDirectory = {}, .url = m_url->text().trimmed(), .tokenFile = m_tokenFile->text().trimmed()});
    };
    connect(open, &QPushButton::clicked, this, connectNow);
    connect(m_tokenFile, &QLineEdit::returnPressed, this, connectNow);

    auto *card = new Card;
    auto *inside = cardBody(card);
    inside->addWidget(new TextLabel(tr("A gateway by its address"), TextRole::Strong));
    inside->addWidget(new TextLabel(tr("Address"), TextRole::Small, Ink::Muted));
    inside->addWidget(m_url);
    inside->addWidget(new TextLabel(tr("Token file"), TextRole::Small, Ink::Muted));
    inside->addWidget(m_tokenFile);
    inside->addWidget(open, 0, Qt::AlignLeft);
    return card;
}

void StartPage::showTrial()
{
    const bool isStarting = m_trial.state() == TrialGateway::State::Starting;
    m_start->setEnabled(!isStarting);
    m_cancel->setVisible(isStarting);
    m_bar->setVisible(isStarting);
    m_progress->setText(isStarting ? tr("Starting; the virus signatures are loaded") : QString());
    m_log->hide();
    if (m_trial.state() != TrialGateway::State::Failed)
        return m_banner->hide();
    m_banner->show(Tone::Bad, m_trial.cause(), m_trial.remedy());
    const QString words = m_trial.log();
    m_log->setText(words);
    m_log->setVisible(!words.isEmpty());
}

void StartPage::showLink()
{
    if (m_link.state() == GatewayLink::State::Lost)
        m_banner->show(Tone::Bad, tr("The gateway could not be reached."), m_link.cause());
    else if (m_trial.state() != TrialGateway::State::Failed)
        m_banner->hide();
}

} // namespace ui
