#include "gateway/content/charset.h"

#include "gateway/content/lines.h"

#include <QStringDecoder>
#include <QVarLengthArray>
#include <memory>
#include <unicode/ucnv.h>

namespace gateway::content {
namespace {

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

Converter converterFor(QByteArrayView charset)
{
    UErrorCode status = U_ZERO_ERROR;
    const QByteArray name = charset.toByteArray().trimmed();
    Converter converter(name.isEmpty() || name.size() > 60 ? nullptr : ucnv_open(name.constData(), &status),
                        ucnv_close);
    return U_SUCCESS(status) ? std::move(converter) : Converter(nullptr, ucnv_close);
}

QString decoded(UConverter *converter, QByteArrayView octets)
{
    QString text(octets.size() + 16,
                 Qt::Uninitialized); // No charset makes more UTF-16 units than octets, bar a few shifts.
    UErrorCode status = U_ZERO_ERROR;
    const char *source = octets.data();
    UChar *target = reinterpret_cast<UChar *>(text.data());
    UChar *const begin = target;
    ucnv_toUnicode(converter, &target, begin + text.size(), &source, octets.data() + octets.size(), nullptr, true,
                   &status);
    text.truncate(target - begin);
    return text;
}

bool isAscii(QByteArrayView octets)
{
    return std::ranges::all_of(octets, [](char c) { return uchar(c) < 0x80 && c != '\033'; });
}

/// Names that mean something else, or nothing, to converters: what mailers write and what they mean.
QByteArrayView meant(QByteArrayView charset)
{
    struct Alias {
        QByteArrayView written, meant;
    };
    static constexpr std::array aliases{
        Alias{"gb2312", "gb18030"},
        Alias{"gbk", "gb18030"},
        Alias{"ks_c_5601-1987", "cp949"},
        Alias{"euc-kr", "cp949"},
        Alias{"iso-8859-1", "windows-1252"},
        Alias{"us-ascii", ""},
        Alias{"ascii", ""},
        Alias{"ansi_x3.4-1968", ""},
        Alias{"shift_jis", "cp932"},
        Alias{"shift-jis", "cp932"},
        Alias{"x-sjis", "cp932"},
        Alias{"iso-2022-jp", "ISO-2022-JP-2"},
        Alias{"utf8", "utf-8"},
        Alias{"unicode-1-1-utf-7", "utf-7"},
        Alias{"default_charset", ""},
        Alias{"unknown-8bit", ""},
    };
    for (const Alias &alias : aliases)
        if (equalsNoCase(charset, alias.written))
            return alias.meant;
    return charset;
}

QString guessed(QByteArrayView octets)
{
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = utf8(octets);
    if (!utf8.hasError())
        return text;
    const Converter converter = converterFor("windows-1252");
    return converter ? decoded(converter.get(), octets) : QString::fromLatin1(octets);
}

} // namespace

QString toUnicode(QByteArrayView octets, QByteArrayView charset)
{
    const QByteArrayView name = meant(charset);
    if (isAscii(octets) && !startsWithNoCase(name, "utf-") && !startsWithNoCase(name, "utf1") &&
        !startsWithNoCase(name, "ibm") && !startsWithNoCase(name, "hz"))
        return QString::fromLatin1(octets);
    if (octets.contains("\033$") || octets.contains("\033("))
        if (const Converter converter = converterFor("ISO-2022-JP-2"))
            return decoded(converter.get(), octets);
    if (equalsNoCase(name, "utf-8") || name.isEmpty())
        return guessed(octets);
    if (const Converter converter = converterFor(name))
        return decoded(converter.get(), octets);
    return guessed(octets);
}

} // namespace gateway::content
