#include "ui/models/domainsmodel.h"

#include "ui/models/directorywords.h"
#include "ui/models/format.h"
#include "ui/models/plaintext.h"

using namespace Qt::StringLiterals;
using gateway::admin::Domain;

namespace ui {

QList<Column> DomainsModel::columns() const
{
    return {{.title = tr("Domain"), .width = 180, .elide = Qt::ElideMiddle},
            {.title = tr("Mail server"), .width = 190, .elide = Qt::ElideMiddle},
            {.title = tr("Unknown recipients"), .width = 230},
            {.title = tr("Typed"), .width = 72, .isNumeric = true},
            {.title = tr("Also called"), .width = 160, .stretches = true},
            {.title = tr("Catch-all"), .width = 180, .elide = Qt::ElideMiddle}};
}

QVariant DomainsModel::cell(const Domain &domain, int column, int role) const
{
    const QString check = domain.acceptsUnknown && domain.recipientCheck != "off"_L1 ? tr("accepted and marked") : recipientCheckWord(domain.recipientCheck);
    const auto text = [&]() -> QString {
        switch (column) {
        case Name: return marked(domain.name);
        case NextHop: return domain.nextHop.isEmpty() ? tr("as for the gateway") : marked(domain.nextHop);
        case Check: return check;
        case Typed: return formatNumber(domain.recipients.size());
        case Aliases: return marked(domain.aliasDomains.join(u", "_s));
        case CatchAll: return marked(domain.catchAll);
        default: return {};
        }
    };
    switch (role) {
    case Qt::DisplayRole: return text();
    case MutedRole: return (column == NextHop && domain.nextHop.isEmpty()) || column == Aliases || column == CatchAll;
    case Qt::DecorationRole: return column == Name ? QVariant(u"globe"_s) : QVariant();
    case Qt::ToolTipRole: return plainToolTip(text());
    case Qt::AccessibleTextRole: return tr("%1, unknown recipients: %2").arg(marked(domain.name), check);
    default: return {};
    }
}

} // namespace ui
