#include "gateway/smtp/parameters.h"

#include "gateway/smtp/serversession.h"
#include "gateway/smtp/utf8.h"
#include "gateway/smtp/xtext.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace gateway::smtp {
namespace {

constexpr qsizetype maxSizeDigits = 20;           // RFC 1870 3
constexpr qsizetype maxEnvelopeId = 100;          // RFC 3461 4.4
constexpr qsizetype maxOriginalRecipient = 500;   // RFC 3461 4.2
constexpr int maxParameters = 100;

using Value = std::optional<QByteArrayView>;

/// What the readers of the parameters write to.
struct MailTarget {
    const ServerConfig &config;
    Envelope &envelope;
};
struct RcptTarget {
    Utf8 utf8;
    ForwardPath &path;
};

/// What became of one parameter.
enum class Outcome { Taken, NotOffered, Malformed };

template<typename Target>
struct Parameter {
    QByteArrayView keyword;
    Outcome (*read)(Target &target, Value value);
};

bool isAlphanumeric(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool equals(QByteArrayView a, QByteArrayView b) { return a.compare(b, Qt::CaseInsensitive) == 0; }

Outcome readSize(MailTarget &target, Value value)
{
    if (!value || value->isEmpty() || value->size() > maxSizeDigits
        || !std::all_of(value->begin(), value->end(), [](char c) { return c >= '0' && c <= '9'; }))
        return Outcome::Malformed;
    bool fits = false;
    const qint64 size = value->toLongLong(&fits);
    target.envelope.declaredSize = fits ? size : std::numeric_limits<qint64>::max(); // Over any limit.
    return Outcome::Taken;
}

Outcome readBody(MailTarget &target, Value value)
{
    if (!value)
        return Outcome::Malformed;
    if (equals(*value, "8BITMIME"))
        target.envelope.body = Body::EightBitMime;
    else if (!equals(*value, "7BIT"))
        return Outcome::Malformed; // BINARYMIME (RFC 3030) is not offered.
    return Outcome::Taken;
}

Outcome readSmtpUtf8(MailTarget &target, Value value)
{
    if (!target.config.offersSmtpUtf8)
        return Outcome::NotOffered;
    target.envelope.smtpUtf8 = true;
    return value ? Outcome::Malformed : Outcome::Taken; // RFC 6531 3.4: no value.
}

Outcome readRet(MailTarget &target, Value value)
{
    if (!value)
        return Outcome::Malformed;
    if (equals(*value, "FULL"))
        target.envelope.ret = Ret::Full;
    else if (equals(*value, "HDRS"))
        target.envelope.ret = Ret::HeadersOnly;
    else
        return Outcome::Malformed;
    return Outcome::Taken;
}

Outcome readEnvelopeId(MailTarget &target, Value value)
{
    if (!value || value->isEmpty() || value->size() > maxEnvelopeId || !decodeXtext(*value))
        return Outcome::Malformed;
    target.envelope.envelopeId = value->toByteArray();
    return Outcome::Taken;
}

// notify-esmtp-value = "NEVER" / (notify-list-element *("," notify-list-element))
Outcome readNotify(RcptTarget &target, Value value)
{
    if (!value)
        return Outcome::Malformed;
    Notify notify{.isGiven = true};
    for (QByteArrayView rest = *value;;) {
        const qsizetype comma = rest.indexOf(',');
        const QByteArrayView word = comma < 0 ? rest : rest.first(comma);
        if (equals(word, "NEVER"))
            notify.never = true;
        else if (equals(word, "SUCCESS"))
            notify.success = true;
        else if (equals(word, "FAILURE"))
            notify.failure = true;
        else if (equals(word, "DELAY"))
            notify.delay = true;
        else
            return Outcome::Malformed;
        if (comma < 0)
            break;
        rest = rest.sliced(comma + 1);
    }
    if (notify.never && value->contains(','))
        return Outcome::Malformed;
    target.path.notify = notify;
    return Outcome::Taken;
}

/// An address of type utf-8 (RFC 6533 3): UTF-8 as it is where the transaction allows, "\x{HEX}" for what else is not plain.
bool isUtf8Address(QByteArrayView text, Utf8 utf8)
{
    if (!isVisibleUtf8(text) || (utf8 == Utf8::Refused && !isAscii(text)))
        return false;
    while (!text.isEmpty()) {
        if (text.front() == '+' || text.front() == '=')
            return false;
        if (text.front() != '\\') {
            text = text.sliced(1);
            continue;
        }
        const qsizetype end = text.indexOf('}');
        if (!text.startsWith("\\x{") || end < 5 || end > 9)
            return false;
        bool isNumber = false;
        const char32_t c = text.sliced(3, end - 3).toUInt(&isNumber, 16);
        if (!isNumber || !isVisible(c))
            return false;
        text = text.sliced(end + 1);
    }
    return true;
}

// original-recipient-address = addr-type ";" xtext
Outcome readOriginalRecipient(RcptTarget &target, Value value)
{
    if (!value || value->size() > maxOriginalRecipient)
        return Outcome::Malformed;
    const qsizetype semicolon = value->indexOf(';');
    const QByteArrayView type = value->first(std::max<qsizetype>(semicolon, 0));
    if (type.isEmpty() || !std::all_of(type.begin(), type.end(), [](char c) { return isAlphanumeric(c) || c == '-'; }))
        return Outcome::Malformed;
    const QByteArrayView address = value->sliced(semicolon + 1);
    if (address.isEmpty() || !(equals(type, "utf-8") ? isUtf8Address(address, target.utf8) : decodeXtext(address).has_value()))
        return Outcome::Malformed;
    target.path.originalRecipient = value->toByteArray();
    return Outcome::Taken;
}

constexpr std::array mailParameters{
    Parameter<MailTarget>{"SIZE", readSize},         Parameter<MailTarget>{"BODY", readBody},
    Parameter<MailTarget>{"SMTPUTF8", readSmtpUtf8}, Parameter<MailTarget>{"RET", readRet},
    Parameter<MailTarget>{"ENVID", readEnvelopeId},
};
constexpr std::array rcptParameters{
    Parameter<RcptTarget>{"NOTIFY", readNotify},
    Parameter<RcptTarget>{"ORCPT", readOriginalRecipient},
};

// *(SP esmtp-param), esmtp-param = esmtp-keyword ["=" esmtp-value], esmtp-keyword = (ALPHA / DIGIT) *(ALPHA / DIGIT / "-")
template<typename Target, std::size_t Count>
std::optional<Reply> readParameters(QByteArrayView text, const std::array<Parameter<Target>, Count> &known, Target target)
{
    const Reply malformed{501, 5, 4, "Invalid parameter"};
    const Reply unknown{555, 5, 4, "Parameter not recognized"};
    if (!text.isEmpty() && !text.startsWith(' '))
        return malformed;
    std::array<bool, Count> isSeen{};
    for (int count = 0;; ++count) {
        while (text.startsWith(' '))
            text = text.sliced(1);
        if (text.isEmpty())
            return {};
        const qsizetype blank = text.indexOf(' ');
        const QByteArrayView word = blank < 0 ? text : text.first(blank);
        text = text.sliced(word.size());
        const qsizetype equal = word.indexOf('=');
        const QByteArrayView keyword = equal < 0 ? word : word.first(equal);
        if (keyword.isEmpty() || keyword.front() == '-' || count == maxParameters
            || !std::all_of(keyword.begin(), keyword.end(), [](char c) { return isAlphanumeric(c) || c == '-'; }))
            return malformed;
        const auto parameter = std::find_if(known.begin(), known.end(), [keyword](const auto &p) { return equals(keyword, p.keyword); });
        if (parameter == known.end())
            return unknown;
        bool &wasSeen = isSeen[std::size_t(parameter - known.begin())];
        if (std::exchange(wasSeen, true))
            return malformed;
        switch (parameter->read(target, equal < 0 ? Value() : Value(word.sliced(equal + 1)))) {
        case Outcome::Taken: break;
        case Outcome::NotOffered: return unknown;
        case Outcome::Malformed: return malformed;
        }
    }
}

} // namespace

std::optional<Reply> readMailParameters(QByteArrayView text, const ServerConfig &config, Envelope &envelope)
{
    return readParameters(text, mailParameters, MailTarget{config, envelope});
}

std::optional<Reply> readRcptParameters(QByteArrayView text, Utf8 utf8, ForwardPath &path)
{
    return readParameters(text, rcptParameters, RcptTarget{utf8, path});
}

} // namespace gateway::smtp
