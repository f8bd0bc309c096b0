#pragma once

#include "gateway/content/evidence.h"
#include "gateway/content/fields.h"
#include "gateway/content/mailtext.h"
#include "gateway/content/senders.h"

namespace gateway::content {

/// All that the rules look at; made once per message.
struct MessageView {
    const HeaderSection &header;
    const QList<Leaf> &leaves;
    const MailText &text;
    const Senders &senders;
    QString subject;
    QStringList recipients; ///< Addresses of To and of the envelope, at most 50.
    bool isBulk = false;    ///< Says itself that it is from a list or newsletter.
};

/// Evidence of the header section: dates, identifiers, subject, mailer, list fields.
void judgeHeader(const MessageView &message, Evidence &evidence);
/// Evidence about the sender: other addresses and brands in the display name, answers that go elsewhere.
void judgeSenders(const MessageView &message, Evidence &evidence);
/// Evidence of the text: GTUBE, phrases, hidden text, disguised letters, the shape of its parts.
void judgeText(const MessageView &message, Evidence &evidence);
/// Evidence of the links, read together with sender and text.
void judgeLinks(const MessageView &message, Evidence &evidence);

/// Whether the header says bulk mail: List-Unsubscribe, List-Id, Precedence, the marks of sending services.
[[nodiscard]] bool isBulkMail(const HeaderSection &header);

} // namespace gateway::content
