#include "gateway/admin/httptarget.h"

#include <QStringDecoder>
#include <QUrl>

namespace gateway::admin {
namespace {

int hexValue(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

Result<QString> decoded(QByteArrayView text)
{
    QByteArray octets;
    octets.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            const int high = i + 2 < text.size() ? hexValue(text[i + 1]) : -1;
            const int low = high < 0 ? -1 : hexValue(text[i + 2]);
            if (low < 0)
                return failure(Error::Kind::Invalid, QStringLiteral("A percent-encoding is broken."));
            c = char(high * 16 + low);
            i += 2;
        }
        if (uchar(c) < 0x20 || c == 0x7f)
            return failure(Error::Kind::Invalid, QStringLiteral("A control character stands in the address."));
        octets += c;
    }
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString string = decoder(octets);
    if (decoder.hasError())
        return failure(Error::Kind::Invalid, QStringLiteral("The address is not valid UTF-8."));
    return string;
}

/// The part of \a rest before \a separator; \a rest becomes what follows it.
QByteArrayView takeUntil(QByteArrayView &rest, char separator)
{
    const qsizetype end = rest.indexOf(separator);
    const QByteArrayView part = end < 0 ? rest : rest.first(end);
    rest = end < 0 ? QByteArrayView() : rest.sliced(end + 1);
    return part;
}

} // namespace

Result<HttpTarget> parseHttpTarget(QByteArrayView target)
{
    if (!target.startsWith('/') || target.contains('#'))
        return failure(Error::Kind::Invalid, QStringLiteral("The address is not a path."));
    QByteArrayView query = target.sliced(1);
    QByteArrayView path = takeUntil(query, '?');

    HttpTarget parsed;
    while (!path.isEmpty() || parsed.path.isEmpty()) {
        const bool isLast = !path.contains('/');
        const Result<QString> segment = decoded(takeUntil(path, '/'));
        if (!segment)
            return tl::make_unexpected(segment.error());
        if (segment->isEmpty() || *segment == QLatin1String(".") || *segment == QLatin1String(".."))
            return failure(Error::Kind::Invalid, QStringLiteral("The address has an empty or relative segment."));
        parsed.path.append(*segment);
        if (!isLast && path.isEmpty())
            return failure(Error::Kind::Invalid, QStringLiteral("The address ends in a slash."));
    }
    while (!query.isEmpty()) {
        QByteArrayView value = takeUntil(query, '&');
        const Result<QString> name = decoded(takeUntil(value, '='));
        const Result<QString> text = decoded(value);
        if (!name || !text)
            return tl::make_unexpected(name ? text.error() : name.error());
        parsed.query.append({*name, *text});
    }
    return parsed;
}

QByteArray percentEncoded(const QString &text) { return QUrl::toPercentEncoding(text); }

} // namespace gateway::admin
