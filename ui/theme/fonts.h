#pragma once

#include <QFont>

namespace ui {

/// What a piece of text is for; each has one size, weight and line height.
enum class TextRole { WizardTitle, PageTitle, DetailTitle, BigNumber, Strong, Body, Small, SmallStrong, Axis, Number, NumberStrong, Code };

[[nodiscard]] QFont font(TextRole role);
/// Distance between base lines, in device-independent pixels: never less than the fonts need.
[[nodiscard]] int lineHeight(TextRole role);

/// How much larger than at 96 dots per inch the desktop asks text to be. Set once at start; 1 until then.
void setFontScale(qreal scale);
/// A length that must grow with the text in it: the height of a row or a button.
[[nodiscard]] int scaled(int pixels);

} // namespace ui
