#include "ui/models/tlsmodel.h"

#include "ui/models/format.h"
#include "ui/models/plaintext.h"
#include "ui/models/tlswords.h"

using namespace Qt::StringLiterals;
using gateway::admin::TlsSession;

namespace ui {

QList<Column> TlsModel::columns() const
{
    return {{.title = tr("Time"), .width = 112, .hasEqualDigits = true},
            {.title = tr("Way"), .width = 60},
            {.title = tr("Partner"), .width = 170, .elide = Qt::ElideMiddle},
            {.title = tr("Version"), .width = 78},
            {.title = tr("Cipher"), .width = 130},
            {.title = tr("Key exchange"), .width = 130},
            {.title = tr("Result"), .width = 200, .stretches = true}};
}

QString TlsModel::idOf(const TlsSession &session) const
{
    return QString::number(session.time.toMSecsSinceEpoch()) + session.direction + session.peer + session.messageId;
}

QVariant TlsModel::cell(const TlsSession &session, int column, int role) const
{
    const bool isInward = session.direction == "in"_L1;
    const auto text = [&session, column, isInward]() -> QString {
        switch (column) {
        case Time: return formatTime(session.time);
        case Way: return isInward ? tr("in") : tr("out");
        case Partner: return marked(session.peer);
        case Version: return tlsVersion(session.tls);
        case Cipher: return tlsCipher(session.tls);
        case KeyExchange: return marked(session.tls.group);
        case Outcome: return tlsChip(session.tls).word;
        default: return {};
        }
    };
    switch (role) {
    case Qt::DisplayRole: return text();
    case ChipRole: return column == Outcome ? QVariant::fromValue(tlsChip(session.tls)) : QVariant();
    case MutedRole: return column == Time || column == Cipher || column == KeyExchange || (column == Version && !session.tls.isEncrypted);
    case Qt::DecorationRole: return column == Way ? QVariant(isInward ? u"arrow-down"_s : u"arrow-up"_s) : QVariant();
    case Qt::ToolTipRole:
        return column == Cipher ? plainToolTip(session.tls.cipher) : column == Time ? formatDateTime(session.time) : plainToolTip(text());
    case Qt::AccessibleTextRole:
        return tr("%1, %2, %3, %4, %5")
            .arg(formatTime(session.time), isInward ? tr("in") : tr("out"), marked(session.peer), tlsVersion(session.tls), tlsChip(session.tls).word);
    default: return {};
    }
}

} // namespace ui
