#include "gateway/content/links.h"

#include <cstdlib>

using namespace gateway::content;

/// Any text may be a link, hold links, or be shown for one.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text = QString::fromUtf8(QByteArrayView(data, qsizetype(size)));
    const Link link = parseLink(text, text);
    if (link.host.isEmpty() != link.domain.isEmpty() && !link.host.isEmpty())
        std::abort();
    if (linksInText(text, 50).size() > 50)
        std::abort();
    (void)shownHost(text);
    return 0;
}
