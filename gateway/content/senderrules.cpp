#include "gateway/content/rules.h"

#include "gateway/content/brands.h"
#include "gateway/content/links.h"

using namespace Qt::StringLiterals;

namespace gateway::content {
namespace {

/// Local parts that nobody picked: long runs of digits, or no vowels at all.
bool looksRandom(QByteArrayView local)
{
    qsizetype digits = 0, vowels = 0, letters = 0;
    for (const char c : local) {
        digits += c >= '0' && c <= '9';
        letters += (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        vowels += QByteArrayView("aeiouyAEIOUY").contains(c);
    }
    return digits >= 5 || (letters >= 7 && vowels * 8 < letters);
}

void judgeAuthor(const MessageView &message, const Mailbox &author, Evidence &evidence)
{
    const QString address = QString::fromUtf8(author.address);
    const QMap<QString, QString> values{{u"name"_s, author.name}, {u"address"_s, address}};
    if (const QByteArray shown = addressIn(author.name);
        !shown.isEmpty() && shown.compare(author.address, Qt::CaseInsensitive) != 0) {
        const QByteArray shownDomain = registrableDomain(QByteArrayView(shown).sliced(shown.lastIndexOf('@') + 1));
        if (shownDomain != registrableDomain(author.domain) && !message.isBulk)
            evidence.add("imperson.address-in-name", {{u"name"_s, QString::fromUtf8(shown)}, {u"address"_s, address}});
    }
    if (const Brand *brand = brandNamedIn(author.name); brand && !brand->owns(author.domain))
        evidence.add("imperson.brand-name", {{u"brand"_s, brand->name}, {u"address"_s, address}});
    else if (const Brand *other = brandNamedIn(message.subject); other && !other->owns(author.domain))
        evidence.add("spam.brand-in-subject", {{u"brand"_s, other->name}, {u"address"_s, address}});
    if (const Brand *brand = brandImitatedBy(author.domain, registrableDomain(author.domain)))
        evidence.add("imperson.brand-domain", {{u"brand"_s, brand->name}, {u"address"_s, address}});
    const qsizetype at = author.address.lastIndexOf('@');
    if (at > 0 && looksRandom(QByteArrayView(author.address).first(at)))
        evidence.add("spam.from-random", values);
    if (author.name.isEmpty())
        evidence.add("spam.from-no-name", values);
    if (author.domain.isEmpty() || !author.domain.contains('.'))
        evidence.add("spam.odd-from", values);
    if (isOddDomain(author.domain))
        evidence.add("spam.from-odd-domain", values);
    if (author.domain.contains("xn--"))
        evidence.add("spam.from-punycode", values);
    const auto isSymbol = [](QChar c) {
        return c.isSurrogate() || (c.unicode() >= 0x2600 && c.unicode() < 0x27c0) ||
               QStringView(u"#*!$_>~=").contains(c);
    };
    if (std::ranges::any_of(author.name, isSymbol))
        evidence.add("spam.from-symbols", values);
    for (const Mailbox &to : message.senders.to)
        if (to.address.compare(author.address, Qt::CaseInsensitive) == 0 && !message.isBulk)
            evidence.add("spam.from-is-to", values);
}

void judgeReplyTo(const MessageView &message, const Mailbox &author, Evidence &evidence)
{
    if (message.senders.replyTo.isEmpty())
        return;
    const Mailbox &replyTo = message.senders.replyTo.front();
    const bool isSame = replyTo.address.compare(author.address, Qt::CaseInsensitive) == 0 ||
                        registrableDomain(replyTo.domain) == registrableDomain(author.domain);
    const QMap<QString, QString> values{{u"from"_s, QString::fromUtf8(author.address)},
                                        {u"address"_s, QString::fromUtf8(replyTo.address)}};
    if (!isSame && isFreeMail(registrableDomain(replyTo.domain)))
        evidence.add("spam.reply-to-freemail", values);
    else if (!isSame && !message.isBulk)
        evidence.add("spam.forged-reply-to", values);
    else if (isFreeMail(replyTo.domain) && replyTo.address.compare(author.address, Qt::CaseInsensitive) != 0)
        evidence.add("spam.reply-to-freemail", values);
}

} // namespace

void judgeSenders(const MessageView &message, Evidence &evidence)
{
    if (message.senders.from.isEmpty())
        return evidence.add("spam.no-from");
    if (message.senders.from.size() > 1)
        evidence.add("spam.many-from", {{u"count"_s, QString::number(message.senders.from.size())}});
    const Mailbox &author = message.senders.from.front();
    judgeAuthor(message, author, evidence);
    judgeReplyTo(message, author, evidence);
    if (isFreeMail(registrableDomain(author.domain)))
        evidence.add("spam.from-freemail", {{u"address"_s, QString::fromUtf8(author.address)}});
}

} // namespace gateway::content
