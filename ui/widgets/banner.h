#pragma once

#include "ui/theme/palette.h"

#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace ui {

class IconLabel;
class TextLabel;

/// A message in its place on the page: a bold sentence, one more, at most two buttons. Takes room, covers nothing.
class Banner : public QWidget
{
    Q_OBJECT
public:
    enum class Shape { Card, Strip }; ///< With round corners between margins, or from edge to edge of a pane.

    explicit Banner(Shape shape = Shape::Card, QWidget *parent = nullptr);

    /// \a iconName empty: the icon of the tone.
    void show(Tone tone, const QString &sentence, const QString &more = {}, const QString &iconName = {});
    /// Removes the buttons there are and adds one.
    QPushButton *setButton(const QString &text, const QString &iconName = {});
    void setClosable(bool closable);

    [[nodiscard]] QString sentence() const;
    [[nodiscard]] QString more() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    using QWidget::show;

private:
    Shape m_shape;
    Tone m_tone = Tone::Information;
    IconLabel *m_icon;
    TextLabel *m_sentence, *m_more;
    QHBoxLayout *m_buttons;
    QPushButton *m_button = nullptr;
    QWidget *m_close;
};

} // namespace ui
