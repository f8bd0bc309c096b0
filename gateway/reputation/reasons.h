#pragma once

#include "gateway/reason.h"

namespace gateway::reputation {

/// A Reason with the stage and the points that belong to its id.
[[nodiscard]] Reason makeReason(QByteArrayView id, const QMap<QString, QString> &evidence = {});
/// The same with points that follow from the evidence.
[[nodiscard]] Reason makeReason(QByteArrayView id, double points, const QMap<QString, QString> &evidence);

/// Every id that this folder gives, those of the rules of strictness.h too; each has its sentence in resources/reasons/connection.json.
[[nodiscard]] QList<QByteArray> reasonIds();

} // namespace gateway::reputation
