#include "gateway/auth/spfevaluation.h"

#include "gateway/auth/domains.h"
#include "gateway/auth/shown.h"
#include "gateway/dns/name.h"
#include "gateway/dns/records.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gateway::auth {

std::optional<SpfMacroValues> SpfEvaluation::valuesFor(const SpfMacroString &text, const QByteArray &domain)
{
    SpfMacroValues values = m_values;
    values.domain = domain;
    if (!text.usesValidatedName())
        return values;
    const std::optional<QList<QByteArray>> names = validatedNames();
    if (!names)
        return {};
    const QByteArray own = dns::normalized(domain);
    values.validatedName = names->value(0, "unknown"); // RFC 7208 7.3: best <domain> itself, then a name below it.
    if (names->contains(own))
        values.validatedName = own;
    else if (const auto below = std::ranges::find_if(*names, [&own](const QByteArray &name) { return isWithin(name, own); }); below != names->end())
        values.validatedName = *below;
    return values;
}

/// RFC 7208 6.2: whatever goes wrong here, there is no explanation, and no more.
std::optional<QByteArray> SpfEvaluation::explanation(const SpfRecord &record, const QByteArray &domain)
{
    if (!record.explanation)
        return QByteArray();
    const std::optional<SpfMacroValues> nameValues = valuesFor(*record.explanation, domain);
    if (!nameValues)
        return {};
    const QByteArray name = record.explanation->toName(*nameValues);
    if (!isFqdn(name))
        return QByteArray();
    const dns::Answer *answer = find(name, dns::Type::Txt);
    if (!answer)
        return {};
    const QList<QByteArray> texts = dns::textsOf(*answer);
    if (texts.size() != 1 || answer->records.size() != 1)
        return QByteArray();
    const std::optional<SpfMacroString> text = SpfMacroString::parse(texts.first(), SpfMacroString::Kind::Explanation);
    if (!text)
        return QByteArray();
    const std::optional<SpfMacroValues> values = valuesFor(*text, domain);
    return values ? std::optional(text->toText(*values)) : std::nullopt;
}

// RFC 7208 6.1
std::optional<SpfOutcome> SpfEvaluation::redirect(const SpfMacroString &target, const QByteArray &domain, Explain explain)
{
    if (++m_lookups > maxLookups)
        return SpfOutcome{SpfStatus::PermError, tooManyLookups(domain)};
    const std::optional<SpfMacroValues> values = valuesFor(target, domain);
    if (!values)
        return {};
    std::optional<SpfOutcome> outcome = checkHost(target.toName(*values), explain);
    if (outcome && outcome->status == SpfStatus::None)
        outcome->status = SpfStatus::PermError;
    return outcome;
}

/// Calls itself for include and redirect, at most maxLookups deep.
std::optional<SpfOutcome> SpfEvaluation::checkHost(const QByteArray &domain, Explain explain)
{
    if (!isFqdn(domain))
        return SpfOutcome{SpfStatus::None, u"\"%1\" is no domain that could publish a record"_s.arg(shown(domain))};
    const dns::Answer *answer = find(domain, dns::Type::Txt);
    if (!answer)
        return {};
    if (answer->status == dns::Answer::Status::Failed)
        return SpfOutcome{SpfStatus::TempError, lookupFailed(domain, dns::Type::Txt, *answer)};
    QList<QByteArray> texts = dns::textsOf(*answer);
    texts.removeIf([](const QByteArray &text) { return !SpfRecord::isRecord(text); });
    if (texts.isEmpty())
        return SpfOutcome{SpfStatus::None, u"%1 publishes no SPF record"_s.arg(shown(domain))};
    if (texts.size() > 1)
        return SpfOutcome{SpfStatus::PermError, u"%1 publishes several SPF records"_s.arg(shown(domain))};
    const Result<SpfRecord> record = SpfRecord::parse(texts.first());
    if (!record)
        return SpfOutcome{SpfStatus::PermError, u"%1: %2"_s.arg(shown(domain), record.error().message)};

    for (const SpfDirective &directive : record->directives) {
        const SpfMatch matched = match(directive, domain);
        switch (matched.kind) {
        case SpfMatch::Kind::No: continue;
        case SpfMatch::Kind::Unknown: return {};
        case SpfMatch::Kind::TempError: return SpfOutcome{SpfStatus::TempError, matched.cause};
        case SpfMatch::Kind::PermError: return SpfOutcome{SpfStatus::PermError, matched.cause};
        case SpfMatch::Kind::Yes: break;
        }
        SpfOutcome outcome{directive.qualifier, {}, directive.text};
        if (outcome.status == SpfStatus::Fail && explain == Explain::Yes) {
            const QString passedOver = m_passedOver;
            const std::optional<QByteArray> text = explanation(*record, domain);
            m_passedOver = passedOver; // The result stands, whatever the explanation lacks.
            if (!text)
                return {};
            outcome.explanation = *text;
        }
        return outcome;
    }
    return record->redirect ? redirect(*record->redirect, domain, explain) : SpfOutcome{SpfStatus::Neutral};
}

} // namespace gateway::auth
