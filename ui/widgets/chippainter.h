#pragma once

#include "ui/models/chip.h"

#include <QRect>
#include <QWidget>

class QPainter;

namespace ui {

[[nodiscard]] QSize chipSize(const Chip &chip);
/// Paints \a chip at the left of \a rect, in the middle of its height; words are cut where the room ends.
void paintChip(QPainter *painter, const QRect &rect, const Chip &chip);
/// A count that asks for attention, right-aligned in \a rect; returns its width.
int paintBadge(QPainter *painter, const QRect &rect, const QString &text, Tone tone);

/// A chip that stands by itself on a page.
class ChipLabel : public QWidget
{
    Q_OBJECT
public:
    explicit ChipLabel(Chip chip = {}, QWidget *parent = nullptr);
    void setChip(const Chip &chip);
    [[nodiscard]] const Chip &chip() const { return m_chip; }
    [[nodiscard]] QSize sizeHint() const override { return chipSize(m_chip); }
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Chip m_chip;
};

} // namespace ui
