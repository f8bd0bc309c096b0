#pragma once

#include <QProxyStyle>

class QStyleOptionButton;
class QStyleOptionComboBox;
class QStyleOptionHeader;
class QStyleOptionMenuItem;
class QStyleOptionSlider;
class QStyleOptionTab;
class QStyleOptionToolButton;

namespace ui {

/// How every control of the program looks: Fusion with our measures, lines and icons. All colours come from colors().
///
/// A push button is primary when it is default, quiet when it is flat, and small with the dynamic property "small".
class Style : public QProxyStyle
{
    Q_OBJECT
public:
    Style();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const override;
    [[nodiscard]] QRect subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const override;
    [[nodiscard]] QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part, const QWidget *widget) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size, const QWidget *widget) const override;
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const override;
    void polish(QWidget *widget) override;
    using QProxyStyle::polish;

private:
    static void drawButtonPanel(const QStyleOption *option, QPainter *painter, bool isPrimary, bool isFlat);
    static void drawButtonLabel(const QStyleOptionButton *button, QPainter *painter, const QWidget *widget);
    static void drawComboBox(const QStyleOptionComboBox *combo, QPainter *painter);
    static void drawHeaderLabel(const QStyleOptionHeader *header, QPainter *painter);
    static void drawMenuItem(const QStyleOptionMenuItem *item, QPainter *painter);
    static void drawScrollBar(const QStyleOptionSlider *bar, QPainter *painter, const QRect &handle);
    static void drawTab(const QStyleOptionTab *tab, QPainter *painter);
    static void drawToolButton(const QStyleOptionToolButton *button, QPainter *painter);
};

/// A rounded frame whose line lies whole pixels inside \a rect.
void paintFrame(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &line, qreal radius, qreal width = 1);
/// The frame that shows where keys go.
void paintFocus(QPainter *painter, const QRect &rect, qreal radius);

} // namespace ui
