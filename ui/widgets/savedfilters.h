#pragma once

#include "ui/models/filtertokens.h"

#include <QWidget>

class QHBoxLayout;

namespace ui {

/// Filters by name as flat buttons; the one in force is marked.
class SavedFilters : public QWidget
{
    Q_OBJECT
public:
    explicit SavedFilters(QWidget *parent = nullptr);
    void add(const QString &name, const FilterText &filter);
    void mark(const FilterText &filter);

Q_SIGNALS:
    void chosen(const FilterText &filter);

private:
    QHBoxLayout *m_places;
    QList<std::pair<class QPushButton *, FilterText>> m_filters;
};

} // namespace ui
