#pragma once

#include "ui/theme/palette.h"

#include <QMetaType>
#include <QString>

namespace ui {

/// A status as it is shown: an icon and a word in the colours of its tone.
struct Chip {
    QString icon, word;
    Tone tone = Tone::Unknown;
    bool isBare = false; ///< Without fill, for dense tables.

    friend bool operator==(const Chip &, const Chip &) = default;
};

} // namespace ui

Q_DECLARE_METATYPE(ui::Chip)
