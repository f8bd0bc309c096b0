#pragma once

#include "gateway/content/htmltext.h"
#include "gateway/content/links.h"
#include "gateway/content/mimetree.h"

namespace gateway::content {

/// What a person reads of a message: its inline texts, decoded.
struct MailText {
    QString plain;     ///< Of text/plain parts.
    HtmlText html;     ///< Of text/html parts, joined.
    QList<Link> links; ///< Of both; each target once, at most 500.
    bool hasPlain = false, hasHtml = false;

    /// What a mail program shows: the page if there is one.
    [[nodiscard]] const QString &visible() const { return hasHtml ? html.text : plain; }
};

[[nodiscard]] MailText readMailText(const QList<Leaf> &leaves);

} // namespace gateway::content
