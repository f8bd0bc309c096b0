#pragma once

#include "ui/models/filtertokens.h"

#include <QAbstractButton>

namespace ui {

/// One token of the filter field; a click removes it.
class FilterTokenButton : public QAbstractButton
{
    Q_OBJECT
public:
    explicit FilterTokenButton(const FilterToken &token, QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_key, m_value;
};

} // namespace ui
