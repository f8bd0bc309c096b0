#include "ui/theme/palette.h"

namespace ui {

const Palette &Palette::light()
{
    static const Palette palette{
        .isDark = false,
        .window = 0xF1F3F5, .nav = 0xE7EBEE,
        .surface = 0xFFFFFF, .sunken = 0xF7F8FA,
        .line = 0xD8DDE2, .grid = 0xE6EAED,
        .controlLine = 0xC3CAD1, .strongLine = 0x8A949D,
        .text = 0x1A2026, .muted = 0x54606A,
        .accent = 0x2459A8, .onAccent = 0xFFFFFF,
        .selection = 0xDCE8F8, .inactiveSelection = 0xE6E9ED, .hover = 0xEEF2F6,
        .tones = {{{0x0B6B58, 0xE0F2EC, 0x0E8A6D},
                   {0x8A4B00, 0xFDF0D9, 0xC26A00},
                   {0xB3261E, 0xFCE8E6, 0xCF3A30},
                   {0x2459A8, 0xE4EEFB, 0x3B76C9},
                   {0x54606A, 0xE9EDF0, 0x75818B},
                   {0x6F3A96, 0xF1E8F8, 0x8B54B3}}},
    };
    return palette;
}

const Palette &Palette::dark()
{
    static const Palette palette{
        .isDark = true,
        .window = 0x14181B, .nav = 0x0F1315,
        .surface = 0x1B2024, .sunken = 0x171B1F,
        .line = 0x323A41, .grid = 0x2A3137,
        .controlLine = 0x414B53, .strongLine = 0x6F7C86,
        .text = 0xE4E8EB, .muted = 0x9DA9B2,
        .accent = 0x86B2F2, .onAccent = 0x0C1B30,
        .selection = 0x22395A, .inactiveSelection = 0x2B3238, .hover = 0x22282D,
        .tones = {{{0x62CFAF, 0x143029, 0x3FB694},
                   {0xF0B75A, 0x362912, 0xE09A2B},
                   {0xFF9087, 0x401F1D, 0xF0675C},
                   {0x86B2F2, 0x1B2D47, 0x5C93DF},
                   {0xA6B1B9, 0x293036, 0x808C95},
                   {0xCFA3EA, 0x33213F, 0xAE7BD0}}},
    };
    return palette;
}

} // namespace ui
