#include "ui/widgets/chippainter.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace ui {
namespace {

constexpr int iconSize = 14;
constexpr int gap = 5;

QFont chipFont()
{
    QFont face = font(TextRole::Small);
    face.setWeight(QFont::Medium);
    return face;
}

} // namespace

QSize chipSize(const Chip &chip)
{
    const int words = QFontMetrics(chipFont()).horizontalAdvance(chip.word);
    const int padding = chip.isBare ? 0 : 6 + 8;
    return {padding + (chip.icon.isEmpty() ? 0 : iconSize + gap) + words, scaled(22)};
}

void paintChip(QPainter *painter, const QRect &rect, const Chip &chip)
{
    const ToneColors &tone = colors().tone(chip.tone);
    QRect box(QPoint(rect.x(), rect.y() + (rect.height() - scaled(22)) / 2), chipSize(chip));
    box.setWidth(std::min(box.width(), rect.width()));
    if (!chip.isBare) {
        paintFrame(painter, box, tone.fill, {}, 4);
        box.adjust(6, 0, -8, 0);
    }
    if (!chip.icon.isEmpty()) {
        paintIcon(painter, chip.icon, QRect(box.x(), box.y() + (box.height() - iconSize) / 2, iconSize, iconSize), tone.text);
        box.setLeft(box.left() + iconSize + gap);
    }
    painter->save();
    const QFont face = chipFont();
    painter->setFont(face);
    painter->setPen(tone.text);
    painter->drawText(box, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, QFontMetrics(face).elidedText(chip.word, Qt::ElideRight, box.width() + 1));
    painter->restore();
}

int paintBadge(QPainter *painter, const QRect &rect, const QString &text, Tone tone)
{
    QFont face = font(TextRole::Axis);
    face.setWeight(QFont::DemiBold);
    const int height = scaled(18);
    const int width = std::max(scaled(22), QFontMetrics(face).horizontalAdvance(text) + 14);
    const QRect box(rect.right() + 1 - width, rect.y() + (rect.height() - height) / 2, width, height);
    paintFrame(painter, box, colors().tone(tone).fill, {}, height / 2.0);
    painter->save();
    painter->setFont(face);
    painter->setPen(colors().tone(tone).text);
    painter->drawText(box, Qt::AlignCenter, text);
    painter->restore();
    return width;
}

ChipLabel::ChipLabel(Chip chip, QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setChip(chip);
}

void ChipLabel::setChip(const Chip &chip)
{
    m_chip = chip;
    setAccessibleName(chip.word);
    updateGeometry();
    update();
}

void ChipLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintChip(&painter, rect(), m_chip);
}

} // namespace ui
