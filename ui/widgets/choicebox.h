#pragma once

#include <QComboBox>

namespace ui {

/// A combo box over words that stand for values. Values from outside are shown as plain text and kept as they are.
class ChoiceBox : public QComboBox
{
    Q_OBJECT
public:
    explicit ChoiceBox(const QString &name, QWidget *parent = nullptr); ///< \a name for assistive technology.
    void add(const QString &value, const QString &word);
    [[nodiscard]] QString value() const;
    void setValue(const QString &value); ///< One that is not there yet is added, so that nothing is changed by looking at it.
};

} // namespace ui
