#include "ui/models/plaintext.h"

#include <QTextDocument>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

bool isHidden(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control: case QChar::Other_Format: case QChar::Other_Surrogate: case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned: case QChar::Separator_Line: case QChar::Separator_Paragraph:
        return true;
    default:
        break;
    }
    // Letters that are drawn as nothing, and the fillers and selectors that hide text between others.
    return c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c == 0x2800 || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

QString mark(char32_t c)
{
    return u"\u2039U+%1\u203A"_s.arg(QString::number(uint(c), 16).toUpper().rightJustified(4, u'0'));
}

} // namespace

QString marked(QStringView text, LineEnds lineEnds)
{
    QString result;
    result.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t c = text[i].unicode();
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            c = QChar::surrogateToUcs4(text[i], text[i + 1]);
            ++i;
        }
        if (lineEnds == LineEnds::Keep && (c == u'\n' || c == u'\t'))
            result += QChar(char16_t(c));
        else if (lineEnds == LineEnds::Keep && c == u'\r' && i + 1 < text.size() && text[i + 1] == u'\n')
            continue;
        else if (isHidden(c))
            result += mark(c);
        else
            result += QString::fromUcs4(&c, 1);
    }
    return result;
}

QString plainToolTip(const QString &text)
{
    const QString shown = marked(text, LineEnds::Keep);
    return Qt::mightBeRichText(shown) ? u"<qt>"_s + shown.toHtmlEscaped().replace(u'\n', u"<br>"_s) + u"</qt>"_s : shown;
}

} // namespace ui
