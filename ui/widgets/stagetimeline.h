#pragma once

#include "gateway/admin/types.h"

#include <QWidget>

namespace ui {

/// The seven stages of a message's way: what each took, what it found, and where the way ended.
class StageTimeline : public QWidget
{
    Q_OBJECT
public:
    explicit StageTimeline(QWidget *parent = nullptr);
    void setStages(const QList<gateway::admin::StageRecord> &stages);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] QRect place(int index) const;

    QList<gateway::admin::StageRecord> m_stages; ///< All seven, in order.
};

} // namespace ui
