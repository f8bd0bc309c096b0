#include "gateway/content/senders.h"

#include "gateway/content/charset.h"
#include "gateway/content/gmimelibrary.h"
#include "gateway/content/links.h"

#include <memory>

namespace gateway::content {
namespace {

constexpr qsizetype maxMailboxes = 100, maxBody = 64 << 10;

Mailbox mailboxOf(InternetAddressMailbox *address)
{
    Mailbox mailbox;
    mailbox.name = QString::fromUtf8(internet_address_get_name(INTERNET_ADDRESS(address)));
    mailbox.address = QByteArray(internet_address_mailbox_get_addr(address));
    const qsizetype at = mailbox.address.lastIndexOf('@');
    if (at >= 0) {
        mailbox.domain = normalizedHost(QString::fromUtf8(mailbox.address.sliced(at + 1)));
        mailbox.address = mailbox.address.first(at + 1) + mailbox.domain;
    }
    return mailbox;
}

} // namespace

QList<Mailbox> mailboxesOf(const Field *field)
{
    QList<Mailbox> mailboxes;
    if (!field)
        return mailboxes;
    initializeGMime();
    const QByteArray body = unfolded(field->body.first(std::min(field->body.size(), maxBody)));
    const std::unique_ptr<InternetAddressList, decltype(&g_object_unref)> list(
        internet_address_list_parse(nullptr, body.constData()), g_object_unref);
    if (!list)
        return mailboxes;
    for (int i = 0; i < internet_address_list_length(list.get()) && mailboxes.size() < maxMailboxes; ++i) {
        InternetAddress *address = internet_address_list_get_address(list.get(), i);
        if (INTERNET_ADDRESS_IS_MAILBOX(address)) {
            mailboxes.append(mailboxOf(INTERNET_ADDRESS_MAILBOX(address)));
        } else if (INTERNET_ADDRESS_IS_GROUP(address)) {
            InternetAddressList *members = internet_address_group_get_members(INTERNET_ADDRESS_GROUP(address));
            for (int k = 0; k < internet_address_list_length(members) && mailboxes.size() < maxMailboxes; ++k)
                if (InternetAddress *member = internet_address_list_get_address(members, k);
                    INTERNET_ADDRESS_IS_MAILBOX(member))
                    mailboxes.append(mailboxOf(INTERNET_ADDRESS_MAILBOX(member)));
        }
    }
    return mailboxes;
}

Senders readSenders(const HeaderSection &header)
{
    Senders senders;
    for (const Field &field : header.fields) // All From fields: two of them are two authors (P6).
        if (field.name.compare("from", Qt::CaseInsensitive) == 0 && senders.from.size() < maxMailboxes)
            senders.from += mailboxesOf(&field);
    senders.replyTo = mailboxesOf(header.find("reply-to"));
    senders.to = mailboxesOf(header.find("to"));
    senders.cc = mailboxesOf(header.find("cc"));
    return senders;
}

QByteArray addressIn(QStringView text)
{
    const auto isAtom = [](QChar c) {
        return c.isLetterOrNumber() || c == u'.' || c == u'-' || c == u'_' || c == u'+';
    };
    for (qsizetype at = text.indexOf(u'@'); at >= 0; at = text.indexOf(u'@', at + 1)) {
        qsizetype begin = at, end = at + 1;
        while (begin > 0 && at - begin < 64 && isAtom(text[begin - 1]))
            --begin;
        while (end < text.size() && end - at < 255 && isAtom(text[end]))
            ++end;
        const QStringView domain = text.sliced(at + 1, end - at - 1);
        if (begin < at && domain.contains(u'.') && !domain.startsWith(u'.') && !domain.endsWith(u'.'))
            return text.sliced(begin, at + 1 - begin).toUtf8() + normalizedHost(domain);
    }
    return {};
}

} // namespace gateway::content
