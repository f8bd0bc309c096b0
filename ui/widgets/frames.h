#pragma once

#include <QWidget>

class QBoxLayout;
class QHBoxLayout;
class QVBoxLayout;

namespace ui {

/// A ground of one colour of the theme, with lines at the edges asked for.
class Ground : public QWidget
{
    Q_OBJECT
public:
    enum class Fill { Window, Nav, Surface, Sunken };

    explicit Ground(Fill fill, Qt::Edges lines = {}, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Fill m_fill;
    Qt::Edges m_lines;
};

/// A card: surface with a line and round corners. With a title it has a header row to which buttons may be added.
class Card : public QWidget
{
    Q_OBJECT
public:
    explicit Card(const QString &title = {}, QWidget *parent = nullptr);

    [[nodiscard]] QHBoxLayout *header() const { return m_header; } ///< Null without a title.
    [[nodiscard]] QVBoxLayout *body() const { return m_body; }     ///< Without margins: lists reach the line.

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QHBoxLayout *m_header = nullptr;
    QVBoxLayout *m_body = nullptr;
    int m_headerHeight = 0;
};

QVBoxLayout *column(QWidget *parent, int margin = 0, int spacing = 0);
[[nodiscard]] QHBoxLayout *row(int spacing = 8);

} // namespace ui
