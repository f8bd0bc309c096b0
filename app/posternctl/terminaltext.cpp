#include "app/posternctl/terminaltext.h"

#include <algorithm>
#include <array>

namespace cli {
namespace {

using namespace Qt::StringLiterals;

struct Range {
    char32_t first, last;
};

// East Asian Width W and F, adjoining ranges joined (Unicode Annex 11).
constexpr std::array wide{
    Range{0x1100, 0x115F},   Range{0x231A, 0x231B},   Range{0x2E80, 0x303E},   Range{0x3041, 0xA4CF},
    Range{0xA960, 0xA97F},   Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},   Range{0xFE30, 0xFE6F},
    Range{0xFF01, 0xFF60},   Range{0xFFE0, 0xFFE6},   Range{0x16FE0, 0x18DFF}, Range{0x1AFF0, 0x1B2FF},
    Range{0x1F1E6, 0x1F1FF}, Range{0x1F300, 0x1F64F}, Range{0x1F680, 0x1F6FF}, Range{0x1F900, 0x1F9FF},
    Range{0x20000, 0x3FFFD},
};

int cellsOf(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    if (category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing)
        return 0;
    const auto range = std::ranges::lower_bound(wide, c, {}, &Range::last);
    return range != wide.end() && c >= range->first ? 2 : 1;
}

bool isHidden(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph: return true;
    default: break;
    }
    // Letters that are drawn as nothing, and selectors that hide between others.
    return c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || (c >= 0xFE00 && c <= 0xFE0F)
        || (c >= 0xE0100 && c <= 0xE01EF);
}

QString mark(char32_t c)
{
    if (c < 0x20)
        return QChar(char16_t(0x2400 + c)); // The pictures of control characters.
    if (c == 0x7F)
        return QChar(u'\u2421');
    return u"<U+%1>"_s.arg(QString::number(uint(c), 16).toUpper().rightJustified(4, u'0'));
}

QString markedExcept(const QString &text, QStringView kept)
{
    QString result;
    for (const uint code : text.toUcs4()) {
        const auto c = char32_t(code);
        result += isHidden(c) && !(c < 0x80 && kept.contains(QChar(char16_t(c)))) ? mark(c) : QString::fromUcs4(&c, 1);
    }
    return result;
}

/// The longest beginning of \a text that fits in \a width cells.
QString beginning(const QList<uint> &text, int width)
{
    QString result;
    for (const uint c : text) {
        width -= cellsOf(c);
        if (width < 0)
            break;
        const auto letter = char32_t(c);
        result += QString::fromUcs4(&letter, 1);
    }
    return result;
}

QString end(QList<uint> text, int width)
{
    qsizetype from = text.size();
    while (from > 0 && (width -= cellsOf(text[from - 1])) >= 0)
        --from;
    QString result;
    for (; from < text.size(); ++from) {
        const auto letter = char32_t(text[from]);
        result += QString::fromUcs4(&letter, 1);
    }
    return result;
}

} // namespace

QString marked(const QString &text) { return markedExcept(text, {}); }
QString markedLines(const QString &text) { return markedExcept(QString(text).replace("\r\n"_L1, "\n"_L1), u"\n\t"); }

int cells(QStringView text)
{
    int sum = 0;
    for (const uint c : text.toUcs4())
        sum += cellsOf(c);
    return sum;
}

QString cut(const QString &text, int width, Cut where)
{
    if (where == Cut::Never || cells(text) <= width)
        return text;
    const QList<uint> letters = text.toUcs4();
    const int room = std::max(width - 1, 0);
    if (where == Cut::End)
        return beginning(letters, room) + u'…';
    return beginning(letters, room - room / 2) + u'…' + end(letters, room / 2);
}

QStringList wrapped(const QString &text, int width)
{
    QStringList lines{QString()};
    for (QString word : text.split(u' ')) {
        const bool isFirst = lines.last().isEmpty();
        if (cells(lines.last()) + (isFirst ? 0 : 1) + cells(word) <= width) {
            lines.last() += (isFirst ? QString() : u" "_s) + word;
            continue;
        }
        if (!isFirst)
            lines.append(QString());
        while (cells(word) > width) { // Longer than a line: Japanese text has no blanks.
            const QString part = beginning(word.toUcs4(), width);
            if (part.isEmpty())
                break;
            lines.last() = part;
            lines.append(QString());
            word.remove(0, part.size());
        }
        lines.last() = word;
    }
    return lines;
}

} // namespace cli
