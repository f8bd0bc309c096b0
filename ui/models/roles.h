#pragma once

#include <Qt>

namespace ui {

/// What our models answer beside Qt's own roles.
enum Role {
    IdRole = Qt::UserRole + 1, ///< QString: the record's id.
    ChipRole,                  ///< Chip: painted instead of text.
    MutedRole,                 ///< bool: secondary text.
    SecondLineRole,            ///< QString: the smaller line below, in lists of two-line rows.
    TimeTextRole,              ///< QString: the time at the right of a two-line row.
    ScoreTextRole,             ///< QString: the number beside the time.
};

} // namespace ui
