#pragma once

#include "ui/theme/fonts.h"
#include "ui/widgets/ink.h"

#include <QWidget>

namespace ui {

/// A text on a page. Plain text only, by construction: it paints glyphs and knows no markup, whatever the text holds.
/// Wraps at its width with the line height of its role, or stays on one line and is elided.
class TextLabel : public QWidget
{
    Q_OBJECT
public:
    enum class Wrap { Line, Paragraph };

    explicit TextLabel(const QString &text = {}, TextRole role = TextRole::Body, Ink ink = Ink::Text, QWidget *parent = nullptr);

    [[nodiscard]] const QString &text() const { return m_text; } ///< As shown: hidden characters are marks.
    void setText(const QString &text);
    void setInk(Ink ink);
    void setRole(TextRole role);
    void setElide(Qt::TextElideMode mode);
    void setWrap(Wrap wrap);
    void setAlignment(Qt::Alignment alignment); ///< Horizontal part; vertically a line stands in the middle.

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] bool isElided() const;
    void updateGeometryOf();

    QString m_text;
    TextRole m_role;
    Ink m_ink;
    Qt::TextElideMode m_elide = Qt::ElideRight;
    Wrap m_wrap = Wrap::Line;
    Qt::Alignment m_alignment = Qt::AlignLeft;
};

/// A label that wraps: for sentences.
[[nodiscard]] TextLabel *paragraph(const QString &text = {}, TextRole role = TextRole::Body, Ink ink = Ink::Text);

/// Paints \a text in lines of \a width and the line height of \a role, and returns the height used. Without painter it only measures.
int paintParagraph(QPainter *painter, const QRect &rect, const QString &text, TextRole role, const QColor &color, Qt::Alignment alignment = Qt::AlignLeft);

} // namespace ui
