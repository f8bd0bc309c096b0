#pragma once

#include "ui/theme/palette.h"

#include <QAbstractButton>

namespace ui {

/// Names the gateway this window looks at and shows how it is; opens the menu of others.
class ConnectionButton : public QAbstractButton
{
    Q_OBJECT
public:
    explicit ConnectionButton(QWidget *parent = nullptr);
    void setGateway(Tone tone, const QString &name, const QString &host, const QString &state);
    void setCollapsed(bool collapsed);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone = Tone::Unknown;
    QString m_name, m_host;
    bool m_isCollapsed = false;
};

} // namespace ui
