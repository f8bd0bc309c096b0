#pragma once

#include "gateway/content/evidence.h"
#include "gateway/content/findings.h"
#include "gateway/content/mimetree.h"
#include "gateway/content/readings.h"

namespace gateway::content {

/// Looks at every attachment, in the usual reading and in the others: types, names, archive members, active content.
/// Fills attachments and isUnscannable of \a findings and adds "file." reasons.
void inspectFiles(const QList<Leaf> &leaves, const QList<Reading> &readings, Findings &findings, Evidence &evidence);

} // namespace gateway::content
