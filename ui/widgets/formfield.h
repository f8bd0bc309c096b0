#pragma once

#include <QWidget>

class QHBoxLayout;

namespace ui {

class IconLabel;
class TextLabel;

/// One line of a form: a label above a field, help below it, and below that what is wrong with what was typed.
class FormField : public QWidget
{
    Q_OBJECT
public:
    static constexpr int widest = 480; ///< Of a field; wider ones are no easier to fill in.

    FormField(const QString &label, QWidget *field, const QString &help = {}, QWidget *parent = nullptr); ///< Takes \a field.

    void setHelp(const QString &help);
    void setError(const QString &sentence); ///< Empty: nothing is wrong.
    [[nodiscard]] QString error() const;

private:
    [[nodiscard]] QWidget *target() const; ///< What has the keyboard.

    QWidget *m_field;
    QString m_label;
    TextLabel *m_help, *m_error;
    QWidget *m_errorLine;
};

} // namespace ui
