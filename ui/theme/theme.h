#pragma once

#include "ui/theme/palette.h"

#include <QObject>

namespace ui {

/// The colours in force. Ask at each painting, keep none: the theme may change at any time.
[[nodiscard]] const Palette &colors();

/// Chooses the colours and gives them to the application; there is one for the whole program.
class Theme : public QObject
{
    Q_OBJECT
public:
    enum class Mode { System, Light, Dark };

    explicit Theme(QObject *parent = nullptr); ///< Installs style and fonts; starts with Mode::System.

    [[nodiscard]] Mode mode() const { return m_mode; }
    void setMode(Mode mode);

private:
    void apply();

    Mode m_mode = Mode::System;
};

} // namespace ui
