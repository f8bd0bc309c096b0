#pragma once

#include "gateway/reason.h"

namespace gateway::content {

/// The weight of a piece of evidence from resources/rules/content.json: log-odds towards unwanted; 0 for an unknown id.
[[nodiscard]] double weightOf(QByteArrayView id);

/// The log-odds of spam before any evidence (key "spam.base"): score = 100 * sigmoid(base + sum of all points).
[[nodiscard]] double baseWeight();

/// Collects the reasons of one message: each id once, its first evidence kept.
class Evidence
{
public:
    void add(const QByteArray &id, const QMap<QString, QString> &values = {});
    [[nodiscard]] bool has(QByteArrayView id) const;
    [[nodiscard]] QList<Reason> take() { return std::move(m_reasons); }

private:
    QList<Reason> m_reasons;
};

} // namespace gateway::content
