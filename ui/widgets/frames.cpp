#include "ui/widgets/frames.h"

#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace ui {

Ground::Ground(Fill fill, Qt::Edges lines, QWidget *parent) : QWidget(parent), m_fill(fill), m_lines(lines) {}

void Ground::paintEvent(QPaintEvent *)
{
    const Palette &c = colors();
    const auto fill = [&]() -> const QColor & {
        switch (m_fill) {
        case Fill::Nav: return c.nav;
        case Fill::Surface: return c.surface;
        case Fill::Sunken: return c.sunken;
        case Fill::Window: break;
        }
        return c.window;
    };
    QPainter painter(this);
    painter.fillRect(rect(), fill());
    if (m_lines & Qt::TopEdge)
        painter.fillRect(0, 0, width(), 1, c.line);
    if (m_lines & Qt::BottomEdge)
        painter.fillRect(0, height() - 1, width(), 1, c.line);
    if (m_lines & Qt::LeftEdge)
        painter.fillRect(0, 0, 1, height(), c.line);
    if (m_lines & Qt::RightEdge)
        painter.fillRect(width() - 1, 0, 1, height(), c.line);
}

Card::Card(const QString &title, QWidget *parent) : QWidget(parent)
{
    auto *all = column(this, 1);
    if (!title.isEmpty()) {
        m_headerHeight = scaled(40);
        auto *head = new QWidget;
        head->setFixedHeight(m_headerHeight);
        m_header = new QHBoxLayout(head);
        m_header->setContentsMargins(16, 0, 16, 0);
        m_header->setSpacing(8);
        m_header->addWidget(new TextLabel(title, TextRole::Strong));
        m_header->addStretch();
        all->addWidget(head);
    }
    m_body = new QVBoxLayout;
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(0);
    all->addLayout(m_body, 1);
    all->setContentsMargins(1, 1, 1, 6); // What is square must not cover the round corners.
}

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintFrame(&painter, rect(), colors().surface, colors().line, 6);
    if (m_header)
        painter.fillRect(1, m_headerHeight, width() - 2, 1, colors().line);
}

QVBoxLayout *column(QWidget *parent, int margin, int spacing)
{
    auto *layout = new QVBoxLayout(parent);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(spacing);
    return layout;
}

QHBoxLayout *row(int spacing)
{
    auto *layout = new QHBoxLayout;
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing);
    return layout;
}

} // namespace ui
