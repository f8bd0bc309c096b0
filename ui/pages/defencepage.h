#pragma once

#include "gateway/admin/defencetypes.h"
#include "ui/pages/tabbedpage.h"

class QPushButton;

namespace ui {

class ActionBar;
class Banner;
class DefenceDraft;

/// Whom do we listen to, and what happens to the others? Its tabs edit one draft, which is saved as a whole.
class DefencePage : public TabbedPage
{
    Q_OBJECT
public:
    explicit DefencePage(GatewayLink &link, QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString question() const override;
    [[nodiscard]] QString iconName() const override;
    void forget() override;
    [[nodiscard]] bool hasUnsaved() const override;
    [[nodiscard]] QVariantMap place() const override;
    void restore(const QVariantMap &place) override;

private:
    void connectDraft();
    void showDraft();
    void askContradictions(const QList<gateway::admin::DefenceRuleConflict> &conflicts);
    void askChangedElsewhere();

    DefenceDraft *m_draft;
    Banner *m_outcome;
    ActionBar *m_bar;
    QPushButton *m_save, *m_discard;
};

} // namespace ui
