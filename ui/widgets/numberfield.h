#pragma once

#include <QWidget>

class QLineEdit;

namespace ui {

/// A whole number with its unit beside it.
class NumberField : public QWidget
{
    Q_OBJECT
public:
    NumberField(int least, int most, const QString &unit, QWidget *parent = nullptr);
    [[nodiscard]] int value() const; ///< Within the bounds, whatever is typed.
    void setValue(int value);

Q_SIGNALS:
    void edited();

private:
    int m_least, m_most;
    QLineEdit *m_edit;
};

} // namespace ui
