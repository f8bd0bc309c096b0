#pragma once

#include "ui/pages/defencedraft.h"
#include "ui/pages/pagetab.h"

namespace ui {

class StateStack;

/// A tab over the shared draft of the defence's settings: it shows them, and edits them there.
class DefenceTab : public PageTab
{
    Q_OBJECT
public:
    DefenceTab(GatewayLink &link, DefenceDraft &draft, QWidget *parent = nullptr); ///< Both must outlive the tab.

    void refresh() override;

protected:
    void setContent(QWidget *content);   ///< Once, from the constructor; takes \a content.
    virtual void showSettings() = 0;     ///< The draft changed.
    [[nodiscard]] DefenceDraft &draft() const { return m_draft; }

private:
    DefenceDraft &m_draft;
    StateStack *m_stack = nullptr;
};

} // namespace ui
