#include "gateway/content/charset.h"
#include "gateway/content/htmltext.h"

#include <cstdlib>

using namespace gateway::content;

/// The first line names a charset, the rest is a page.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView octets(data, qsizetype(size));
    const qsizetype end = std::max<qsizetype>(0, octets.indexOf('\n'));
    const QString html = toUnicode(octets.sliced(end), octets.first(end));
    if (readHtml(html).steps != html.size()) // Every character is looked at once.
        std::abort();
    return 0;
}
