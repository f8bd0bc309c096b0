#pragma once

#include "ui/theme/palette.h"

#include <QListView>

class QStandardItemModel;

namespace ui {

/// The list of pages at the side: an icon and a name, and a count only where a person must act.
class Navigation : public QListView
{
    Q_OBJECT
public:
    explicit Navigation(QWidget *parent = nullptr);

    void addPage(const QString &id, const QString &title, const QString &iconName);
    void setCurrent(const QString &id);
    void setBadge(const QString &id, qint64 count, Tone tone);
    void setCollapsed(bool collapsed);
    [[nodiscard]] bool isCollapsed() const { return m_isCollapsed; }

Q_SIGNALS:
    void pageChosen(const QString &id);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void keyboardSearch(const QString &) override {} ///< Single letters are keys of the pages.

private:
    [[nodiscard]] QModelIndex indexOf(const QString &id) const;

    QStandardItemModel *m_model;
    bool m_isCollapsed = false;
};

} // namespace ui
