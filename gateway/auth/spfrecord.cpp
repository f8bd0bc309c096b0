#include "gateway/auth/spfrecord.h"

#include "gateway/auth/shown.h"

#include <algorithm>
#include <array>
#include <string>

using namespace Qt::StringLiterals;

namespace gateway::auth {
namespace {

using Mechanism = SpfDirective::Mechanism;

constexpr QByteArrayView version = "v=spf1";

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

enum class Argument { None, Domain, OptionalDomain, Address };

struct Form {
    QByteArrayView name;
    Mechanism mechanism;
    Argument argument;
    bool hasPrefixes = false; ///< May end in a dual-cidr-length.
};

constexpr std::array forms{ // RFC 7208 5
    Form{"all", Mechanism::All, Argument::None},
    Form{"include", Mechanism::Include, Argument::Domain},
    Form{"a", Mechanism::A, Argument::OptionalDomain, true},
    Form{"mx", Mechanism::Mx, Argument::OptionalDomain, true},
    Form{"ptr", Mechanism::Ptr, Argument::OptionalDomain},
    Form{"ip4", Mechanism::Ip4, Argument::Address},
    Form{"ip6", Mechanism::Ip6, Argument::Address},
    Form{"exists", Mechanism::Exists, Argument::Domain},
};

/// Takes "/24" or, with two slashes, "//64" from the end of \a text. False if there is a number above \a most or with a leading zero.
bool takePrefix(QByteArrayView &text, QByteArrayView slashes, int most, int &prefix)
{
    qsizetype begin = text.size();
    while (begin > 0 && isDigit(text[begin - 1]))
        --begin;
    const QByteArrayView digits = text.sliced(begin);
    if (digits.isEmpty() || !text.first(begin).endsWith(slashes))
        return true;
    if (digits.size() > 3 || (digits.size() > 1 && digits[0] == '0'))
        return false;
    prefix = digits.toInt();
    text = text.first(begin - slashes.size());
    return prefix <= most;
}

/// ip4-network and ip6-network (RFC 7208 5.6).
std::optional<boost::asio::ip::address> networkOf(QByteArrayView text, Mechanism mechanism)
{
    if (!std::ranges::all_of(text, [](char c) { return QByteArrayView("0123456789abcdefABCDEF:.").contains(c); }))
        return {}; // Neither an IPv6 zone nor a NUL, behind which the parser would not look.
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(std::string(text.data(), std::size_t(text.size())), error);
    if (error || address.is_v4() != (mechanism == Mechanism::Ip4))
        return {};
    return address;
}

// directive = [ qualifier ] mechanism
std::optional<SpfDirective> directiveOf(QByteArrayView text)
{
    SpfDirective directive{.text = text.toByteArray()};
    constexpr std::array qualifiers{std::pair('+', SpfStatus::Pass), std::pair('-', SpfStatus::Fail), std::pair('~', SpfStatus::SoftFail),
        std::pair('?', SpfStatus::Neutral)};
    if (const auto qualifier = std::ranges::find(qualifiers, text.front(), [](const auto &each) { return each.first; });
        qualifier != qualifiers.end()) {
        directive.qualifier = qualifier->second;
        text = text.sliced(1);
    }
    const auto nameEnd = std::ranges::find_if(text, [](char c) { return c == ':' || c == '/'; });
    const QByteArrayView name = text.first(nameEnd - text.begin());
    const auto form = std::ranges::find_if(forms, [name](const Form &each) { return name.compare(each.name, Qt::CaseInsensitive) == 0; });
    if (form == forms.end())
        return {};
    directive.mechanism = form->mechanism;
    QByteArrayView argument = text.sliced(name.size());
    if (form->hasPrefixes && (!takePrefix(argument, "//", 128, directive.prefix6) || !takePrefix(argument, "/", 32, directive.prefix4)))
        return {};
    if (argument.isEmpty())
        return form->argument == Argument::None || form->argument == Argument::OptionalDomain ? std::optional(directive) : std::nullopt;
    if (form->argument == Argument::None || argument.front() != ':')
        return {};
    argument = argument.sliced(1);
    if (form->argument == Argument::Address) {
        const bool isIp4 = form->mechanism == Mechanism::Ip4;
        if (!takePrefix(argument, "/", isIp4 ? 32 : 128, isIp4 ? directive.prefix4 : directive.prefix6))
            return {};
        const std::optional<boost::asio::ip::address> network = networkOf(argument, form->mechanism);
        if (!network)
            return {};
        directive.network = *network;
        return directive;
    }
    directive.domainSpec = SpfMacroString::parse(argument, SpfMacroString::Kind::DomainSpec);
    return directive.domainSpec ? std::optional(directive) : std::nullopt;
}

/// The length of a modifier's name in front of its "=", or 0: name = ALPHA *( ALPHA / DIGIT / "-" / "_" / "." )
qsizetype modifierName(QByteArrayView term)
{
    const auto end = std::ranges::find_if_not(term, [](char c) { return isLetter(c) || isDigit(c) || c == '-' || c == '_' || c == '.'; });
    return end != term.end() && *end == '=' && isLetter(term.front()) ? end - term.begin() : 0;
}

} // namespace

bool SpfRecord::isRecord(QByteArrayView text)
{
    return text.first(std::min(text.size(), version.size())).compare(version, Qt::CaseInsensitive) == 0
        && (text.size() == version.size() || text[version.size()] == ' ');
}

bool SpfRecord::addModifier(QByteArrayView name, QByteArrayView value)
{
    const bool isRedirect = name.compare("redirect", Qt::CaseInsensitive) == 0;
    if (!isRedirect && name.compare("exp", Qt::CaseInsensitive) != 0)
        return SpfMacroString::parse(value, SpfMacroString::Kind::Modifier).has_value(); // Otherwise ignored (RFC 7208 6).
    std::optional<SpfMacroString> &target = isRedirect ? redirect : explanation;
    if (target) // Each only once (RFC 7208 6).
        return false;
    target = SpfMacroString::parse(value, SpfMacroString::Kind::DomainSpec);
    return target.has_value();
}

// terms = *( 1*SP ( directive / modifier ) )
Result<SpfRecord> SpfRecord::parse(QByteArrayView text)
{
    SpfRecord record;
    for (QByteArrayView rest = text.sliced(version.size()); !rest.isEmpty();) {
        if (rest.startsWith(' ')) {
            rest = rest.sliced(1);
            continue;
        }
        const qsizetype space = rest.indexOf(' ');
        const QByteArrayView term = space < 0 ? rest : rest.first(space);
        rest = rest.sliced(term.size());
        bool isValid = false;
        if (const qsizetype name = modifierName(term); name > 0) {
            isValid = record.addModifier(term.first(name), term.sliced(name + 1));
        } else if (const std::optional<SpfDirective> directive = directiveOf(term)) {
            record.directives.append(*directive);
            isValid = true;
        }
        if (!isValid)
            return failure(Error::Kind::Invalid, u"\"%1\" is no valid term"_s.arg(shown(term)));
    }
    return record;
}

bool isInNetwork(const boost::asio::ip::address &address, const boost::asio::ip::address &network, int prefix4, int prefix6)
{
    if (address.is_v4() != network.is_v4())
        return false;
    const auto areEqual = [](const auto &a, const auto &b, int prefix) {
        const auto whole = std::size_t(prefix / 8);
        const int rest = prefix % 8;
        return std::equal(a.begin(), a.begin() + whole, b.begin()) && (rest == 0 || (a[whole] ^ b[whole]) >> (8 - rest) == 0);
    };
    return address.is_v4() ? areEqual(address.to_v4().to_bytes(), network.to_v4().to_bytes(), prefix4)
                           : areEqual(address.to_v6().to_bytes(), network.to_v6().to_bytes(), prefix6);
}

} // namespace gateway::auth
