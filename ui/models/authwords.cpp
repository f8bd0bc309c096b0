#include "ui/models/authwords.h"

#include "ui/models/plaintext.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

using namespace Qt::StringLiterals;
using gateway::admin::AuthenticationCheck;

namespace ui {
namespace {

struct Authentication {
    Q_DECLARE_TR_FUNCTIONS(Authentication)
};

bool isUnknown(const QString &result) { return result == "temperror"_L1; }
bool isAbsent(const QString &result) { return result == "none"_L1 || result == "neutral"_L1; }

Tone toneOf(const AuthenticationCheck &check)
{
    if (check.result == "pass"_L1)
        return Tone::Good;
    if (isUnknown(check.result) || isAbsent(check.result))
        return Tone::Unknown;
    return check.result == "fail"_L1 && check.method != "arc"_L1 ? Tone::Bad : Tone::Attention;
}

QString iconOf(Tone tone)
{
    switch (tone) {
    case Tone::Good: return u"circle-check"_s;
    case Tone::Bad: return u"circle-x"_s;
    case Tone::Attention: return u"triangle-alert"_s;
    default: return u"circle-question-mark"_s;
    }
}

QString spfSentence(const AuthenticationCheck &check, const QString &domain, const QString &client)
{
    if (check.result == "pass"_L1)
        return Authentication::tr("%1 lets %2 send for it.").arg(domain, client);
    if (check.result == "fail"_L1)
        return Authentication::tr("%1 does not let %2 send for it.").arg(domain, client);
    if (check.result == "softfail"_L1)
        return Authentication::tr("%1 probably does not let %2 send for it.").arg(domain, client);
    if (isUnknown(check.result))
        return Authentication::tr("Whom %1 lets send for it could not be found out.").arg(domain);
    if (check.result == "permerror"_L1)
        return Authentication::tr("What %1 publishes about its senders cannot be used.").arg(domain);
    return Authentication::tr("%1 does not say who may send for it.").arg(domain);
}

QString dkimSentence(const AuthenticationCheck &check, const QString &domain)
{
    if (check.result == "pass"_L1)
        return Authentication::tr("%1 signed the mail, and nothing was changed since.").arg(domain);
    if (isUnknown(check.result))
        return Authentication::tr("The signature of %1 could not be checked.").arg(domain);
    if (check.result == "policy"_L1)
        return Authentication::tr("The signature of %1 is not enough.").arg(domain);
    return check.result == "neutral"_L1 ? Authentication::tr("The signature of %1 was not checked.").arg(domain)
                                         : Authentication::tr("The signature of %1 is not valid.").arg(domain);
}

QString dmarcSentence(const AuthenticationCheck &check, const QString &domain)
{
    if (check.policy == "reject"_L1)
        return Authentication::tr("%1 asks to refuse mail that is not proved to be its own.").arg(domain);
    if (check.policy == "quarantine"_L1)
        return Authentication::tr("%1 asks to put mail aside that is not proved to be its own.").arg(domain);
    if (!check.policy.isEmpty())
        return Authentication::tr("%1 asks for nothing if mail is not proved to be its own.").arg(domain);
    return domain.isEmpty() ? Authentication::tr("The mail does not name exactly one author.") : Authentication::tr("%1 publishes no policy.").arg(domain);
}

} // namespace

Chip authenticationVerdict(const QList<AuthenticationCheck> &checks)
{
    const auto dmarc = std::ranges::find(checks, u"dmarc"_s, &AuthenticationCheck::method);
    if (dmarc == checks.end())
        return {u"circle-dashed"_s, Authentication::tr("Who sent this mail was not checked"), Tone::Unknown, true};
    const QString author = marked(dmarc->domain);
    const bool isVouchedFor = std::ranges::any_of(checks, [](const AuthenticationCheck &check) { return check.method == "arc"_L1 && check.isAligned; });
    if (dmarc->result == "pass"_L1)
        return {u"circle-check"_s, Authentication::tr("The mail really comes from %1").arg(author), Tone::Good, true};
    if (dmarc->result == "fail"_L1 && isVouchedFor)
        return {u"circle-check"_s, Authentication::tr("A trusted forwarder vouches that the mail came from %1").arg(author), Tone::Good, true};
    if (dmarc->result == "fail"_L1 && author.isEmpty())
        return {u"circle-x"_s, Authentication::tr("Nobody can vouch for this mail"), Tone::Bad, true};
    if (dmarc->result == "fail"_L1)
        return {u"circle-x"_s, Authentication::tr("Nothing proves that the mail comes from %1").arg(author), Tone::Bad, true};
    if (isUnknown(dmarc->result))
        return {u"circle-question-mark"_s, Authentication::tr("Whether the mail comes from %1 could not be found out").arg(author), Tone::Unknown, true};
    const bool isProved = std::ranges::any_of(checks, &AuthenticationCheck::isAligned);
    return isProved ? Chip{u"circle-check"_s, Authentication::tr("The mail comes from %1, which asks for no protection").arg(author), Tone::Good, true}
                    : Chip{u"circle-question-mark"_s, Authentication::tr("%1 does not protect its name").arg(author), Tone::Unknown, true};
}

Chip authenticationChip(const AuthenticationCheck &check)
{
    const Tone tone = toneOf(check);
    return {iconOf(tone), u"%1: %2"_s.arg(check.method.toUpper(), marked(check.result)), tone, true};
}

QString authenticationSentence(const AuthenticationCheck &check, const QString &client)
{
    const QString domain = marked(check.domain);
    if (check.method == "spf"_L1)
        return spfSentence(check, domain.isEmpty() ? Authentication::tr("The sender") : domain, marked(client));
    if (check.method == "dkim"_L1)
        return dkimSentence(check, domain.isEmpty() ? Authentication::tr("somebody") : domain);
    if (check.method == "dmarc"_L1)
        return dmarcSentence(check, domain);
    return check.result == "pass"_L1 ? Authentication::tr("The mail was passed on by %1.").arg(marked(check.detail))
                                     : Authentication::tr("The mail was passed on, but the seals on its way do not hold.");
}

QString authenticationDetail(const AuthenticationCheck &check)
{
    QStringList parts;
    const bool isSpeakingOfAuthor = check.method == "spf"_L1 || check.method == "dkim"_L1;
    if (isSpeakingOfAuthor && check.result == "pass"_L1)
        parts.append(check.isAligned ? Authentication::tr("speaks for the author") : Authentication::tr("says nothing about the author"));
    if (check.method == "arc"_L1 && check.result == "pass"_L1)
        parts.append(check.isAligned ? Authentication::tr("trusted") : Authentication::tr("not trusted here"));
    if (!check.selector.isEmpty())
        parts.append(Authentication::tr("key %1").arg(marked(check.selector)));
    if (isSpeakingOfAuthor && !check.detail.isEmpty())
        parts.append(marked(check.detail));
    if (!check.cause.isEmpty())
        parts.append(marked(check.cause));
    return parts.join(u", "_s);
}

} // namespace ui
