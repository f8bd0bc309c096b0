#include "ui/theme/theme.h"

#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/theme/systemscheme.h"

#include <QApplication>
#include <QPalette>
#include <QScreen>

static void loadIcons() { Q_INIT_RESOURCE(icons); }

namespace ui {
namespace {

const Palette *current = &Palette::light();

QPalette applicationPalette(const Palette &c)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, const QColor &color) { palette.setColor(QPalette::All, role, color); };
    set(QPalette::Window, c.window);
    set(QPalette::WindowText, c.text);
    set(QPalette::Base, c.surface);
    set(QPalette::AlternateBase, c.surface); // No zebra.
    set(QPalette::Text, c.text);
    set(QPalette::Button, c.surface);
    set(QPalette::ButtonText, c.text);
    set(QPalette::BrightText, c.onAccent);
    set(QPalette::Highlight, c.accent);
    set(QPalette::HighlightedText, c.onAccent);
    set(QPalette::Link, c.accent);
    set(QPalette::LinkVisited, c.accent);
    set(QPalette::PlaceholderText, c.muted);
    set(QPalette::ToolTipBase, c.surface);
    set(QPalette::ToolTipText, c.text);
    set(QPalette::Light, c.surface);
    set(QPalette::Midlight, c.hover);
    set(QPalette::Mid, c.line);
    set(QPalette::Dark, c.controlLine);
    set(QPalette::Shadow, c.strongLine);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, c.strongLine);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, c.strongLine);
    return palette;
}

} // namespace

const Palette &colors() { return *current; }

Theme::Theme(QObject *parent) : QObject(parent)
{
    loadIcons();
    if (const QScreen *screen = QGuiApplication::primaryScreen())
        setFontScale(screen->logicalDotsPerInch() / 96);
    QApplication::setStyle(new Style); // The application owns it.
    QApplication::setFont(font(TextRole::Body));
    auto *scheme = new SystemScheme(this);
    connect(scheme, &SystemScheme::changed, this, &Theme::apply);
    apply();
}

void Theme::setMode(Mode mode)
{
    m_mode = mode;
    apply();
}

void Theme::apply()
{
    const bool isDark = m_mode == Mode::Dark || (m_mode == Mode::System && findChild<SystemScheme *>()->isDark());
    current = isDark ? &Palette::dark() : &Palette::light();
    const QPalette palette = applicationPalette(colors());
    QApplication::setPalette(palette);
    // In lists the selection is pale and text keeps its colour, also when the window is inactive.
    QPalette views = palette;
    views.setColor(QPalette::All, QPalette::Highlight, colors().selection);
    views.setColor(QPalette::Inactive, QPalette::Highlight, colors().inactiveSelection);
    views.setColor(QPalette::All, QPalette::HighlightedText, colors().text);
    QApplication::setPalette(views, "QAbstractItemView");
}

} // namespace ui
