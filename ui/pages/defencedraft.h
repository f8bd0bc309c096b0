#pragma once

#include "gateway/admin/defencetypes.h"
#include "ui/session/gatewaylink.h"

#include <functional>

namespace ui {

/// The settings of the defence as they are being edited, beside those in force, and how the defence does.
/// What is edited stays until it is saved or discarded, whatever the gateway says meanwhile.
class DefenceDraft : public QObject
{
    Q_OBJECT
public:
    using Settings = gateway::admin::DefenceSettings;

    explicit DefenceDraft(GatewayLink &link, QObject *parent = nullptr); ///< \a link must outlive the draft.

    void refresh();
    void forget();

    [[nodiscard]] bool isKnown() const { return m_isKnown; } ///< Whether the settings were ever read.
    [[nodiscard]] const Settings &settings() const { return m_draft; }
    [[nodiscard]] const Settings &inForce() const { return m_inForce; }
    [[nodiscard]] const std::optional<gateway::admin::DefenceState> &state() const { return m_state; }
    [[nodiscard]] bool isDirty() const { return m_isKnown && m_draft != m_inForce; }

    void change(const std::function<void(Settings &)> &edit);
    void discard();
    void save();              ///< Asks first what is in force now and what contradicts itself; ends with one of the signals.
    void saveAllTheSame();    ///< Without those questions.

    [[nodiscard]] QJsonObject toJson() const; ///< What is edited, for a window that is built anew.
    void restore(const QJsonObject &object);

Q_SIGNALS:
    void loading();
    void failed(const QString &cause);
    void changed();           ///< The settings, in force or edited.
    void stateChanged();
    void saved();
    void notSaved(const QString &cause);
    void changedElsewhere();  ///< Somebody else changed what is in force while this was edited.
    void contradicts(const QList<gateway::admin::DefenceRuleConflict> &conflicts);

private:
    void askConflicts();

    GatewayLink &m_link;
    Settings m_inForce, m_draft;
    std::optional<gateway::admin::DefenceState> m_state;
    bool m_isKnown = false;
    Awaited<Settings> m_answer;
    Awaited<gateway::admin::DefenceState> m_stateAnswer;
    Awaited<QList<gateway::admin::DefenceRuleConflict>> m_conflicts;
    Awaited<> m_save;
};

} // namespace ui
