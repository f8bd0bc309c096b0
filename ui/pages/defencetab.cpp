#include "ui/pages/defencetab.h"

#include "ui/widgets/frames.h"
#include "ui/widgets/statestack.h"

#include <QVBoxLayout>

namespace ui {

DefenceTab::DefenceTab(GatewayLink &link, DefenceDraft &draft, QWidget *parent) : PageTab(link, parent), m_draft(draft) {}

void DefenceTab::setContent(QWidget *content)
{
    m_stack = new StateStack(content);
    column(this)->addWidget(m_stack);
    connect(m_stack, &StateStack::retryWanted, this, &DefenceTab::refresh);
    connect(&m_draft, &DefenceDraft::loading, this, [this] { m_stack->showLoading(tr("Reading the settings of the defence")); });
    connect(&m_draft, &DefenceDraft::failed, this, [this](const QString &cause) {
        m_stack->showFailed(tr("The settings of the defence could not be read."), cause);
    });
    connect(&m_draft, &DefenceDraft::changed, this, [this] {
        showSettings();
        m_stack->showFilled();
    });
}

void DefenceTab::refresh() { m_draft.refresh(); }

} // namespace ui
