#pragma once

#include "ui/pages/defencetab.h"

class QCheckBox;

namespace ui {

class Banner;
class ChoiceList;
class CountsModel;
class Figures;
class ModeSwitch;
class StateStack;
class TextLabel;

/// How strict the defence is, which checks act, and what they did.
class ChecksTab : public DefenceTab
{
    Q_OBJECT
public:
    ChecksTab(GatewayLink &link, DefenceDraft &draft, QWidget *parent = nullptr); ///< Both must outlive the tab.

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;

protected:
    void showSettings() override;

private:
    [[nodiscard]] QWidget *strictnessCard();
    [[nodiscard]] QWidget *checksCard();
    [[nodiscard]] QWidget *checkRow(qsizetype index);
    [[nodiscard]] QWidget *countsCard();
    void showState();

    struct CheckRow {
        ModeSwitch *mode;
        TextLabel *counts;
    };
    Banner *m_stress, *m_notes;
    Figures *m_figures;
    ChoiceList *m_strictness;
    QList<CheckRow> m_checks;
    QCheckBox *m_defers;
    CountsModel *m_counts;
    StateStack *m_countsStack = nullptr;
    TextLabel *m_since;
};

} // namespace ui
