#include "ui/pages/sourcepreview.h"

#include "ui/models/entriesmodel.h"
#include "ui/models/format.h"
#include "ui/models/plaintext.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/textlabel.h"

#include <QHeaderView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

constexpr int mostNotes = 6;

QStringList allMarked(const QStringList &texts)
{
    QStringList result;
    for (const QString &text : texts)
        result.append(marked(text));
    return result;
}

} // namespace

SourcePreview::SourcePreview(QWidget *parent) : Card(tr("Test"), parent), m_model(new EntriesModel(this)), m_warnings(new Banner(Banner::Shape::Strip)),
    m_facts(new FactGrid), m_notes(paragraph({}, TextRole::Small, Ink::Muted))
{
    auto *table = new TableView(m_model);
    table->setAccessibleName(tr("The first people found"));
    for (const int column : {EntriesModel::Aliases, EntriesModel::Source})
        table->setColumnHidden(column, true);
    table->horizontalHeader()->setSectionResizeMode(EntriesModel::Name, QHeaderView::Stretch);
    table->setColumnWidth(EntriesModel::Address, scaled(196)); // The pane is narrow.
    table->setColumnWidth(EntriesModel::Groups, scaled(96));
    table->setColumnWidth(EntriesModel::State, scaled(116));
    auto *facts = new QWidget;
    auto *inside = column(facts, 16, 8);
    inside->addWidget(m_facts);
    auto *notes = new Ground(Ground::Fill::Surface, Qt::TopEdge);
    column(notes, 16)->addWidget(m_notes);
    auto *content = new QWidget;
    auto *all = column(content);
    all->addWidget(m_warnings);
    all->addWidget(facts);
    all->addWidget(table, 1);
    all->addWidget(notes);
    m_stack = new StateStack(content);
    body()->addWidget(m_stack, 1);
    connect(m_stack, &StateStack::retryWanted, this, &SourcePreview::retryWanted);
}

void SourcePreview::showUntested(const QString &sentence) { m_stack->showEmpty(u"flask-conical"_s, sentence); }

void SourcePreview::showTesting() { m_stack->showLoading(tr("Asking the source. This may take some seconds.")); }

void SourcePreview::showFailed(const QString &cause)
{
    m_stack->showEmpty(u"flask-conical"_s, tr("Nothing was read, and nothing was changed."));
    m_stack->showFailed(tr("The source could not be read."), cause);
}

void SourcePreview::showFound(const gateway::admin::DirectoryPreview &preview)
{
    m_facts->clear();
    m_facts->add(tr("Answered"), preview.server);
    m_facts->add(tr("People found"), formatNumber(preview.count));
    m_facts->add(tr("Left out"), preview.skipped > 0 ? tr("%1, because they cannot get mail").arg(formatNumber(preview.skipped)) : tr("none"));
    m_facts->add(tr("Shown"), preview.first.isEmpty() ? QString() : tr("the first %1").arg(formatNumber(preview.first.size())));
    m_model->reset(preview.first, preview.first.size());
    m_notes->setText(allMarked(preview.notes.mid(0, mostNotes)).join(u'\n'));
    m_notes->parentWidget()->setVisible(!preview.notes.isEmpty());
    if (preview.count == 0)
        m_warnings->show(Tone::Attention, tr("The source answered, but nobody was found."), tr("Check the branch to search and the filter."));
    else if (!preview.warnings.isEmpty())
        m_warnings->show(Tone::Attention, preview.warnings.first(), preview.warnings.mid(1).join(u'\n'));
    else
        m_warnings->show(Tone::Good, tr("The source can be read."));
    m_stack->showFilled();
}

} // namespace ui
