#pragma once

#include <QWidget>

namespace ui {

/// A strip that names the keys of a list: each a cap and a word.
class KeyHints : public QWidget
{
    Q_OBJECT
public:
    using Hint = std::pair<QString, QString>;
    explicit KeyHints(QList<Hint> hints, QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<Hint> m_hints;
};

/// Paints a small frame that names a key, ending at the right of \a rect; returns its width.
int paintKeyCap(QPainter *painter, const QRect &rect, const QString &key);
[[nodiscard]] int keyCapWidth(const QString &key);

} // namespace ui
