#include "ui/models/words.h"

#include "ui/models/format.h"
#include "ui/models/plaintext.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

using namespace Qt::StringLiterals;
using gateway::Fate;
using gateway::MessageClass;
using gateway::Stage;

namespace ui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

// The clause after "because"; empty if the class alone explains nothing.
QString clause(MessageClass messageClass)
{
    switch (messageClass) {
    case MessageClass::Virus: return Words::tr("it carries a virus");
    case MessageClass::Phishing: return Words::tr("it looks like phishing");
    case MessageClass::Impersonation: return Words::tr("it pretends to come from somebody else");
    case MessageClass::Spam: return Words::tr("it is very probably spam");
    case MessageClass::Unscannable: return Words::tr("it could not be checked completely");
    case MessageClass::Clean: case MessageClass::Graymail: case MessageClass::Policy: break;
    }
    return {};
}

QString because(Fate fate, bool isTagged, const QString &cause)
{
    switch (fate) {
    case Fate::Quarantined: return Words::tr("Quarantined, because %1.").arg(cause);
    case Fate::Rejected: return Words::tr("Refused, because %1.").arg(cause);
    case Fate::Discarded: return Words::tr("Discarded, because %1.").arg(cause);
    case Fate::Deferred: return Words::tr("Deferred, because %1.").arg(cause);
    case Fate::Delivered: case Fate::Queued: case Fate::Dsn: case Fate::Expired: break;
    }
    return isTagged ? Words::tr("Delivered with a tag in the subject, because %1.").arg(cause) : Words::tr("Delivered, although %1.").arg(cause);
}

QString plainHeadline(Fate fate)
{
    switch (fate) {
    case Fate::Delivered: return Words::tr("Delivered. Nothing speaks against this mail.");
    case Fate::Queued: return Words::tr("Queued, because the mail server did not take it yet. It is tried again by itself.");
    case Fate::Quarantined: return Words::tr("Quarantined by a rule.");
    case Fate::Rejected: return Words::tr("Refused. The sender was told why.");
    case Fate::Discarded: return Words::tr("Discarded by a rule. Nobody was told.");
    case Fate::Deferred: return Words::tr("Deferred. The sender was asked to try again later.");
    case Fate::Dsn: return Words::tr("Not delivered. The sender was told by a delivery status notification.");
    case Fate::Expired: return Words::tr("Not delivered. The time in the queue is over.");
    }
    return {};
}

} // namespace

gateway::Language windowLanguage()
{
    return QLocale().language() == QLocale::Japanese ? gateway::Language::Japanese : gateway::Language::English;
}

QString fateWord(Fate fate)
{
    switch (fate) {
    case Fate::Delivered: return Words::tr("Delivered");
    case Fate::Queued: return Words::tr("Queued");
    case Fate::Quarantined: return Words::tr("Quarantined");
    case Fate::Rejected: return Words::tr("Refused");
    case Fate::Discarded: return Words::tr("Discarded");
    case Fate::Deferred: return Words::tr("Deferred");
    case Fate::Dsn: return Words::tr("Sender notified");
    case Fate::Expired: return Words::tr("Expired");
    }
    return {};
}

QString className(MessageClass messageClass)
{
    switch (messageClass) {
    case MessageClass::Clean: return Words::tr("Clean");
    case MessageClass::Graymail: return Words::tr("Graymail");
    case MessageClass::Spam: return Words::tr("Spam");
    case MessageClass::Phishing: return Words::tr("Phishing");
    case MessageClass::Impersonation: return Words::tr("Impersonation");
    case MessageClass::Policy: return Words::tr("Policy");
    case MessageClass::Unscannable: return Words::tr("Unscannable");
    case MessageClass::Virus: return Words::tr("Virus");
    }
    return {};
}

QString classIcon(MessageClass messageClass)
{
    switch (messageClass) {
    case MessageClass::Clean: return u"circle-check"_s;
    case MessageClass::Graymail: return u"newspaper"_s;
    case MessageClass::Spam: return u"mail-x"_s;
    case MessageClass::Phishing: return u"fish"_s;
    case MessageClass::Impersonation: return u"venetian-mask"_s;
    case MessageClass::Policy: return u"list-checks"_s;
    case MessageClass::Unscannable: return u"file-x"_s;
    case MessageClass::Virus: return u"bug"_s;
    }
    return {};
}

QString stageName(Stage stage)
{
    switch (stage) {
    case Stage::Connection: return Words::tr("Connection");
    case Stage::Envelope: return Words::tr("Envelope");
    case Stage::Authentication: return Words::tr("Authentication");
    case Stage::Virus: return Words::tr("Virus");
    case Stage::Content: return Words::tr("Content");
    case Stage::NextHop: return Words::tr("Next hop");
    case Stage::Answer: return Words::tr("Answer");
    }
    return {};
}

QString ruleName(const QString &id)
{
    if (id.isEmpty())
        return Words::tr("no rule");
    const QByteArray key = id.startsWith("connection."_L1) ? id.toLatin1() : "rule." + id.toLatin1();
    const QString name = gateway::catalogueText(key, {}, windowLanguage());
    return name == QString::fromLatin1(key) ? marked(id) : name;
}

