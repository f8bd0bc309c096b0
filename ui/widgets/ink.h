#pragma once

#include "ui/theme/theme.h"

#include <cstddef>

namespace ui {

/// The colour of a text by its meaning, so that it follows the theme.
enum class Ink { Text, Muted, Accent, Good, Attention, Bad, Information, Unknown, Virus };

[[nodiscard]] inline QColor inkColor(Ink ink)
{
    switch (ink) {
    case Ink::Text: return colors().text;
    case Ink::Muted: return colors().muted;
    case Ink::Accent: return colors().accent;
    default: break;
    }
    const std::size_t tone = std::size_t(ink) - std::size_t(Ink::Good);
    return tone < colors().tones.size() ? colors().tones[tone].text : colors().text;
}

[[nodiscard]] inline Ink toneInk(Tone tone) { return Ink(std::size_t(Ink::Good) + std::size_t(tone)); }

} // namespace ui
