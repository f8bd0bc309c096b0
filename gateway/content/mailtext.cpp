#include "gateway/content/mailtext.h"

#include "gateway/content/charset.h"

#include <QSet>

namespace gateway::content {
namespace {

constexpr qsizetype maxTextOctets = 1 << 20; // Of all texts; a person reads less.
constexpr qsizetype maxLinks = 500;

void join(HtmlText &all, HtmlText part)
{
    if (!all.text.isEmpty())
        all.text += u'\n';
    all.text += part.text;
    all.hiddenLength += part.hiddenLength;
    all.links += part.links;
    all.images += part.images;
    all.hasForm |= part.hasForm;
    all.hasPasswordField |= part.hasPasswordField;
    all.hasScript |= part.hasScript;
    all.hasRefresh |= part.hasRefresh;
}

} // namespace

MailText readMailText(const QList<Leaf> &leaves)
{
    MailText mail;
    qsizetype left = maxTextOctets;
    // A forwarded message counts only if nothing else is to be read.
    const bool hasOwn = std::ranges::any_of(leaves, [](const Leaf &leaf) {
        return leaf.isText() && !leaf.isInNestedMessage && !leaf.octets.trimmed().isEmpty();
    });
    for (const Leaf &leaf : leaves) {
        if (!leaf.isText() || (hasOwn && leaf.isInNestedMessage) || left <= 0)
            continue;
        const QString text =
            toUnicode(QByteArrayView(leaf.octets).first(std::min(leaf.octets.size(), left)), leaf.charset);
        left -= leaf.octets.size();
        if (leaf.type == "text/html") {
            mail.hasHtml = true;
            join(mail.html, readHtml(text));
        } else {
            mail.hasPlain |= !text.trimmed().isEmpty();
            mail.plain += text;
        }
    }
    QSet<QString> seen;
    const auto add = [&mail, &seen](Link link) {
        if (mail.links.size() < maxLinks && !link.target.isEmpty() && !seen.contains(link.target + link.text)) {
            seen.insert(link.target + link.text);
            mail.links.append(std::move(link));
        }
    };
    for (const HtmlLink &link : mail.html.links)
        add(parseLink(link.target, link.text, link.kind));
    for (Link &link : linksInText(mail.plain, maxLinks))
        add(std::move(link));
    for (Link &link : linksInText(mail.html.text, maxLinks))
        add(std::move(link));
    return mail;
}

} // namespace gateway::content
