#pragma once

#include <QWidget>

class QGridLayout;
class QScrollArea;

namespace ui {

class TextLabel;

/// Names and values in two columns; a value that is empty is left out.
class FactGrid : public QWidget
{
    Q_OBJECT
public:
    explicit FactGrid(QWidget *parent = nullptr);
    void clear();
    void add(const QString &name, const QString &value);
    void addWidget(const QString &name, QWidget *value); ///< Takes \a value.

private:
    QGridLayout *m_grid = nullptr;
    QWidget *m_rows = nullptr;
    int m_count = 0;
};

/// A scroll area without frame whose content is as wide as it is.
[[nodiscard]] QScrollArea *scrolling(QWidget *content);
/// A small muted heading.
[[nodiscard]] TextLabel *heading(const QString &text);

} // namespace ui
