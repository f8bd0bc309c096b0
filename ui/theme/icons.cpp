#include "ui/theme/icons.h"

#include "ui/theme/theme.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

// Thin strokes look heavier the larger they are drawn, and lighter inside a filled chip.
QByteArray strokeWidth(int size) { return size <= 15 ? "2"_ba : size < 24 ? "1.75"_ba : "1.5"_ba; }

QByteArray tinted(const QString &name, int size, const QColor &color)
{
    QFile file(u":/icons/"_s + name + u".svg"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray svg = file.readAll();
    svg.replace("currentColor", color.name(QColor::HexRgb).toLatin1());
    svg.replace("stroke-width=\"2\"", "stroke-width=\"" + strokeWidth(size) + '"');
    return svg;
}

class TintedEngine : public QIconEngine
{
public:
    explicit TintedEngine(QString name) : m_name(std::move(name)) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        paintIcon(painter, m_name, rect, color(mode));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override { return scaledPixmap(size, mode, state, 1); }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        // Here the size counts device pixels already.
        return iconPixmap(m_name, qRound(std::min(size.width(), size.height()) / scale), color(mode), scale);
    }
    QIconEngine *clone() const override { return new TintedEngine(m_name); }
    QString iconName() override { return m_name; }
    bool isNull() override { return m_name.isEmpty(); }

private:
    static QColor color(QIcon::Mode mode)
    {
        switch (mode) {
        case QIcon::Disabled: return colors().strongLine;
        case QIcon::Selected: return colors().accent;
        case QIcon::Normal: case QIcon::Active: break;
        }
        return colors().muted;
    }

    QString m_name;
};

} // namespace

QIcon icon(const QString &name) { return QIcon(new TintedEngine(name)); }

QPixmap iconPixmap(const QString &name, int size, const QColor &color, qreal devicePixelRatio)
{
    const QString key = u"icon/%1/%2/%3/%4"_s.arg(name, QString::number(size), color.name(), QString::number(devicePixelRatio));
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(QSize(size, size) * devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QSvgRenderer(tinted(name, size, color)).render(&painter, QRectF(QPointF(), QSizeF(pixmap.size())));
    painter.end();
    pixmap.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

void paintIcon(QPainter *painter, const QString &name, const QRect &rect, const QColor &color)
{
    const int size = std::min(rect.width(), rect.height());
    const QPoint corner(rect.x() + (rect.width() - size) / 2, rect.y() + (rect.height() - size) / 2);
    painter->drawPixmap(corner, iconPixmap(name, size, color, painter->device()->devicePixelRatio()));
}

QString toneIcon(Tone tone)
{
    switch (tone) {
    case Tone::Good: return u"circle-check"_s;
    case Tone::Attention: return u"triangle-alert"_s;
    case Tone::Bad: return u"circle-x"_s;
    case Tone::Information: return u"info"_s;
    case Tone::Unknown: return u"circle-question-mark"_s;
    case Tone::Virus: return u"bug"_s;
    }
    return {};
}

} // namespace ui
