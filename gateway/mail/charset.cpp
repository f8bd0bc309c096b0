#include "gateway/mail/charset.h"

#include <QStringDecoder>
#include <algorithm>
#include <array>
#include <memory>
#include <unicode/ucnv.h>

namespace gateway::mail {

namespace {

struct ConverterCloser {
    void operator()(UConverter *converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, ConverterCloser>;

/// The name under which ICU reads what mail means by \a charset: supersets where senders use more than the name allows.
QByteArray icuName(const QByteArray &charset)
{
    struct Alias {
        const char *name, *meant;
    };
    static constexpr std::array aliases{
        Alias{"gb2312", "gb18030"},           Alias{"gbk", "gb18030"},          Alias{"x-gbk", "gb18030"},
        Alias{"iso-8859-1", "windows-1252"},  Alias{"latin1", "windows-1252"},  Alias{"ks_c_5601-1987", "windows-949"},
        Alias{"euc-kr", "windows-949"},       Alias{"x-sjis", "shift_jis"},     Alias{"cp932", "windows-31j"},
        Alias{"shift_jis", "windows-31j"},    Alias{"iso-2022-jp-ms", "iso-2022-jp"}, Alias{"cp50221", "iso-2022-jp"},
        Alias{"iso-8859-8-i", "iso-8859-8"},  Alias{"iso-8859-9", "windows-1254"}, Alias{"iso-8859-11", "windows-874"},
    };
    const auto alias = std::ranges::find_if(aliases, [&charset](const Alias &a) { return charset == a.name; });
    return alias == aliases.end() ? charset : QByteArray(alias->meant);
}

Converter open(const QByteArray &charset)
{
    // ICU reads options behind a comma; a charset's name has none (RFC 2978 2.3).
    const auto isNameChar = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == ':' || c == '+';
    };
    if (charset.isEmpty() || charset.size() >= UCNV_MAX_CONVERTER_NAME_LENGTH || !std::ranges::all_of(charset, isNameChar))
        return nullptr;
    UErrorCode error = U_ZERO_ERROR;
    Converter converter(ucnv_open(icuName(charset).constData(), &error));
    return U_SUCCESS(error) ? std::move(converter) : nullptr;
}

bool isUtf8Name(const QByteArray &charset)
{
    return charset == "utf-8" || charset == "utf8" || charset == "us-ascii" || charset == "ascii";
}

} // namespace

bool isKnownCharset(const QByteArray &charset)
{
    return isUtf8Name(charset) || open(charset);
}

QString toText(QByteArrayView octets, const QByteArray &charset)
{
    if (octets.isEmpty())
        return {};
    if (isUtf8Name(charset))
        return QString::fromUtf8(octets);
    const Converter converter = open(charset);
    if (!converter)
        return QString::fromLatin1(octets);
    // One octet gives at most two UTF-16 units in the converters mail can name; ICU says so if that proves wrong.
    QString text(octets.size() * 2 + 8, Qt::Uninitialized);
    UErrorCode error = U_ZERO_ERROR;
    const auto convert = [&] {
        error = U_ZERO_ERROR;
        return ucnv_toUChars(converter.get(), reinterpret_cast<UChar *>(text.data()), static_cast<int32_t>(text.size()), octets.data(),
                             static_cast<int32_t>(octets.size()), &error);
    };
    int32_t length = convert();
    if (error == U_BUFFER_OVERFLOW_ERROR) {
        text.resize(length);
        ucnv_reset(converter.get());
        length = convert();
    }
    if (U_FAILURE(error))
        return QString::fromLatin1(octets);
    text.truncate(length);
    return text;
}

bool isAscii(QByteArrayView octets)
{
    return std::ranges::none_of(octets, [](char c) { return static_cast<quint8>(c) >= 0x80; });
}

bool isUtf8(QByteArrayView octets)
{
    return octets.isValidUtf8();
}

} // namespace gateway::mail
