#include "ui/models/format.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

struct Format {
    Q_DECLARE_TR_FUNCTIONS(Format)
};

QString decimals(double value) { return QLocale().toString(value, 'f', value < 10 ? 1 : 0); }

bool isJapanese() { return QLocale().language() == QLocale::Japanese; }

} // namespace

QString formatNumber(qint64 number) { return QLocale().toString(number); }

QString formatMilliseconds(double milliseconds)
{
    if (milliseconds < 1000) // Never "0 ms" for what took some time.
        return Format::tr("%1 ms").arg(formatNumber(milliseconds > 0 ? std::max<qint64>(1, std::llround(milliseconds)) : 0));
    if (milliseconds < 60'000)
        return Format::tr("%1 s").arg(decimals(milliseconds / 1000));
    return formatSeconds(qint64(milliseconds / 1000));
}

QString formatSeconds(qint64 seconds)
{
    if (seconds < 60)
        return Format::tr("%1 s").arg(std::max<qint64>(0, seconds));
    if (seconds < 3600)
        return Format::tr("%1 min").arg(seconds / 60);
    if (seconds < 48 * 3600)
        return seconds % 3600 < 60 ? Format::tr("%1 h").arg(seconds / 3600) : Format::tr("%1 h %2 min").arg(QString::number(seconds / 3600), QString::number(seconds % 3600 / 60));
    return Format::tr("%1 days").arg(seconds / 86400);
}

QString formatSize(qint64 octets)
{
    if (octets < 1000)
        return Format::tr("%1 bytes").arg(octets);
    if (octets < 1'000'000)
        return Format::tr("%1 KB").arg(decimals(double(octets) / 1e3));
    if (octets < 1'000'000'000)
        return Format::tr("%1 MB").arg(decimals(double(octets) / 1e6));
    return Format::tr("%1 GB").arg(decimals(double(octets) / 1e9));
}

QString formatTime(const QDateTime &time)
{
    const QDateTime local = time.toLocalTime();
    if (!local.isValid())
        return Format::tr("not known");
    if (local.date() == QDate::currentDate())
        return local.toString(u"HH:mm:ss"_s);
    return QLocale().toString(local, isJapanese() ? u"MM/dd HH:mm"_s : u"d MMM HH:mm"_s);
}

QString formatShortTime(const QDateTime &time)
{
    const QDateTime local = time.toLocalTime();
    if (!local.isValid())
        return Format::tr("not known");
    const bool isToday = local.date() == QDate::currentDate();
    return QLocale().toString(local, isToday ? u"HH:mm"_s : isJapanese() ? u"MM/dd"_s : u"d MMM"_s);
}

QString formatDate(const QDateTime &time)
{
    if (!time.isValid())
        return Format::tr("not known");
    return QLocale().toString(time.toLocalTime(), isJapanese() ? u"yyyy/MM/dd"_s : u"d MMM yyyy"_s);
}

QString formatDateTime(const QDateTime &time)
{
    if (!time.isValid())
        return Format::tr("not known");
    return QLocale().toString(time.toLocalTime(), isJapanese() ? u"yyyy/MM/dd HH:mm"_s : u"d MMM yyyy, HH:mm"_s);
}

} // namespace ui
