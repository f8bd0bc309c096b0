#pragma once

#include "ui/theme/palette.h"

#include <QIcon>
#include <QRect>

class QPainter;

namespace ui {

/// An outline icon of resources/icons by name. It takes its colour from the theme each time it is painted.
[[nodiscard]] QIcon icon(const QString &name);

/// Paints an icon into the middle of \a rect: square, as large as the shorter side allows.
void paintIcon(QPainter *painter, const QString &name, const QRect &rect, const QColor &color);

/// A picture of an icon, \a size device-independent pixels square.
[[nodiscard]] QPixmap iconPixmap(const QString &name, int size, const QColor &color, qreal devicePixelRatio);

/// The icon of a tone: a shape of its own for each.
[[nodiscard]] QString toneIcon(Tone tone);

} // namespace ui
