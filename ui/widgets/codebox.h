#pragma once

#include <QPlainTextEdit>

namespace ui {

/// Words of a machine or a mail, in a fixed width and to be copied. Plain text: it loads nothing and runs nothing.
class CodeBox : public QPlainTextEdit
{
    Q_OBJECT
public:
    /// Grows with its text up to \a maxLines; 0: takes the room there is.
    explicit CodeBox(int maxLines = 0, QWidget *parent = nullptr);
    void setText(const QString &text); ///< Hidden characters become marks.

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void applyColors();
    [[nodiscard]] int heightOfText() const;

    int m_maxLines;
};

} // namespace ui
