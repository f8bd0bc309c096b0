#pragma once

#include <QWidget>

class QPushButton;

namespace ui {

/// Chooses one of the modes observe, warn and enforce; the arrow keys move between them.
class ModeSwitch : public QWidget
{
    Q_OBJECT
public:
    explicit ModeSwitch(const QString &name, QWidget *parent = nullptr); ///< \a name of what is switched, for assistive technology.
    [[nodiscard]] QString mode() const; ///< "observe", "warn", "enforce"; as given if it is another.
    void setMode(const QString &mode);

Q_SIGNALS:
    void chosen(const QString &mode);

private:
    struct Choice {
        QString mode;
        QPushButton *button;
    };
    QString m_name, m_mode;
    QList<Choice> m_choices;
};

} // namespace ui
