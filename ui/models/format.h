#pragma once

#include <QDateTime>
#include <QString>

/// Numbers, times and sizes as people read them, in the language of the window.
namespace ui {

[[nodiscard]] QString formatNumber(qint64 number);                 ///< "8,412"
[[nodiscard]] QString formatMilliseconds(double milliseconds);     ///< "71 ms", "1.4 s", "2 min 5 s"
[[nodiscard]] QString formatSeconds(qint64 seconds);               ///< "40 s", "4 min", "2 h 52 min", "3 days"
[[nodiscard]] QString formatSize(qint64 octets);                   ///< "3.1 KB": thousands, not 1024s.
[[nodiscard]] QString formatTime(const QDateTime &time);           ///< "12:04:20" today, with the date on other days.
[[nodiscard]] QString formatShortTime(const QDateTime &time);      ///< "12:04" today, the date alone on other days: for narrow rows.
[[nodiscard]] QString formatDate(const QDateTime &time);           ///< "24 Nov 2026", "2026/11/24"
[[nodiscard]] QString formatDateTime(const QDateTime &time);       ///< "24 Nov 2026, 12:04", "2026/11/24 12:04"

} // namespace ui
