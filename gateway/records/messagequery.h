#pragma once

#include "gateway/admin/types.h"

#include <QVariant>

namespace gateway::records {

/// The WHERE clause for a filter, of fixed texts with '?' for every value, and the values (threats.md W10).
struct MessageQuery {
    QString where; ///< "" or " WHERE ...".
    QVariantList values;
};
[[nodiscard]] MessageQuery messageQuery(const admin::MessageFilter &filter);

} // namespace gateway::records
