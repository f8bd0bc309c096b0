#pragma once

#include "gateway/admin/defencetypes.h"
#include "ui/models/chip.h"

#include <QCoreApplication>

/// The words of the window for the defence of the connection.
namespace ui {

/// One of the checks whose mode can be chosen.
struct DefenceCheck {
    QString gateway::admin::DefenceSettings::*mode;
    const char *name, *sentence;   ///< For defenceText().
    const char *rule;              ///< The rule that stands for it alone in the counts; null: there is none.
};
[[nodiscard]] const QList<DefenceCheck> &defenceChecks();

struct DefenceStep {
    const char *strictness;        ///< "off", "relaxed", "standard", "strict"
    const char *name, *sentence;
};
[[nodiscard]] const QList<DefenceStep> &defenceSteps();

[[nodiscard]] QString defenceText(const char *text); ///< In the language of the window.

/// "61 refused, 12 would have been": what a rule did; empty if it did nothing.
[[nodiscard]] QString countsText(const gateway::admin::DefenceCount &count);
[[nodiscard]] QString ruleActionWord(const QString &action);                                  ///< "allow", "block"
[[nodiscard]] Chip clientRuleChip(const QString &action);
[[nodiscard]] QString clientRuleText(const gateway::admin::DefenceClientRule &rule);          ///< "block 203.0.113.0/24"
[[nodiscard]] QString conflictSentence(const gateway::admin::DefenceRuleConflict &conflict);
[[nodiscard]] QString defenceRuleName(const QString &key);                                    ///< Of a rule of the connection.
[[nodiscard]] Chip explanationChip(const gateway::admin::DefenceExplanation &explanation);
[[nodiscard]] QString explanationSentence(const gateway::admin::DefenceExplanation &explanation);
[[nodiscard]] QString wouldBeSentence(const QString &action);                                 ///< Empty for none.

} // namespace ui
