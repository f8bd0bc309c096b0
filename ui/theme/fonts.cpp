#include "ui/theme/fonts.h"

#include <QFontMetrics>
#include <QStringList>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

enum class Family { Text, Digits, Code };

struct Face {
    int pixels, line;
    QFont::Weight weight = QFont::Normal;
    Family family = Family::Text;
};

Face face(TextRole role)
{
    switch (role) {
    case TextRole::WizardTitle: return {22, 30, QFont::DemiBold};
    case TextRole::PageTitle: return {17, 24, QFont::DemiBold};
    case TextRole::DetailTitle: return {15, 22, QFont::DemiBold};
    case TextRole::BigNumber: return {24, 32, QFont::DemiBold};
    case TextRole::Strong: return {13, 20, QFont::DemiBold};
    case TextRole::Body: return {13, 20};
    case TextRole::Small: return {12, 18};
    case TextRole::SmallStrong: return {12, 18, QFont::DemiBold};
    case TextRole::Axis: return {11, 16};
    case TextRole::Number: return {13, 20, QFont::Normal, Family::Digits};
    case TextRole::NumberStrong: return {13, 20, QFont::DemiBold, Family::Digits};
    case TextRole::Code: return {12, 18, QFont::Normal, Family::Code};
    }
    return {13, 20};
}

// The digits of Inter differ in width and Qt 6.4 cannot switch that off; those of Noto Sans are all equally wide.
QStringList families(Family family)
{
    switch (family) {
    case Family::Text: return {u"Inter"_s, u"Noto Sans CJK JP"_s};
    case Family::Digits: return {u"Noto Sans CJK JP"_s, u"Inter"_s};
    case Family::Code: return {u"DejaVu Sans Mono"_s, u"Noto Sans Mono CJK JP"_s};
    }
    return {};
}

qreal fontScale = 1;

} // namespace

QFont font(TextRole role)
{
    const Face shape = face(role);
    QFont font;
    font.setFamilies(families(shape.family));
    font.setPixelSize(scaled(shape.pixels));
    font.setWeight(shape.weight);
    font.setStyleHint(shape.family == Family::Code ? QFont::Monospace : QFont::SansSerif);
    return font;
}

int lineHeight(TextRole role) { return scaled(face(role).line); }

void setFontScale(qreal scale) { fontScale = std::clamp(scale, 0.75, 2.0); }

int scaled(int pixels) { return qRound(pixels * fontScale); }

} // namespace ui
