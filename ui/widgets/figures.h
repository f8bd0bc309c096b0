#pragma once

#include <QWidget>

namespace ui {

class TextLabel;

/// A few figures side by side in one card: a name, a big number, one line that says what it means.
class Figures : public QWidget
{
    Q_OBJECT
public:
    explicit Figures(const QStringList &names, QWidget *parent = nullptr);
    void set(int index, const QString &number, const QString &meaning);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Figure {
        QWidget *area;
        TextLabel *number, *meaning;
    };
    QList<Figure> m_figures;
};

} // namespace ui