Chip fateChip(Fate fate, bool isTagged)
{
    switch (fate) {
    case Fate::Delivered:
        return isTagged ? Chip{u"tag"_s, Words::tr("Tagged"), Tone::Information} : Chip{u"circle-check"_s, fateWord(fate), Tone::Good};
    case Fate::Queued: return {u"hourglass"_s, fateWord(fate), Tone::Information};
    case Fate::Quarantined: return {u"archive"_s, fateWord(fate), Tone::Attention};
    case Fate::Rejected: return {u"circle-slash"_s, fateWord(fate), Tone::Bad};
    case Fate::Discarded: return {u"trash-2"_s, fateWord(fate), Tone::Unknown};
    case Fate::Deferred: return {u"timer"_s, fateWord(fate), Tone::Attention};
    case Fate::Dsn: return {u"mail"_s, fateWord(fate), Tone::Bad};
    case Fate::Expired: return {u"timer"_s, fateWord(fate), Tone::Bad};
    }
    return {};
}

Chip fateChip(const gateway::admin::Message &message)
{
    // A virus is worth its own colour wherever it stopped.
    if (message.messageClass == MessageClass::Virus && message.fate == Fate::Quarantined)
        return {u"bug"_s, fateWord(message.fate), Tone::Virus};
    return fateChip(message.fate, message.isTagged);
}

Chip classChip(MessageClass messageClass, std::optional<double> score)
{
    Chip chip{classIcon(messageClass), className(messageClass), Tone::Attention};
    switch (messageClass) {
    case MessageClass::Clean: chip.tone = Tone::Good; break;
    case MessageClass::Graymail: case MessageClass::Policy: chip.tone = Tone::Information; break;
    case MessageClass::Spam: case MessageClass::Impersonation: case MessageClass::Unscannable: chip.tone = Tone::Attention; break;
    case MessageClass::Phishing: chip.tone = Tone::Bad; break;
    case MessageClass::Virus: chip.tone = Tone::Virus; break;
    }
    if (score && messageClass != MessageClass::Virus)
        chip.word = Words::tr("%1, %2").arg(chip.word, formatNumber(qRound(*score)));
    return chip;
}

Tone stageTone(gateway::admin::StageRecord::State state)
{
    using enum gateway::admin::StageRecord::State;
    switch (state) {
    case Passed: return Tone::Good;
    case Attention: return Tone::Attention;
    case Stopped: return Tone::Bad;
    case NotReached: break;
    }
    return Tone::Unknown;
}

QString headline(const gateway::admin::Message &message)
{
    const bool isThrough = message.fate == Fate::Delivered && !message.isTagged;
    if (message.fate == Fate::Queued || message.fate == Fate::Dsn || message.fate == Fate::Expired)
        return plainHeadline(message.fate);
    if (isThrough && message.messageClass == MessageClass::Graymail)
        return Words::tr("Delivered. It is graymail: wanted by some, read by few.");
    // Whatever its content is: it was not for that.
    const auto blocked = std::ranges::find(message.reasons, "connection.sender-blocked", &gateway::Reason::id);
    if (message.rule == "blocked-sender"_L1 && blocked != message.reasons.end())
        return Words::tr("%1: %2").arg(fateWord(message.fate), marked(gateway::reasonText(*blocked, windowLanguage())));
    if (const QString cause = clause(message.messageClass); !cause.isEmpty())
        return because(message.fate, message.isTagged, cause);
    if (!isThrough && !message.reasons.isEmpty())
        return Words::tr("%1: %2").arg(fateWord(message.fate), marked(gateway::reasonText(message.reasons.first(), windowLanguage())));
    return plainHeadline(message.fate);
}

QString wayOut(const gateway::admin::Message &message)
{
    if (message.fate == Fate::Quarantined) {
        return isDangerous(message.messageClass)
                   ? Words::tr("Ask the sender by another way whether this mail is genuine. Only then release it.")
                   : Words::tr("Release it. The rule that held it stays in force for other mail.");
    }
    if (message.fate == Fate::Deferred)
        return Words::tr("Nothing needs doing. A genuine mail server tries again within minutes.");
    if (message.fate != Fate::Rejected && message.fate != Fate::Discarded)
        return {};
    if (message.rule == "blocked-sender"_L1)
        return Words::tr("Remove the entry under Sender lists, or allow the sender there for this recipient. Then ask the sender to send it again.");
    if (message.rule == "bounce-tag"_L1)
        return Words::tr("If some of your mail does not pass this gateway on its way out, set recipients.bounce-tags to observe.");
    if (!message.rule.isEmpty())
        return Words::tr("Switch the rule “%1” to observe, or add this sender to its exceptions. Then ask the sender to send it again.").arg(ruleName(message.rule));
    return Words::tr("Ask the sender to correct what the reply names and to send the mail again.");
}

bool isDangerous(MessageClass messageClass)
{
    return messageClass == MessageClass::Virus || messageClass == MessageClass::Phishing || messageClass == MessageClass::Impersonation;
}

QString senderWord(const QString &reversePath) { return reversePath.isEmpty() ? Words::tr("no sender (a report)") : marked(reversePath); }

QString subjectWord(const gateway::admin::Message &message)
{
    if (!message.subject.isEmpty())
        return marked(message.subject);
    return message.size == 0 ? Words::tr("refused before the message was sent") : Words::tr("no subject");
}

QString recipientsWord(const QStringList &addresses)
{
    if (addresses.isEmpty())
        return Words::tr("nobody");
    return addresses.size() == 1 ? marked(addresses.first())
                                 : Words::tr("%1 and %2 more").arg(marked(addresses.first()), QString::number(addresses.size() - 1));
}

} // namespace ui
