#include "gateway/directory/addresskey.h"

#include "gateway/smtp/utf8.h"

namespace gateway::directory {

QByteArray localKey(QByteArrayView localPart)
{
    if (smtp::isAscii(localPart))
        return localPart.toByteArray().toLower();
    return QString::fromUtf8(localPart).toCaseFolded().normalized(QString::NormalizationForm_C).toUtf8();
}

QByteArray addressKey(const smtp::Mailbox &mailbox) { return localKey(mailbox.localPart) + '@' + mailbox.domainKey(); }

QByteArray addressKey(QByteArrayView address)
{
    const Result<smtp::Mailbox> mailbox = smtp::parseMailbox(address, smtp::Utf8::Allowed);
    return mailbox ? addressKey(*mailbox) : QByteArray();
}

} // namespace gateway::directory
