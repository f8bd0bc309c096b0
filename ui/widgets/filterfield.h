#pragma once

#include "ui/models/filtertokens.h"

#include <QWidget>

class QHBoxLayout;
class QLineEdit;

namespace ui {

/// A search field in which "key:value" becomes a token while typing; free words stand beside the tokens.
class FilterField : public QWidget
{
    Q_OBJECT
public:
    explicit FilterField(QWidget *parent = nullptr);

    [[nodiscard]] FilterText filter() const;
    void setFilter(const FilterText &filter);
    /// Sets, replaces or (empty value) removes the token of one key.
    void setToken(const QString &key, const QString &value);
    void setPlaceholder(const QString &text);
    void edit(); ///< Takes the focus.

Q_SIGNALS:
    void filterChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    void readTokens(bool isComplete);
    void showTokens();
    void removeToken(qsizetype index);

    QList<FilterToken> m_tokens;
    QHBoxLayout *m_places;
    QLineEdit *m_edit;
    QString m_placeholder, m_lastWords;
};

} // namespace ui
