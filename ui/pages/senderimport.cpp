#include "ui/pages/senderimport.h"

#include "ui/models/format.h"
#include "ui/models/senderwords.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QRadioButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::admin::SenderListConflict;
using gateway::admin::SenderListImport;

namespace ui {
namespace {

constexpr int maxConflicts = 10;

} // namespace

SenderImport::SenderImport(GatewayLink &link, QWidget *parent) : QWidget(parent), m_link(link), m_name(new TextLabel({}, TextRole::Body, Ink::Muted)),
    m_state(paragraph({}, TextRole::Body, Ink::Muted)), m_conflicts(paragraph()), m_adds(new QRadioButton(tr("Add them to the lists"))),
    m_replaces(new QRadioButton(tr("Put them in place of the lists"))), m_facts(new FactGrid), m_failed(new Banner(Banner::Shape::Strip)),
    m_import(button({}, {}, ButtonKind::Primary))
{
    auto *close = iconButton(u"x"_s, tr("Close (Esc)"));
    auto *head = new Ground(Ground::Fill::Surface, Qt::BottomEdge);
    auto *title = new QHBoxLayout(head);
    title->setContentsMargins(16, 8, 8, 8);
    title->addWidget(new TextLabel(tr("Import entries"), TextRole::DetailTitle), 1);
    title->addWidget(close);
    m_name->setElide(Qt::ElideMiddle);
    auto *content = new QWidget;
    auto *inside = column(content, 0, 6);
    inside->setContentsMargins(16, 12, 16, 16);
    inside->addWidget(m_name);
    inside->addSpacing(6);
    inside->addWidget(m_adds);
    inside->addWidget(m_replaces);
    inside->addSpacing(10);
    inside->addWidget(m_state);
    inside->addWidget(m_facts);
    inside->addSpacing(6);
    inside->addWidget(m_conflicts);
    inside->addStretch();
    content->setMaximumWidth(480 + 32);
    auto *foot = new Ground(Ground::Fill::Surface, Qt::TopEdge);
    auto *buttons = new QHBoxLayout(foot);
    buttons->setContentsMargins(16, 8, 16, 8);
    QPushButton *cancel = button(tr("Cancel"));
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_import);
    auto *all = column(this);
    all->addWidget(head);
    all->addWidget(m_failed);
    all->addWidget(scrolling(content), 1);
    all->addWidget(foot);
    connect(m_adds, &QRadioButton::toggled, this, &SenderImport::check);
    connect(m_import, &QPushButton::clicked, this, &SenderImport::import);
    connect(cancel, &QPushButton::clicked, this, &SenderImport::closed);
    connect(close, &QToolButton::clicked, this, &SenderImport::closed);
}

void SenderImport::begin(const QString &name, const QByteArray &table)
{
    m_table = table;
    m_name->setText(name);
    m_importing.forget();
    if (m_adds->isChecked())
        check();
    else
        m_adds->setChecked(true); // Checks.
}

void SenderImport::check()
{
    m_failed->hide();
    m_facts->clear();
    m_conflicts->setText({});
    m_import->setEnabled(false);
    m_import->setText(tr("Import"));
    m_state->setText(tr("Reading the table"));
    m_state->show();
    if (m_link.client())
        m_answer.await(m_link.client()->checkSenderCsv(m_table, m_replaces->isChecked()), [this](const auto &answer) { showCheck(answer); });
}

void SenderImport::showCheck(const gateway::Result<SenderListImport> &answer)
{
    if (!answer) {
        m_state->setText(tr("Nothing was changed."));
        return m_failed->show(Tone::Bad, tr("The table cannot be imported."), answer.error().message);
    }
    const bool hasChanges = answer->added > 0 || answer->removed > 0;
    m_state->setVisible(!hasChanges);
    m_state->setText(tr("Nothing new stands in the table. Notes may change."));
    m_facts->add(tr("New"), formatNumber(answer->added));
    m_facts->add(tr("Removed"), formatNumber(answer->removed));
    m_facts->add(tr("Entries afterwards"), formatNumber(answer->entries));
    QStringList sentences;
    for (const SenderListConflict &conflict : answer->conflicts.first(std::min<qsizetype>(answer->conflicts.size(), maxConflicts)))
        sentences.append(conflictSentence(conflict));
    if (answer->conflicts.size() > maxConflicts)
        sentences.append(tr("And %1 more.").arg(formatNumber(answer->conflicts.size() - maxConflicts)));
    if (!sentences.isEmpty())
        sentences.prepend(tr("Some entries are about the same mail:"));
    m_conflicts->setText(sentences.join(u'\n'));
    m_import->setText(answer->removed > 0 ? tr("Import, and remove %1").arg(formatNumber(answer->removed)) : tr("Import"));
    m_import->setEnabled(true);
}

void SenderImport::import()
{
    if (!m_link.client())
        return;
    m_import->setEnabled(false);
    m_importing.await(m_link.client()->senderListsFromCsv(m_table, m_replaces->isChecked()), [this](const gateway::Result<SenderListImport> &answer) {
        m_import->setEnabled(true);
        if (answer)
            Q_EMIT imported(*answer);
        else
            m_failed->show(Tone::Bad, tr("Nothing was imported."), answer.error().message);
    });
}

QWidget *SenderImport::firstField() const { return m_adds; }

} // namespace ui
