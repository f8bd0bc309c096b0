#include "gateway/auth/shown.h"

namespace gateway::auth {

QString shown(QByteArrayView octets)
{
    constexpr qsizetype maxShown = 100;
    QString text = QString::fromLatin1(octets.first(std::min(octets.size(), maxShown)));
    for (QChar &c : text) {
        if (c < u' ' || c > u'~')
            c = u'?';
    }
    return octets.size() > maxShown ? text + QStringLiteral("...") : text;
}

} // namespace gateway::auth
