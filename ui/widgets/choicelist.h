#pragma once

#include <QWidget>

class QRadioButton;
class QVBoxLayout;

namespace ui {

/// A choice between a few ways, each with a sentence on what it does.
class ChoiceList : public QWidget
{
    Q_OBJECT
public:
    explicit ChoiceList(QWidget *parent = nullptr);
    void add(const QString &value, const QString &name, const QString &sentence);
    [[nodiscard]] QString value() const;
    void setValue(const QString &value);

Q_SIGNALS:
    void chosen(const QString &value);

private:
    QVBoxLayout *m_rows;
    QList<std::pair<QString, QRadioButton *>> m_choices;
    QString m_value;
};

} // namespace ui
