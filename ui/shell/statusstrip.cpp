#include "ui/shell/statusstrip.h"

#include "ui/models/format.h"
#include "ui/session/gatewaylink.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using gateway::admin::Status;

namespace ui {
namespace {

struct State {
    Q_DECLARE_TR_FUNCTIONS(State)
};

QString signatureText(const Status &status)
{
    if (status.hasOnlyTestSignatures)
        return StatusStrip::tr("only test signatures");
    if (!status.signatureDate.isValid())
        return StatusStrip::tr("no virus signatures");
    return StatusStrip::tr("virus signatures from %1").arg(formatTime(status.signatureDate).left(status.signatureDate.toLocalTime().date() == QDate::currentDate() ? 5 : -1));
}

} // namespace

QString stateWord(const GatewayLink &link)
{
    switch (link.state()) {
    case GatewayLink::State::None: return State::tr("Not connected");
    case GatewayLink::State::Connecting: return State::tr("Connecting");
    case GatewayLink::State::Lost: return State::tr("No answer from the gateway");
    case GatewayLink::State::Connected: break;
    }
    if (!link.status()->isNextHopUp)
        return State::tr("Holding mail");
    return link.status()->health == "good"_L1 ? State::tr("Serving") : State::tr("Serving, needs attention");
}

Tone stateTone(const GatewayLink &link)
{
    if (link.state() == GatewayLink::State::Lost)
        return Tone::Bad;
    if (link.state() != GatewayLink::State::Connected)
        return Tone::Unknown;
    return link.status()->health == "good"_L1 && link.status()->isNextHopUp ? Tone::Good : link.status()->health == "bad"_L1 ? Tone::Bad : Tone::Attention;
}

StatusStrip::StatusStrip(GatewayLink &link, QWidget *parent) : Ground(Fill::Nav, Qt::TopEdge, parent), m_link(link)
{
    setFixedHeight(scaled(28));
    setFont(ui::font(TextRole::Small));
    connect(&link, &GatewayLink::stateChanged, this, &StatusStrip::readLink);
    connect(&link, &GatewayLink::statusChanged, this, &StatusStrip::readLink);
    connect(&m_clock, &QTimer::timeout, this, &StatusStrip::readLink);
    m_clock.start(10s);
    readLink();
}

void StatusStrip::readLink()
{
    m_tone = stateTone(m_link);
    m_texts = {stateWord(m_link)};
    if (m_link.state() == GatewayLink::State::Connected) {
        const Status &status = *m_link.status();
        m_texts.append(tr("%1 messages/min").arg(QLocale().toString(status.messagesPerMinute, 'f', status.messagesPerMinute < 10 && status.messagesPerMinute > 0 ? 1 : 0)));
        if (status.medianMilliseconds > 0)
            m_texts.append(tr("median %1").arg(formatMilliseconds(status.medianMilliseconds)));
        m_texts.append(tr("queue %1").arg(formatNumber(status.queued)));
        m_texts.append(signatureText(status));
    }
    setAccessibleName(m_texts.join(u", "_s));
    update();
}

void StatusStrip::paintEvent(QPaintEvent *event)
{
    Ground::paintEvent(event);
    QPainter painter(this);
    const Palette &c = colors();
    const QFontMetrics metrics = painter.fontMetrics();
    const QString now = formatDateTime(QDateTime::currentDateTime());
    const int end = width() - 16 - metrics.horizontalAdvance(now);
    painter.setPen(c.muted);
    painter.drawText(QRect(end, 1, width() - end, height() - 1), Qt::AlignVCenter, now);
    paintFrame(&painter, QRect(16, (height() - 8) / 2 + 1, 8, 8), c.tone(m_tone).icon, {}, 4);
    int x = 32;
    for (const QString &text : m_texts) {
        const bool isFirst = &text == &m_texts.first();
        if (!isFirst) {
            painter.fillRect(x + 12, 8, 1, height() - 15, c.line);
            x += 25;
        }
        const int width = metrics.horizontalAdvance(text);
        if (x + width > end - 16)
            break;
        painter.setPen(isFirst ? c.text : c.muted);
        painter.drawText(QRect(x, 1, width + 2, height() - 1), Qt::AlignVCenter, text);
        x += width;
    }
}

} // namespace ui
