#include "gateway/policy/pattern.h"

#include <QHostAddress>

namespace gateway::policy {

namespace {

QByteArray addressOf(const smtp::Mailbox &mailbox)
{
    return QString::fromUtf8(mailbox.localPart).toCaseFolded().toUtf8() + '@' + mailbox.domainKey();
}

} // namespace

std::optional<QByteArray> normalizedPattern(QByteArrayView pattern)
{
    if (pattern == "*")
        return "*";
    const QByteArrayView mark = pattern.startsWith("@.") ? pattern.first(2) : pattern.startsWith('@') ? pattern.first(1) : QByteArrayView();
    const QByteArray probe = mark.isEmpty() ? pattern.toByteArray() : "a@" + pattern.sliced(mark.size()).toByteArray();
    const Result<smtp::Mailbox> mailbox = smtp::parseMailbox(probe, smtp::Utf8::Allowed);
    if (!mailbox)
        return {};
    return mark.isEmpty() ? addressOf(*mailbox) : mark.toByteArray() + mailbox->domainKey();
}

QList<QByteArray> patternsOf(const smtp::Mailbox &mailbox)
{
    if (mailbox.isNull())
        return {"*"};
    const QByteArray domain = mailbox.domainKey();
    QList<QByteArray> patterns{"*", addressOf(mailbox), '@' + domain, "@." + domain};
    if (!domain.startsWith('[')) {
        for (qsizetype dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1))
            patterns.append('@' + domain.sliced(dot));
    }
    return patterns;
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
