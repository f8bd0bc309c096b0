#pragma once

#include <QColor>
#include <array>

namespace ui {

/// What a thing means to the person who looks at it. Colour never says it alone: an icon and a word stand beside it.
enum class Tone { Good, Attention, Bad, Information, Unknown, Virus };

/// The colours of one tone: words, the fill below them, and the icon.
struct ToneColors {
    QColor text, fill, icon;
};

/// All colours of one theme. No other place names a colour.
///
/// Contrast against surface, sunken, window, nav, selection and hover: 4.5:1 for text, muted and accent; 3:1 for icons and focus frames.
struct Palette {
    bool isDark = false;
    QColor window, nav;              ///< Ground of pages; side and status bar.
    QColor surface, sunken;          ///< Cards, tables, fields; table header and code.
    QColor line, grid;               ///< Borders between areas; lines between rows.
    QColor controlLine, strongLine;  ///< Buttons and fields; check boxes and what must be seen.
    QColor text, muted;
    QColor accent, onAccent;
    QColor selection, inactiveSelection, hover;
    std::array<ToneColors, 6> tones;

    [[nodiscard]] const ToneColors &tone(Tone tone) const { return tones[std::size_t(tone)]; }

    [[nodiscard]] static const Palette &light();
    [[nodiscard]] static const Palette &dark();
};

} // namespace ui
