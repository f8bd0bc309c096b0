#include "ui/pages/tlstab.h"

#include "ui/models/tlswords.h"
#include "ui/widgets/chippainter.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::admin::Message;
using gateway::admin::TlsRecord;

namespace ui {

TlsTab::TlsTab(QWidget *parent) : QWidget(parent)
{
    auto *content = new QWidget;
    auto *halves = new QHBoxLayout(content);
    halves->setContentsMargins(16, 12, 16, 12);
    halves->setSpacing(24);
    halves->addWidget(sideArea(m_in, tr("From the sender to the gateway")), 1);
    halves->addWidget(sideArea(m_out, tr("From the gateway to the mail server")), 1);
    column(this)->addWidget(scrolling(content));
}

QWidget *TlsTab::sideArea(Side &side, const QString &title)
{
    side.chip = new ChipLabel;
    side.facts = new FactGrid;
    auto *area = new QWidget;
    auto *places = column(area, 0, 8);
    places->addWidget(heading(title));
    places->addWidget(side.chip);
    places->addWidget(side.facts);
    places->addStretch();
    return area;
}

void TlsTab::fill(const Side &side, const TlsRecord &tls, bool isUsed)
{
    side.facts->clear();
    if (!isUsed) {
        side.chip->setChip({u"circle-dashed"_s, tr("Not contacted"), Tone::Unknown, true});
        return;
    }
    side.chip->setChip(tlsChip(tls));
    side.facts->add(tr("Version"), tlsVersion(tls));
    if (!tls.isEncrypted)
        return;
    side.facts->add(tr("Cipher"), tls.cipher);
    side.facts->add(tr("Key exchange"), tls.group);
    side.facts->add(tr("Server name"), tls.serverName);
    side.facts->add(tr("Certificate"), tls.peerSubject);
    side.facts->add(tr("Issued by"), tls.peerIssuer);
    side.facts->add(tr("Fingerprint"), tls.peerFingerprint);
    side.facts->add(tr("Session"), tls.isResumed ? tr("resumed") : tr("new"));
}

void TlsTab::setMessage(const Message &message)
{
    fill(m_in, message.tlsIn, true);
    const bool wasContacted = message.tlsOut.isEncrypted || std::ranges::any_of(message.recipients, [](const auto &recipient) { return !recipient.nextHop.isEmpty(); });
    fill(m_out, message.tlsOut, wasContacted);
}

} // namespace ui
