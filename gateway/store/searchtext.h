#pragma once

#include <QString>

namespace gateway::store {

/// \a text as the searched columns keep it: compatibility forms made equal (full-width letters, half-width kana), case folded, control
/// characters as spaces, at most \a maxLength UTF-16 units. What a person types goes through here too, then substrings match.
[[nodiscard]] QString searchText(QStringView text, qsizetype maxLength = 1000);

} // namespace gateway::store
