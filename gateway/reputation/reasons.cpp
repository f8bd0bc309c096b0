#include "gateway/reputation/reasons.h"

namespace gateway::reputation {
namespace {

struct Kind {
    const char *id;
    double points = 0;
    Stage stage = Stage::Connection;
};

/// Log-odds towards unwanted. Zero: a bare fact, or the points follow from the evidence.
constexpr Kind kinds[] = {
    {"connection.client-allowed"},
    {"connection.client-blocked"},
    {"connection.list-hit"},
    {"connection.list-hit-text"},
    {"connection.list-allowed"},
    {"connection.list-unknown"},
    {"connection.list-refuses"},
    {"connection.list-astray"},
    {"connection.list-empty"},
    {"connection.list-lists-all"},
    {"connection.name-confirmed"},
    {"connection.name-missing", 1.5},
    {"connection.name-unconfirmed", 1.0},
    {"connection.name-generic", 1.2},
    {"connection.name-unknown"},
    {"connection.helo-syntax", 2.0},
    {"connection.helo-bare-address", 1.5},
    {"connection.helo-other-address", 2.0},
    {"connection.helo-ours", 4.0},
    {"connection.helo-localhost", 2.0},
    {"connection.helo-unqualified", 1.5},
    {"connection.helo-nowhere", 0.8},
    {"connection.helo-elsewhere", 0.3},
    {"connection.helo-unknown"},
    {"connection.history-good"},
    {"connection.history-bad"},
    {"connection.network-good"},
    {"connection.network-bad"},
    {"connection.domain-good"},
    {"connection.domain-bad"},
    {"connection.pair-good"},
    {"connection.pair-bad"},
    {"connection.correspondent"},
    {"connection.rate-connections"},
    {"connection.rate-messages"},
    {"connection.rate-recipients"},
    {"connection.harvest"},
    {"connection.greylisted", 0, Stage::Envelope},
    {"connection.sender-allowed", 0, Stage::Envelope},
    {"connection.sender-blocked", 0, Stage::Envelope},
    {"connection.sender-not-authenticated", 0, Stage::Envelope},
    {"connection.rule-none"},
    {"connection.rule-own-lists"},
    {"connection.rule-block-lists"},
    {"connection.rule-evidence"},
    {"connection.rule-forged-helo"},
    {"connection.rule-no-name"},
    {"connection.rule-not-known"},
    {"connection.rule-rates"},
    {"connection.rule-harvest"},
    {"connection.rule-greylist"},
};

} // namespace

Reason makeReason(QByteArrayView id, const QMap<QString, QString> &evidence)
{
    const auto kind = std::ranges::find_if(kinds, [id](const Kind &each) { return id == QByteArrayView(each.id); });
    Q_ASSERT(kind != std::end(kinds));
    return {id.toByteArray(), kind->stage, kind->points, evidence};
}

Reason makeReason(QByteArrayView id, double points, const QMap<QString, QString> &evidence)
{
    Reason reason = makeReason(id, evidence);
    reason.points = points;
    return reason;
}

QList<QByteArray> reasonIds()
{
    QList<QByteArray> ids;
    for (const Kind &kind : kinds)
        ids.append(kind.id);
    return ids;
}

} // namespace gateway::reputation
