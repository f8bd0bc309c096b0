#include "gateway/daemon/defence.h"

#include <QFileInfo>
#include <QMutexLocker>

using namespace Qt::StringLiterals;

namespace gateway::daemon {
namespace {

reputation::GreylistConfig greylistConfig()
{
    reputation::GreylistConfig config;
    config.isEnabled = true; // Whether it is asked is for the strictness to say.
    return config;
}

bool areSame(const reputation::RateLimits &a, const reputation::RateLimits &b)
{
    return a.connectionsPerMinute == b.connectionsPerMinute && a.messagesPerMinute == b.messagesPerMinute && a.recipientsPerHour == b.recipientsPerHour;
}

bool areSame(const reputation::RateConfig &a, const reputation::RateConfig &b)
{
    return areSame(a.unknown, b.unknown) && areSame(a.known, b.known) && areSame(a.partner, b.partner);
}

} // namespace

Defence::Defence(const QString &directory, const reputation::HistoryConfig &history)
    : m_historyPath(directory + u"/history.table"_s), m_greylistPath(directory + u"/greylist.table"_s)
{
    reputation::History::Opened opened = reputation::History::open(history, m_historyPath);
    reputation::Greylist::Opened greylist = reputation::Greylist::open(greylistConfig(), m_greylistPath);
    m_history = std::move(opened.history);
    m_greylist = std::move(greylist.greylist);
    for (const QString &problem : {opened.problem, greylist.problem}) {
        if (!problem.isEmpty())
            m_problems.append(problem);
    }
    m_force = std::make_shared<Force>(Force{std::make_shared<DefenceRules>(), {}, std::make_shared<reputation::Rates>()});
}

Result<> Defence::save() const
{
    const Result<> history = m_history->save(m_historyPath), greylist = m_greylist->save(m_greylistPath);
    return history ? greylist : history;
}

void Defence::apply(const std::shared_ptr<const DefenceRules> &rules)
{
    const QMutexLocker applying(&m_applying);
    const std::shared_ptr<const Force> before = current();
    auto next = std::make_shared<Force>(Force{rules, {}, before->rates, {}, before->serial + 1});
    if (!areSame(before->rules->rateLimits, rules->rateLimits))
        next->rates = std::make_shared<reputation::Rates>(rules->rateLimits);
    if (!rules->countryFile.isEmpty()) {
        const Result<reputation::Countries> countries = reputation::Countries::open(rules->countryFile);
        if (!countries)
            next->problem = countries.error().message;
        else if (!countries->hasFile())
            next->problem = u"There is no country file %1: no country is known. Put one there, or take the name out of the settings."_s.arg(rules->countryFile);
        else
            next->countries = *countries;
        m_countryFileChanged = QFileInfo(rules->countryFile).lastModified();
    }
    const QMutexLocker lock(&m_mutex);
    m_force = std::move(next);
}

void Defence::refresh()
{
    const std::shared_ptr<const Force> force = current();
    bool isOther = false;
    if (!force->rules->countryFile.isEmpty()) {
        const QMutexLocker applying(&m_applying);
        isOther = QFileInfo(force->rules->countryFile).lastModified() != m_countryFileChanged;
    }
    if (isOther)
        apply(force->rules);
}

std::shared_ptr<const Defence::Force> Defence::current() const
{
    const QMutexLocker lock(&m_mutex);
    return m_force;
}

void Defence::count(const QByteArray &rule, DefenceEffect effect)
{
    const QMutexLocker lock(&m_mutex);
    ++m_counts[rule][std::size_t(effect)];
}

QList<DefenceCount> Defence::counts() const
{
    const QMutexLocker lock(&m_mutex);
    QList<DefenceCount> all;
    for (auto each = m_counts.begin(); each != m_counts.end(); ++each)
        all.append({each.key(), each.value()});
    return all;
}

void Defence::note(const reputation::BlockListNote &note)
{
    constexpr qsizetype maxNotes = 200;
    const QMutexLocker lock(&m_mutex);
    if (m_notes.size() < maxNotes || m_notes.contains(note.zone))
        m_notes.insert(note.zone, note);
}

void Defence::forget(const QByteArray &zone)
{
    const QMutexLocker lock(&m_mutex);
    m_notes.remove(zone);
}

QList<reputation::BlockListNote> Defence::notes() const
{
    const QMutexLocker lock(&m_mutex);
    return m_notes.values();
}

} // namespace gateway::daemon
