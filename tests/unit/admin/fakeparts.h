#pragma once

#include "gateway/admin/administration.h"

#include <mutex>

/// What the parts of a FakeAdministration share: the lock, the record of calls, and the error they are to fail with.
class FakeCalls
{
public:
    /// One call under the lock: writes itself down and knows whether it has to fail.
    class Call
    {
    public:
        Call(FakeCalls &all, const QString &name, const QString &argument = {}) : m_lock(all.m_mutex), m_all(all)
        {
            m_all.m_calls.append(argument.isEmpty() ? name : name + u' ' + argument);
        }

        /// \a work's value, or the error that was asked for.
        template<typename F>
        auto unlessFailing(F work) const -> decltype(work())
        {
            if (m_all.m_error)
                return tl::make_unexpected(*m_all.m_error);
            return work();
        }

    private:
        std::unique_lock<std::mutex> m_lock;
        FakeCalls &m_all;
    };

    void failWith(std::optional<gateway::Error> error);
    [[nodiscard]] QStringList calls() const;
    [[nodiscard]] std::mutex &mutex() const { return m_mutex; }

private:
    mutable std::mutex m_mutex;
    QStringList m_calls;
    std::optional<gateway::Error> m_error;
};

class FakeDirectory : public gateway::admin::DirectoryAdministration
{
public:
    explicit FakeDirectory(FakeCalls &all);

    template<typename T = void>
    using Result = gateway::Result<T>;

    Result<QList<gateway::admin::DirectorySourceState>> sources() override;
    Result<> putSource(const gateway::admin::DirectorySource &source) override;
    Result<> removeSource(const QString &id) override;
    Result<gateway::admin::DirectoryPreview> test(const gateway::admin::DirectorySource &source) override;
    Result<> import(const QString &id, bool holds) override;
    Result<gateway::admin::DirectoryDifference> upload(const QString &id, const QByteArray &content, bool holds) override;
    Result<gateway::admin::DirectoryDifference> pending(const QString &id) override;
    Result<> approve(const QString &id) override;
    Result<> reject(const QString &id) override;
    Result<gateway::admin::Page<gateway::admin::DirectoryEntry>> entries(const gateway::admin::DirectoryFilter &filter) override;
    Result<gateway::admin::DirectoryLookup> lookUp(const QString &address) override;
    Result<QList<gateway::admin::DirectoryImport>> history() override;
    Result<QList<gateway::admin::HarvestSuspect>> suspects() override;

private:
    [[nodiscard]] Result<> settle(const QString &act, const QString &id);

    FakeCalls &m_all;
    QList<gateway::admin::DirectorySourceState> m_sources;
};

class FakeDefence : public gateway::admin::DefenceAdministration
{
public:
    explicit FakeDefence(FakeCalls &all);

    template<typename T = void>
    using Result = gateway::Result<T>;

    Result<gateway::admin::DefenceSettings> settings() override;
    Result<> apply(const gateway::admin::DefenceSettings &settings) override;
    Result<QList<gateway::admin::DefenceRuleConflict>> conflicts(const gateway::admin::DefenceSettings &settings) override;
    Result<gateway::admin::DefenceState> state() override;
    Result<QList<gateway::admin::BlockListPreset>> presets() override;
    Result<QList<gateway::admin::BlockListState>> checkLists() override;
    Result<gateway::admin::DefenceExplanation> explain(const QString &client, const QString &helo) override;

private:
    FakeCalls &m_all;
    gateway::admin::DefenceSettings m_settings;
};

class FakeSenderLists : public gateway::admin::SenderListAdministration
{
public:
    explicit FakeSenderLists(FakeCalls &all);

    template<typename T = void>
    using Result = gateway::Result<T>;

    Result<gateway::admin::Page<gateway::admin::SenderListEntry>> entries(const gateway::admin::SenderListFilter &filter) override;
    Result<QList<gateway::admin::SenderListConflict>> add(const gateway::admin::SenderListEntry &entry) override;
    Result<QList<gateway::admin::SenderListConflict>> check(const gateway::admin::SenderListEntry &entry) override;
    Result<> remove(const gateway::admin::SenderListEntry &entry) override;
    Result<QByteArray> toCsv() override;
    Result<gateway::admin::SenderListImport> fromCsv(const QByteArray &csv, bool replaces) override;
    Result<gateway::admin::SenderListImport> checkCsv(const QByteArray &csv, bool replaces) override;

private:
    [[nodiscard]] Result<gateway::admin::SenderListImport> outcomeOf(const QByteArray &csv, bool replaces) const;
    [[nodiscard]] QList<gateway::admin::SenderListConflict> conflictsOf(const gateway::admin::SenderListEntry &entry) const;

    FakeCalls &m_all;
    QList<gateway::admin::SenderListEntry> m_entries;
};
