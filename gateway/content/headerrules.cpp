#include "gateway/content/rules.h"

#include "gateway/content/lines.h"

#include <gmime/gmime.h>
#include <memory>

using namespace Qt::StringLiterals;

namespace gateway::content {
namespace {

/// Seconds since 1970 of an RFC 5322 date; nothing if it cannot be read.
std::optional<qint64> secondsOf(QByteArrayView body)
{
    const QByteArray text = unfolded(body.first(std::min<qsizetype>(body.size(), 200)));
    const std::unique_ptr<GDateTime, decltype(&g_date_time_unref)> date(
        g_mime_utils_header_decode_date(text.constData()), g_date_time_unref);
    return date ? std::optional<qint64>(g_date_time_to_unix(date.get())) : std::nullopt;
}

/// When a relay received the message: after the last semicolon of the topmost Received (RFC 5321 4.4).
std::optional<qint64> receivedAt(const HeaderSection &header)
{
    const Field *received = header.find("received");
    const qsizetype semicolon = received ? received->body.lastIndexOf(';') : -1;
    return semicolon < 0 ? std::nullopt : secondsOf(received->body.sliced(semicolon + 1));
}

void judgeDate(const HeaderSection &header, Evidence &evidence)
{
    const Field *date = header.find("date");
    if (!date)
        return evidence.add("spam.no-date");
    const QMap<QString, QString> values{{u"date"_s, QString::fromLatin1(unfolded(date->body))}};
    const std::optional<qint64> written = secondsOf(date->body), received = receivedAt(header);
    constexpr qint64 day = 86400;
    if (!written)
        evidence.add("spam.odd-date", values);
    else if (received && *written > *received + day / 2)
        evidence.add("spam.future-date", values);
    else if (received && *written < *received - 4 * day)
        evidence.add("spam.old-date", values);
}

void judgeIdentifiers(const MessageView &message, Evidence &evidence)
{
    const Field *id = message.header.find("message-id");
    const QByteArray value = id ? unfolded(id->body) : QByteArray();
    if (value.isEmpty())
        evidence.add("spam.no-message-id");
    else if (!value.startsWith('<') || !value.endsWith('>') || value.count('@') != 1 || value.contains(' ') ||
             value.endsWith("@>"))
        evidence.add("spam.odd-message-id", {{u"id"_s, QString::fromUtf8(value)}});
    else if (value.contains("@localhost") || value.contains("localdomain") ||
             !value.sliced(value.indexOf('@')).contains('.'))
        evidence.add("spam.local-message-id", {{u"id"_s, QString::fromUtf8(value)}});
    for (const char *name : {"from", "date", "subject", "to", "message-id"})
        if (message.header.count(name) > 1)
            evidence.add("spam.repeated-field", {{u"field"_s, QString::fromLatin1(name)}});
    const Field *contentType = message.header.find("content-type");
    if (contentType && !message.header.find("mime-version"))
        evidence.add("spam.no-mime-version");
    const bool hasReferences = message.header.find("in-reply-to") || message.header.find("references");
    if (hasReferences && message.text.visible().contains(u"\n>"))
        evidence.add("ham.conversation");
}

bool hasRawOctets(QByteArrayView body)
{
    return std::ranges::any_of(body, [](char c) { return uchar(c) >= 0x80; });
}

/// A reply or forward prefix in the languages that we know, at the front of a subject.
bool looksLikeReply(const QString &subject)
{
    static constexpr std::array prefixes{u"re:",  u"fw:",  u"fwd:",  u"aw:",   u"wg:",   u"tr:",  u"rv:",
                                         u"res:", u"enc:", u"回复:", u"答复:", u"转发:", u"返信:"};
    const QString lower = subject.toLower();
    return std::ranges::any_of(prefixes,
                               [&lower](const char16_t *prefix) { return lower.startsWith(QStringView(prefix)); });
}

/// "#NKrEKu": a token of mixed letters that makes each copy of a bulk mail another one.
bool hasToken(QStringView text)
{
    for (qsizetype at = text.indexOf(u'#'); at >= 0; at = text.indexOf(u'#', at + 1)) {
        qsizetype end = at + 1, upper = 0, lower = 0;
        for (; end < text.size() && text[end].isLetter(); ++end)
            (text[end].isUpper() ? upper : lower) += 1;
        if (end - at >= 6 && upper >= 2 && lower >= 1)
            return true;
    }
    return false;
}

/// Words that mix Latin letters with Cyrillic or Greek ones that look alike.
bool hasLookalikes(QStringView text)
{
    bool hasLatin = false, hasAlike = false;
    for (const QChar c : text) {
        if (!c.isLetter())
            hasLatin = hasAlike = false;
        hasLatin |= c.script() == QChar::Script_Latin;
        hasAlike |= c.script() == QChar::Script_Cyrillic || c.script() == QChar::Script_Greek;
        if (hasLatin && hasAlike)
            return true;
    }
    return false;
}

void judgeSubject(const MessageView &message, Evidence &evidence)
{
    const QString &subject = message.subject;
    const QMap<QString, QString> values{{u"subject"_s, subject}};
    const Field *field = message.header.find("subject");
    if (!field || subject.trimmed().isEmpty())
        return evidence.add("spam.no-subject");
    qsizetype letters = 0, upper = 0, digits = 0, symbols = 0;
    for (const QChar c : subject) {
        letters += c.isLetter() && c.unicode() < 0x250;
        upper += c.isUpper();
        digits += c.isDigit();
        symbols += c.isSurrogate() || (c.unicode() >= 0x2600 && c.unicode() < 0x27c0);
    }
    if (letters >= 8 && upper * 10 > letters * 8)
        evidence.add("spam.subject-caps", values);
    if (subject.count(u'!') + subject.count(QChar(0xff01)) >= 2 ||
        subject.count(u'?') + subject.count(QChar(0xff1f)) >= 3)
        evidence.add("spam.subject-shouting", values);
    const QString author = message.senders.from.isEmpty() ? QString() : message.senders.from.front().name;
    if (hasToken(subject) || hasToken(author))
        evidence.add("spam.token", values);
    if (hasLookalikes(subject) || hasLookalikes(author))
        evidence.add("spam.header-lookalikes", {{u"subject"_s, subject}, {u"name"_s, author}});
    if (subject.contains(u"!"_s))
        evidence.add("spam.subject-exclamation", values);
    if (symbols > 0)
        evidence.add("spam.subject-symbols", values);
    if (looksLikeReply(subject) && !message.header.find("in-reply-to") && !message.header.find("references"))
        evidence.add("spam.subject-fake-reply", values);
    if (subject.contains(u'$') || subject.contains(QChar(0x20ac)) || subject.contains(QChar(0xa3)) ||
        (digits > 0 && subject.contains(u'%')) || (digits > 0 && subject.contains(QChar(0x5186))))
        evidence.add("spam.subject-money", values);
    if (subject.contains(u"    "_s))
        evidence.add("spam.subject-gap", values);
    if (hasRawOctets(field->body))
        evidence.add("spam.subject-raw");
    const bool isEncoded = field->body.contains("=?");
    if (isEncoded && std::ranges::all_of(subject, [](QChar c) { return c < QChar(0x80); }))
        evidence.add("spam.subject-needless-encoding", values);
    for (const QString &recipient : message.recipients) {
        const QString local = recipient.left(recipient.indexOf(u'@'));
        if (local.size() > 3 &&
            (subject.contains(recipient, Qt::CaseInsensitive) || subject.startsWith(local + u',', Qt::CaseInsensitive)))
            evidence.add("spam.subject-recipient", values);
    }
}

void judgeRecipients(const MessageView &message, Evidence &evidence)
{
    const QString to = message.header.text("to");
    if (!message.header.find("to") && !message.header.find("cc"))
        evidence.add("spam.no-to");
    else if (to.contains(u"undisclosed", Qt::CaseInsensitive) ||
             (message.senders.to.isEmpty() && message.senders.cc.isEmpty()))
        evidence.add("spam.undisclosed");
    if (message.senders.to.size() + message.senders.cc.size() > 20)
        evidence.add("spam.many-recipients",
                     {{u"count"_s, QString::number(message.senders.to.size() + message.senders.cc.size())}});
}

void judgeMailer(const MessageView &message, Evidence &evidence)
{
    const HeaderSection &header = message.header;
    const QString mailer = header.text("x-mailer") + header.text("user-agent");
    const QMap<QString, QString> values{{u"mailer"_s, mailer}};
    const auto says = [&mailer](QStringView word) { return mailer.contains(word, Qt::CaseInsensitive); };
    if (says(u"phpmailer") || says(u"mass") || says(u"bulk") || says(u"sender ") || says(u"swiftmailer") ||
        header.find("x-php-originating-script") || says(u"leaf php"))
        evidence.add("spam.script-mailer",
                     {{u"mailer"_s, mailer.isEmpty() ? header.text("x-php-originating-script") : mailer}});
    // Outlook Express and its heirs always write X-MimeOLE; nobody has used them since 2011.
    if (says(u"outlook express") || says(u"the bat!") || says(u"foxmail") || says(u"dreammail"))
        evidence.add("spam.old-mailer", values);
    if (header.find("x-mimeole") && !says(u"microsoft"))
        evidence.add("spam.forged-mailer", values);
    if (says(u"microsoft outlook") && !says(u"express") && message.text.hasHtml && !message.text.hasPlain)
        evidence.add("spam.forged-mailer", values);
    const QString priority = header.text("x-priority").trimmed();
    if (priority.startsWith(u'1') || priority.startsWith(u'2') ||
        header.text("importance").contains(u"high", Qt::CaseInsensitive))
        evidence.add("spam.high-priority");
}

void judgeBulk(const MessageView &message, Evidence &evidence)
{
    if (!message.isBulk)
        return;
    const QString list = message.header.text("list-id");
    evidence.add("graymail.list", {{u"list"_s, list.isEmpty() ? message.header.text("list-unsubscribe") : list}});
    if (message.header.find("list-unsubscribe-post"))
        evidence.add("graymail.one-click");
}

} // namespace

bool isBulkMail(const HeaderSection &header)
{
    for (const char *name : {"list-unsubscribe", "list-id", "feedback-id", "x-campaign", "x-campaignid",
                             "x-mailgun-sid", "x-sg-eid", "x-mc-user", "x-csa-complaints"})
        if (header.find(name))
            return true;
    const QString precedence = header.text("precedence");
    return precedence.contains(u"bulk", Qt::CaseInsensitive) || precedence.contains(u"list", Qt::CaseInsensitive);
}

void judgeHeader(const MessageView &message, Evidence &evidence)
{
    judgeDate(message.header, evidence);
    judgeIdentifiers(message, evidence);
    judgeSubject(message, evidence);
    judgeRecipients(message, evidence);
    judgeMailer(message, evidence);
    judgeBulk(message, evidence);
}

} // namespace gateway::content
