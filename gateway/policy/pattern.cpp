#include "gateway/policy/pattern.h"

#include <QHostAddress>

namespace gateway::policy {

bool isAddressPattern(QByteArrayView pattern)
{
    if (pattern == "*")
        return true;
    if (!pattern.startsWith('@'))
        return smtp::parseMailbox(pattern, smtp::Utf8::Allowed).has_value();
    QByteArrayView domain = pattern.sliced(1);
    if (domain.startsWith('.'))
        domain = domain.sliced(1);
    return smtp::parseMailbox("a@" + domain.toByteArray(), smtp::Utf8::Allowed).has_value();
}

bool matchesAddress(QByteArrayView pattern, const smtp::Mailbox &mailbox)
{
    if (pattern == "*")
        return true;
    if (mailbox.isNull())
        return false;
    const QByteArray domain = mailbox.domainKey();
    if (!pattern.startsWith('@')) {
        const Result<smtp::Mailbox> wanted = smtp::parseMailbox(pattern, smtp::Utf8::Allowed);
        return wanted && wanted->domainKey() == domain
            && QString::fromUtf8(wanted->localPart).compare(QString::fromUtf8(mailbox.localPart), Qt::CaseInsensitive) == 0;
    }
    const bool isWithSubdomains = pattern.startsWith("@.");
    const QByteArray wanted = smtp::Mailbox{"a", pattern.sliced(isWithSubdomains ? 2 : 1).toByteArray()}.domainKey();
    return domain == wanted || (isWithSubdomains && domain.endsWith('.' + wanted));
}

bool isNetwork(QByteArrayView network)
{
    const QString text = QString::fromUtf8(network);
    return text.contains(u'/') ? !QHostAddress::parseSubnet(text).first.isNull() : QHostAddress().setAddress(text);
}

bool matchesNetwork(QByteArrayView network, QByteArrayView address)
{
    QHostAddress host;
    if (!host.setAddress(QString::fromUtf8(address)))
        return false;
    const QString text = QString::fromUtf8(network);
    return text.contains(u'/') ? host.isInSubnet(QHostAddress::parseSubnet(text)) : host.isEqual(QHostAddress(text), QHostAddress::ConvertV4MappedToIPv4);
}

bool matchesGlob(QStringView glob, QStringView name)
{
    // The classic two-pointer walk: on a mismatch go back to the last star only, never further.
    qsizetype g = 0, n = 0, star = -1, resume = 0;
    while (n < name.size()) {
        if (g < glob.size() && glob[g] == u'*') {
            star = g++;
            resume = n;
        } else if (g < glob.size() && (glob[g] == u'?' || glob[g].toCaseFolded() == name[n].toCaseFolded())) {
            ++g;
            ++n;
        } else if (star >= 0) {
            g = star + 1;
            n = ++resume;
        } else {
            return false;
        }
    }
    while (g < glob.size() && glob[g] == u'*')
        ++g;
    return g == glob.size();
}

} // namespace gateway::policy
