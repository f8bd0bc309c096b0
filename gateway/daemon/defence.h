#pragma once

#include "gateway/daemon/defencerules.h"
#include "gateway/directory/harvestguard.h"
#include "gateway/reputation/country.h"
#include "gateway/reputation/greylist.h"
#include "gateway/reputation/history.h"

#include <QDateTime>
#include <QMutex>
#include <QStringList>
#include <atomic>

namespace gateway::daemon {

/// What a rule about clients did.
enum class DefenceEffect { Refused, Deferred, Greylisted, Warned, Observed };

struct DefenceCount {
    QByteArray rule; ///< Id of its name in resources/reasons.
    std::array<qint64, 5> effects{}; ///< By DefenceEffect.
};

/// What the gateway remembers of its clients, and the rules that are in force for them. Thread-safe.
class Defence
{
public:
    /// What a session works with from its begin to its end. A new set of rules makes a new one.
    struct Force {
        std::shared_ptr<const DefenceRules> rules;
        reputation::Countries countries;
        std::shared_ptr<reputation::Rates> rates;
        QString problem{}; ///< Of the country file; empty if all is well.
        quint64 serial = 0;
    };

    /// With what was saved in \a directory. (blocks)
    explicit Defence(const QString &directory, const reputation::HistoryConfig &history = {});
    /// Of files that could not be used, for the administrator.
    [[nodiscard]] const QStringList &problems() const { return m_problems; }
    [[nodiscard]] Result<> save() const; ///< (blocks)

    /// Puts \a rules in force, and reads the country file anew. What rates counted stays while their limits do. (blocks)
    void apply(const std::shared_ptr<const DefenceRules> &rules);
    /// Reads the country file again if it is another than before. (blocks)
    void refresh();
    [[nodiscard]] std::shared_ptr<const Force> current() const;

    [[nodiscard]] reputation::History &history() { return *m_history; }
    [[nodiscard]] reputation::Greylist &greylist() { return *m_greylist; }

    void count(const QByteArray &rule, DefenceEffect effect);
    void countAccepted() { ++m_accepted; } ///< A connection that was let in.
    [[nodiscard]] qint64 accepted() const { return m_accepted; }
    [[nodiscard]] const QDateTime &since() const { return m_since; } ///< When counting began.
    [[nodiscard]] QList<DefenceCount> counts() const; ///< Since the start, by rule.
    /// A list gave no usable answer; the last word of each list is kept until forget().
    void note(const reputation::BlockListNote &note);
    void forget(const QByteArray &zone);
    [[nodiscard]] QList<reputation::BlockListNote> notes() const;

private:
    const QDateTime m_since = QDateTime::currentDateTimeUtc();
    std::atomic<qint64> m_accepted = 0;
    const QString m_historyPath, m_greylistPath;
    std::unique_ptr<reputation::History> m_history;
    std::unique_ptr<reputation::Greylist> m_greylist;
    QStringList m_problems;
    QMutex m_applying; ///< One at a time.
    QDateTime m_countryFileChanged;
    mutable QMutex m_mutex; ///< Of what follows.
    std::shared_ptr<const Force> m_force;
    QMap<QByteArray, std::array<qint64, 5>> m_counts;
    QMap<QByteArray, reputation::BlockListNote> m_notes; ///< By zone.
};

} // namespace gateway::daemon
