#pragma once

#include "tests/unit/admin/fakeadministration.h"

#include <functional>

/// Waits while the gateway is to be silent; true if the answer is to be empty.
using MoodGate = std::function<bool()>;

/// A directory that can also be empty, slow, or say other things than it knows.
class MoodyDirectory : public gateway::admin::DirectoryAdministration
{
public:
    MoodyDirectory(gateway::admin::DirectoryAdministration &inner, MoodGate gate) : m_inner(inner), m_gate(std::move(gate)) {}

    template<typename T = void>
    using Result = gateway::Result<T>;

    Result<QList<gateway::admin::DirectorySourceState>> sources() override;
    Result<> putSource(const gateway::admin::DirectorySource &source) override;
    Result<> removeSource(const QString &id) override { return m_inner.removeSource(id); }
    Result<gateway::admin::DirectoryPreview> test(const gateway::admin::DirectorySource &source) override;
    Result<> import(const QString &id, bool holds) override { return m_inner.import(id, holds); }
    Result<gateway::admin::DirectoryDifference> upload(const QString &id, const QByteArray &content, bool holds) override { return m_inner.upload(id, content, holds); }
    Result<gateway::admin::DirectoryDifference> pending(const QString &id) override;
    Result<> approve(const QString &id) override { return m_inner.approve(id); }
    Result<> reject(const QString &id) override { return m_inner.reject(id); }
    Result<gateway::admin::Page<gateway::admin::DirectoryEntry>> entries(const gateway::admin::DirectoryFilter &filter) override;
    Result<gateway::admin::DirectoryLookup> lookUp(const QString &address) override;
    Result<QList<gateway::admin::DirectoryImport>> history() override;
    Result<QList<gateway::admin::HarvestSuspect>> suspects() override;

    gateway::admin::DirectorySource lastPut, lastTested; ///< As they came, with their passwords.

    std::function<void(gateway::admin::DirectorySourceState &)> changeSource;
    std::function<void(gateway::admin::DirectoryEntry &)> changeEntry;
    std::function<void(gateway::admin::DirectoryPreview &)> changePreview;
    std::function<void(gateway::admin::DirectoryLookup &)> changeLookup;
    std::function<void(gateway::admin::DirectoryImport &)> changeImport;
    std::function<void(gateway::admin::HarvestSuspect &)> changeSuspect;

private:
    gateway::admin::DirectoryAdministration &m_inner;
    MoodGate m_gate;
};

/// The same for the defence.
class MoodyDefence : public gateway::admin::DefenceAdministration
{
public:
    MoodyDefence(gateway::admin::DefenceAdministration &inner, MoodGate gate) : m_inner(inner), m_gate(std::move(gate)) {}

    template<typename T = void>
    using Result = gateway::Result<T>;

    Result<gateway::admin::DefenceSettings> settings() override;
    Result<> apply(const gateway::admin::DefenceSettings &settings) override { return m_inner.apply(settings); }
    Result<QList<gateway::admin::DefenceRuleConflict>> conflicts(const gateway::admin::DefenceSettings &settings) override { return m_inner.conflicts(settings); }
    Result<gateway::admin::DefenceState> state() override;
    Result<QList<gateway::admin::BlockListPreset>> presets() override;
    Result<QList<gateway::admin::BlockListState>> checkLists() override;
    Result<gateway::admin::DefenceExplanation> explain(const QString &client, const QString &helo) override;

    std::function<void(gateway::admin::DefenceSettings &)> changeSettings;
    std::function<void(gateway::admin::DefenceState &)> changeState;
    std::function<void(gateway::admin::BlockListPreset &)> changePreset;
    std::function<void(gateway::admin::BlockListState &)> changeListState;
    std::function<void(gateway::admin::DefenceExplanation &)> changeExplanation;

private:
    gateway::admin::DefenceAdministration &m_inner;
    MoodGate m_gate;
};
