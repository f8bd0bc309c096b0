#pragma once

#include "gateway/admin/types.h"

#include <QWidget>

class QVBoxLayout;

namespace ui {

class CodeBox;
class IconLabel;
class ReasonList;
class StageTimeline;
class TextLabel;

/// Why a message met its fate: its way, the reasons, what decided, what the sender was told, what would have let it pass.
class WhyTab : public QWidget
{
    Q_OBJECT
public:
    explicit WhyTab(QWidget *parent = nullptr);
    void setMessage(const gateway::admin::Message &message);

private:
    [[nodiscard]] QWidget *reasonsArea();
    [[nodiscard]] QWidget *sideColumn();

    StageTimeline *m_timeline;
    IconLabel *m_icon;
    TextLabel *m_headline, *m_points, *m_rule, *m_version, *m_replyTitle, *m_wayOutTitle, *m_wayOut;
    ReasonList *m_reasons;
    CodeBox *m_reply;
};

} // namespace ui
