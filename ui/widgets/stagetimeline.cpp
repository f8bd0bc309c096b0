#include "ui/widgets/stagetimeline.h"

#include "ui/models/format.h"
#include "ui/models/notewords.h"
#include "ui/models/plaintext.h"
#include "ui/models/words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

using namespace Qt::StringLiterals;
using gateway::admin::StageRecord;

namespace ui {
namespace {

constexpr int stageCount = 7;
constexpr int margin = 16;
constexpr int iconSize = 18;

QString stageIcon(StageRecord::State state)
{
    return state == StageRecord::State::NotReached ? u"circle-dashed"_s : toneIcon(stageTone(state));
}

QString noteOf(const StageRecord &stage)
{
    if (!stage.note.isEmpty())
        return stageNote(stage.note);
    switch (stage.state) {
    case StageRecord::State::Passed: return StageTimeline::tr("passed");
    case StageRecord::State::Attention: return StageTimeline::tr("passed, with doubts");
    case StageRecord::State::Stopped: return StageTimeline::tr("stopped here");
    case StageRecord::State::NotReached: break;
    }
    return StageTimeline::tr("not reached");
}

} // namespace

StageTimeline::StageTimeline(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setStages({});
}

void StageTimeline::setStages(const QList<StageRecord> &stages)
{
    m_stages.clear();
    QStringList sentences;
    for (int i = 0; i < stageCount; ++i) {
        const auto stage = gateway::Stage(i);
        const auto it = std::ranges::find(stages, stage, &StageRecord::stage);
        m_stages.append(it == stages.end() ? StageRecord{.stage = stage, .note = {}} : *it);
        sentences.append(stageName(stage) + u": "_s + noteOf(m_stages.last()));
    }
    setAccessibleName(tr("Stages"));
    setAccessibleDescription(sentences.join(u"; "_s));
    update();
}

QSize StageTimeline::sizeHint() const
{
    return {stageCount * 120, 8 + iconSize + 6 + lineHeight(TextRole::Strong) + lineHeight(TextRole::Small) + 6};
}

QSize StageTimeline::minimumSizeHint() const { return {stageCount * 84, sizeHint().height()}; }

QRect StageTimeline::place(int index) const
{
    const int room = width() - 2 * margin;
    const int left = margin + room * index / stageCount, right = margin + room * (index + 1) / stageCount;
    return {left, 8, right - left, height() - 8};
}

void StageTimeline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Palette &c = colors();
    const QFont strong = ui::font(TextRole::Strong), small = ui::font(TextRole::Small);
    for (int i = 0; i < stageCount; ++i) {
        const StageRecord &stage = m_stages[i];
        const QRect area = place(i);
        const bool isReached = stage.state != StageRecord::State::NotReached;
        paintIcon(&painter, stageIcon(stage.state), QRect(area.x(), area.y(), iconSize, iconSize), isReached ? c.tone(stageTone(stage.state)).text : c.muted);
        if (i + 1 < stageCount) {
            const QRect line(area.x() + iconSize + 6, area.y() + iconSize / 2 - 1, area.width() - iconSize - 12, 2);
            painter.fillRect(line, stage.state == StageRecord::State::Passed ? c.tone(Tone::Good).icon : c.line);
        }
        const int room = area.width() - 10;
        const QRect first(area.x(), area.y() + iconSize + 6, room, lineHeight(TextRole::Strong));
        const QString name = QFontMetrics(strong).elidedText(stageName(stage.stage), Qt::ElideRight, room);
        painter.setFont(strong);
        painter.setPen(isReached ? c.text : c.muted);
        painter.drawText(first, Qt::AlignVCenter, name);
        const QString at = isReached ? formatMilliseconds(stage.at) : QString();
        const int used = QFontMetrics(strong).horizontalAdvance(name) + 5;
        painter.setFont(small);
        painter.setPen(c.muted);
        if (used + QFontMetrics(small).horizontalAdvance(at) <= area.width() - 2)
            painter.drawText(first.adjusted(used, 0, 8, 0), Qt::AlignVCenter, at);
        const QRect second(area.x(), first.bottom(), room, lineHeight(TextRole::Small));
        painter.drawText(second, Qt::AlignVCenter | Qt::TextSingleLine, QFontMetrics(small).elidedText(noteOf(stage), Qt::ElideRight, room));
    }
}

bool StageTimeline::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    for (int i = 0; i < stageCount; ++i) {
        if (!place(i).contains(help->pos()))
            continue;
        const StageRecord &stage = m_stages[i];
        const QString took = stage.state == StageRecord::State::NotReached ? QString() : u'\n' + tr("took %1").arg(formatMilliseconds(stage.took));
        QToolTip::showText(help->globalPos(), plainToolTip(stageName(stage.stage) + u": "_s + noteOf(stage) + took), this);
    }
    return true;
}

} // namespace ui
