#pragma once

#include <QPushButton>
#include <QToolButton>

namespace ui {

enum class ButtonKind { Normal, Primary, Flat, Link };

/// A push button with an icon of ours; \a iconName may be empty.
[[nodiscard]] QPushButton *button(const QString &text, const QString &iconName = {}, ButtonKind kind = ButtonKind::Normal);
/// The 26 px button of card headers and banners.
[[nodiscard]] QPushButton *smallButton(const QString &text, const QString &iconName = {}, ButtonKind kind = ButtonKind::Normal);
/// A button that is only an icon: \a name is its tooltip and accessible name.
[[nodiscard]] QToolButton *iconButton(const QString &iconName, const QString &name);

/// A child that paints nothing but its icon, in the colour of muted text or of a tone.
class IconLabel : public QWidget
{
    Q_OBJECT
public:
    explicit IconLabel(QString iconName, int size = 18, QWidget *parent = nullptr);
    void setIcon(const QString &iconName);
    void setInk(int ink); ///< An Ink; icons of tones take the icon colour of the tone.
    [[nodiscard]] QSize sizeHint() const override { return {m_size, m_size}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    int m_size, m_ink = 1;
};

} // namespace ui
