#pragma once

#include "gateway/admin/types.h"
#include "ui/widgets/frames.h"

class QPushButton;
class QStackedLayout;

namespace ui {

class IconLabel;
class ReasonList;
class StageTimeline;
class TextLabel;

/// What became of the sample that is selected: the headline, its way, the reasons, and a door to its record.
class SampleOutcome : public Ground
{
    Q_OBJECT
public:
    explicit SampleOutcome(QWidget *parent = nullptr);
    void showUnsent(const gateway::admin::Sample &sample);
    void showMessage(const gateway::admin::Sample &sample, const gateway::admin::Message &message);
    void showNothing();

Q_SIGNALS:
    void doorOpened(const QString &pageId, const QString &argument);

private:
    QString m_messageId;
    IconLabel *m_icon;
    TextLabel *m_headline, *m_line;
    StageTimeline *m_timeline;
    ReasonList *m_reasons;
    QPushButton *m_door;
    QWidget *m_details;
};

} // namespace ui
