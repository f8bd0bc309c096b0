#pragma once

#include "gateway/reason.h"

#include <QWidget>

class QVBoxLayout;

namespace ui {

/// The reasons of a decision, heaviest first: what was found in plain words, its points at the right. What spoke for the mail is listed too.
class ReasonList : public QWidget
{
    Q_OBJECT
public:
    explicit ReasonList(QWidget *parent = nullptr);
    void setReasons(const QList<gateway::Reason> &reasons);
    [[nodiscard]] static QString pointsText(double points); ///< "+ 4.1", "- 0.5"; empty for a bare fact.

private:
    QVBoxLayout *m_rows;
};

} // namespace ui
