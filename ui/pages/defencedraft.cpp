#include "ui/pages/defencedraft.h"

#include <QJsonObject>

using gateway::admin::DefenceSettings;

namespace ui {

DefenceDraft::DefenceDraft(GatewayLink &link, QObject *parent) : QObject(parent), m_link(link) {}

void DefenceDraft::refresh()
{
    if (!m_link.client())
        return;
    Q_EMIT loading();
    m_answer.await(m_link.client()->defence(), [this](const gateway::Result<DefenceSettings> &answer) {
        if (!answer)
            return Q_EMIT failed(answer.error().message);
        if (isDirty())
            return Q_EMIT changed(); // What is edited is kept; saving looks at what is in force.
        m_inForce = m_draft = *answer;
        m_isKnown = true;
        Q_EMIT changed();
    });
    m_stateAnswer.await(m_link.client()->defenceState(), [this](const gateway::Result<gateway::admin::DefenceState> &answer) {
        m_state.reset();
        if (answer)
            m_state = *answer;
        Q_EMIT stateChanged();
    });
}

void DefenceDraft::forget()
{
    m_answer.forget();
    m_stateAnswer.forget();
    m_conflicts.forget();
    m_save.forget();
    m_isKnown = false;
    m_inForce = m_draft = {};
    m_state.reset();
}

void DefenceDraft::change(const std::function<void(Settings &)> &edit)
{
    if (!m_isKnown)
        return;
    const Settings before = m_draft;
    edit(m_draft);
    if (m_draft != before)
        Q_EMIT changed();
}

void DefenceDraft::discard()
{
    m_draft = m_inForce;
    Q_EMIT changed();
    refresh();
}

void DefenceDraft::save()
{
    if (!m_link.client() || !isDirty())
        return;
    m_answer.await(m_link.client()->defence(), [this](const gateway::Result<DefenceSettings> &answer) {
        if (!answer)
            return Q_EMIT notSaved(answer.error().message);
        if (*answer != m_inForce)
            return Q_EMIT changedElsewhere();
        askConflicts();
    });
}

void DefenceDraft::askConflicts()
{
    if (m_draft.clientRules == m_inForce.clientRules)
        return saveAllTheSame();
    if (!m_link.client())
        return;
    m_conflicts.await(m_link.client()->defenceConflicts(m_draft), [this](const gateway::Result<QList<gateway::admin::DefenceRuleConflict>> &answer) {
        if (!answer)
            return Q_EMIT notSaved(answer.error().message);
        QList<gateway::admin::DefenceRuleConflict> conflicts = *answer;
        conflicts.removeIf([](const auto &conflict) { return conflict.kind == QLatin1StringView("exception"); }); // An exception is meant.
        if (!conflicts.isEmpty())
            return Q_EMIT contradicts(conflicts);
        saveAllTheSame();
    });
}

void DefenceDraft::saveAllTheSame()
{
    if (!m_link.client())
        return;
    const Settings sent = m_draft;
    m_save.await(m_link.client()->putDefence(sent), [this, sent](const gateway::Result<> &answer) {
        if (!answer)
            return Q_EMIT notSaved(answer.error().message);
        m_inForce = sent;
        Q_EMIT saved();
        Q_EMIT changed();
        refresh();
    });
}

QJsonObject DefenceDraft::toJson() const
{
    return isDirty() ? QJsonObject{{QStringLiteral("inForce"), m_inForce.toJson()}, {QStringLiteral("draft"), m_draft.toJson()}} : QJsonObject();
}

void DefenceDraft::restore(const QJsonObject &object)
{
    if (object.isEmpty())
        return;
    m_inForce = Settings::fromJson(object.value(QStringLiteral("inForce")).toObject());
    m_draft = Settings::fromJson(object.value(QStringLiteral("draft")).toObject());
    m_isKnown = true;
    Q_EMIT changed();
}

} // namespace ui
