#include "app/postern-scan/charsets.h"

#include <array>
#include <iconv.h>

namespace scan {

void loadCharsets()
{
    // By how often they occur in mail; UTF-8, UTF-16, UTF-32, ASCII and Latin-1 are built in or small enough not to matter.
    static constexpr std::array names{
        "ISO-8859-1",  "ISO-8859-2",  "ISO-8859-3",  "ISO-8859-4",  "ISO-8859-5",   "ISO-8859-6",   "ISO-8859-7",     "ISO-8859-8",
        "ISO-8859-9",  "ISO-8859-10", "ISO-8859-13", "ISO-8859-14", "ISO-8859-15",  "ISO-8859-16",  "WINDOWS-1250",   "WINDOWS-1251",
        "WINDOWS-1252", "WINDOWS-1253", "WINDOWS-1254", "WINDOWS-1255", "WINDOWS-1256", "WINDOWS-1257", "WINDOWS-1258", "KOI8-R",
        "KOI8-U",      "IBM437",      "IBM850",      "IBM852",      "IBM866",       "MACINTOSH",    "TIS-620",        "TCVN",
        "ISO-2022-JP", "ISO-2022-JP-2", "ISO-2022-JP-3", "SHIFT_JIS", "CP932",      "EUC-JP",       "EUC-JP-MS",      "GB2312",
        "GBK",         "GB18030",     "HZ",          "ISO-2022-CN", "BIG5",         "BIG5-HKSCS",   "EUC-TW",         "EUC-KR",
        "UHC",         "ISO-2022-KR", "JOHAB",       "UTF-7",       "UTF-16",       "UTF-16BE",     "UTF-16LE",       "UTF-32"};
    for (const char *name : names) {
        // Never closed: an open conversion keeps its library in memory.
        [[maybe_unused]] const iconv_t toUtf8 = iconv_open("UTF-8", name);
        [[maybe_unused]] const iconv_t fromUtf8 = iconv_open(name, "UTF-8");
    }
}

} // namespace scan
