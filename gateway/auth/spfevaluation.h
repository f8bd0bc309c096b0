#pragma once

#include "gateway/auth/spfrecord.h"
#include "gateway/dns/name.h"
#include "gateway/dns/resolver.h"

#include <algorithm>

namespace gateway::auth {

/// What a mechanism says of the client (RFC 7208 4.6.2).
struct SpfMatch {
    enum class Kind { No, Yes, Unknown, TempError, PermError };
    Kind kind = Kind::No;
    QString cause{};
};

/// What check_host() says.
struct SpfOutcome {
    SpfStatus status = SpfStatus::None;
    QString cause{};
    QByteArray mechanism{};
    QByteArray explanation{};
};

/// One check_host() with all it includes and redirects to, its limits counted over all of them (RFC 7208 4.6.4).
class SpfEvaluation
{
public:
    static constexpr int maxLookups = 10;
    enum class Explain { No, Yes };

    SpfEvaluation(const SpfMacroValues &values, dns::Resolver &resolver) : m_values(values), m_resolver(resolver) {}

    /// Nothing while an answer is missing; then this evaluation is of no more use.
    [[nodiscard]] std::optional<SpfOutcome> checkHost(const QByteArray &domain, Explain explain);
    [[nodiscard]] int lookups() const { return std::min(m_lookups, maxLookups); } ///< Terms that asked DNS.
    [[nodiscard]] const QString &passedOver() const { return m_passedOver; } ///< A question that failed and that RFC 7208 5.5 lets go.

private:
    [[nodiscard]] static QString lookupFailed(const QByteArray &name, dns::Type type, const dns::Answer &answer);
    [[nodiscard]] static QString tooManyLookups(const QByteArray &domain);
    [[nodiscard]] SpfMatch match(const SpfDirective &directive, const QByteArray &domain);
    [[nodiscard]] SpfMatch matchInclude(const QByteArray &target);
    [[nodiscard]] SpfMatch matchHost(const QByteArray &target, const SpfDirective &directive);
    [[nodiscard]] SpfMatch matchExchanges(const QByteArray &target, const SpfDirective &directive);
    [[nodiscard]] SpfMatch matchClientName(const QByteArray &target);
    [[nodiscard]] SpfMatch matchExists(const QByteArray &target);
    [[nodiscard]] std::optional<SpfOutcome> redirect(const SpfMacroString &target, const QByteArray &domain, Explain explain);
    [[nodiscard]] std::optional<QByteArray> explanation(const SpfRecord &record, const QByteArray &domain);
    [[nodiscard]] std::optional<QList<QByteArray>> validatedNames();
    [[nodiscard]] std::optional<SpfMacroValues> valuesFor(const SpfMacroString &text, const QByteArray &domain);

    [[nodiscard]] const dns::Answer *find(const QByteArray &name, dns::Type type) { return m_resolver.find({dns::normalized(name), type}); }
    [[nodiscard]] SpfMatch looked(const QByteArray &name, dns::Type type, const dns::Answer *&answer);
    [[nodiscard]] dns::Type addressType() const { return m_values.client.is_v4() ? dns::Type::A : dns::Type::Aaaa; }
    [[nodiscard]] bool holdsClient(const dns::Answer &answer, int prefix4, int prefix6) const;

    const SpfMacroValues m_values; ///< Without <domain> and the validated name.
    dns::Resolver &m_resolver;
    int m_lookups = 0, m_voidLookups = 0;
    QString m_passedOver;
};

} // namespace gateway::auth
