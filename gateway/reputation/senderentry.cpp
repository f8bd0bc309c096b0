#include "gateway/reputation/senderentry.h"

#include "gateway/policy/pattern.h"
#include "gateway/reputation/safetext.h"
#include "gateway/smtp/address.h"

using namespace Qt::StringLiterals;

namespace gateway::reputation {
namespace {

/// The forms people write, in that of policy patterns.
QByteArray policyForm(QByteArray text)
{
    text = text.trimmed();
    if (text.startsWith("*@"))
        text = text.sliced(1);
    else if (text.startsWith("*."))
        text.prepend('@');
    else if (!text.contains('@') && text.contains('.'))
        text.prepend('@');
    if (text.startsWith("@*."))
        text.remove(1, 1);
    return text;
}

/// A local part may hold an '@', a domain cannot.
bool isDomainPattern(QByteArrayView pattern) { return pattern.startsWith('@') && pattern.lastIndexOf('@') == 0; }

/// The domain of a pattern, without the marks before it.
QByteArrayView domainOf(QByteArrayView pattern)
{
    const QByteArrayView domain = pattern.sliced(pattern.lastIndexOf('@') + 1);
    return domain.startsWith('.') ? domain.sliced(1) : domain;
}

QByteArray addressText(const QByteArray &normalized)
{
    const qsizetype at = normalized.lastIndexOf('@');
    return smtp::Mailbox{normalized.first(at), normalized.sliced(at + 1)}.toBytes();
}

QString cleaned(QString note)
{
    for (QChar &c : note) {
        if (c.category() == QChar::Other_Control)
            c = u' ';
    }
    return note.trimmed().left(SenderEntry::maxNote).trimmed();
}

} // namespace

Result<SenderEntry> SenderEntry::make(Action action, QByteArrayView senderText, QByteArrayView scopeText, const QString &note)
{
    const auto invalid = [](QByteArrayView text, const QString &what) { return failure(Error::Kind::Invalid, u"\"%1\" %2"_s.arg(safeText(text), what)); };
    SenderEntry entry{.action = action, .sender = {}, .note = cleaned(note)};
    const QByteArray written = policyForm(senderText.toByteArray());
    if (written == "*" || written == "@")
        return invalid(senderText, u"would be every sender: name an address (a@example.com) or a domain (*@example.com)"_s);
    if (written.contains('*'))
        return invalid(senderText, u"has a * where none can be: it stands for a whole local part (*@example.com) or for all below a domain "
            "(*@*.example.com)"_s);
    const std::optional<QByteArray> sender = policy::normalizedPattern(written);
    if (!sender)
        return invalid(senderText, u"is no sender: write an address (a@example.com), a domain (*@example.com) or a domain and all below it "
            "(*@*.example.com)"_s);
    if (action == Action::Allow && isDomainPattern(*sender) && !domainOf(*sender).contains('.'))
        return invalid(senderText, u"would allow a whole top-level domain: name a domain under it (*@*.example.com)"_s);
    entry.sender = *sender;

    const QByteArray scope = policyForm(scopeText.toByteArray());
    if (scope.isEmpty() || scope == "*")
        return entry;
    const std::optional<QByteArray> target = policy::normalizedPattern(scope);
    if (!target || target->startsWith("@.") || scope.contains('*'))
        return invalid(scopeText, u"is no scope: write * for the whole organisation, one of its domains (example.org) or a recipient (b@example.org)"_s);
    entry.scope = isDomainPattern(*target) ? Scope::Domain : Scope::Recipient;
    entry.target = entry.scope == Scope::Domain ? target->sliced(1) : *target;
    return entry;
}

QByteArray SenderEntry::senderText() const { return isDomainPattern(sender) ? '*' + sender : addressText(sender); }

QByteArray SenderEntry::scopeText() const
{
    switch (scope) {
    case Scope::Recipient: return addressText(target);
    case Scope::Domain: return target.contains('.') ? target : "*@" + target; // One label alone would read as nothing.
    case Scope::Organisation: break;
    }
    return "*";
}

bool SenderEntry::coversSendersOf(const SenderEntry &other) const
{
    if (sender == other.sender)
        return true;
    if (!isDomainPattern(sender))
        return false;
    const QByteArrayView own = domainOf(sender), theirs = domainOf(other.sender);
    if (!sender.startsWith("@."))
        return !isDomainPattern(other.sender) && theirs == own;
    return theirs == own || (theirs.endsWith(own) && theirs[theirs.size() - own.size() - 1] == '.');
}

bool SenderEntry::coversScopeOf(const SenderEntry &other) const
{
    if (scope == Scope::Organisation || (scope == other.scope && target == other.target))
        return true;
    return scope == Scope::Domain && other.scope == Scope::Recipient && domainOf(other.target) == target;
}

} // namespace gateway::reputation
