#include "gateway/delivery/settlement.h"

namespace gateway::delivery {
namespace {

bool isTaken(const Settlement::Line &line)
{
    if (!line.fate)
        return false;
    switch (*line.fate) {
    case Fate::Delivered: case Fate::Queued: case Fate::Quarantined: case Fate::Discarded: case Fate::Dsn: return true;
    case Fate::Rejected: case Fate::Deferred: case Fate::Expired: break;
    }
    return false;
}

} // namespace

Settlement::Settlement(QList<Line> lines) : m_lines(std::move(lines))
{
    const bool areAllRejected = std::ranges::all_of(m_lines, [](const Line &l) { return l.decision.verdict == Verdict::Reject; });
    for (Line &line : m_lines) {
        if (line.decision.verdict != Verdict::Reject)
            continue;
        if (areAllRejected) {
            line.fate = Fate::Rejected;
            line.reply = line.decision.reply;
        } else {
            line.decision.verdict = Verdict::Quarantine;
            line.decision.isForAdministratorOnly = true;
        }
    }
    setFate(withVerdict(Verdict::Discard), Fate::Discarded);
}

QList<int> Settlement::undecided() const
{
    QList<int> indexes;
    for (int i = 0; i < m_lines.size(); ++i) {
        if (!m_lines[i].fate)
            indexes.append(i);
    }
    return indexes;
}

QList<int> Settlement::withVerdict(Verdict verdict) const
{
    QList<int> indexes;
    for (int i = 0; i < m_lines.size(); ++i) {
        if (m_lines[i].decision.verdict == verdict)
            indexes.append(i);
    }
    return indexes;
}

void Settlement::deliver(const QList<int> &indexes, const QList<smtp::RecipientOutcome> &outcomes, const QByteArray &nextHop)
{
    Q_ASSERT(indexes.size() == outcomes.size());
    for (int i = 0; i < indexes.size(); ++i) {
        Line &line = m_lines[indexes[i]];
        line.reply = outcomes[i].reply;
        line.nextHop = nextHop;
        line.isFateUnknown = outcomes[i].isFateUnknown;
        line.isUnreported = outcomes[i].isUnreported;
        switch (outcomes[i].kind) {
        case smtp::RecipientOutcome::Kind::Delivered: line.fate = Fate::Delivered; break;
        case smtp::RecipientOutcome::Kind::Permanent: line.fate = Fate::Rejected; break;
        case smtp::RecipientOutcome::Kind::Transient: break;
        }
    }
}

void Settlement::setFate(const QList<int> &indexes, Fate fate)
{
    for (const int index : indexes)
        m_lines[index].fate = fate;
}

QList<int> Settlement::needReport() const
{
    if (std::ranges::none_of(m_lines, isTaken))
        return {};
    QList<int> indexes;
    for (int i = 0; i < m_lines.size(); ++i) {
        if (m_lines[i].fate == Fate::Rejected)
            indexes.append(i);
    }
    return indexes;
}

void Settlement::defer(const smtp::Reply &reply)
{
    m_deferral = reply;
    setFate(undecided(), Fate::Deferred);
}

smtp::Reply Settlement::finalReply(const QByteArray &reference) const
{
    const auto withReference = [&reference](smtp::Reply reply) {
        reply.text += " (reference " + reference + ')';
        return reply;
    };
    if (m_deferral)
        return withReference(*m_deferral);
    if (std::ranges::any_of(m_lines, isTaken)) {
        const bool areAllDelivered = std::ranges::all_of(m_lines, [](const Line &l) { return l.fate == Fate::Delivered; });
        return withReference({250, 2, areAllDelivered ? 1 : 0, areAllDelivered ? "Delivered" : "Accepted"});
    }
    // Nobody took it: the first refusal speaks for all. A single-line text, because a next hop's may have many; and with an enhanced code,
    // because we offer them and a next hop need not (RFC 2034 4).
    smtp::Reply reply = m_lines.isEmpty() ? smtp::Reply{451, 3, 0, "No recipient was decided"} : m_lines.first().reply;
    if (!reply.hasEnhancedCode)
        reply = {reply.code, 0, 0, reply.text};
    reply.text = reply.text.replace('\n', ' ').left(300);
    return withReference(reply);
}

Fate Settlement::overallFate() const
{
    QList<Fate> fates;
    for (const Line &line : m_lines)
        fates.append(line.fate.value_or(Fate::Deferred));
    return weightiest(fates);
}

} // namespace gateway::delivery
