#include "gateway/auth/dkimsignature.h"

#include "gateway/dns/name.h"
#include "gateway/smtp/address.h"

#include <algorithm>
#include <array>
#include <limits>
#include <span>

using namespace Qt::StringLiterals;

namespace gateway::auth {
namespace {

using Kind = DkimSignature::Kind;
constexpr int maxInstance = 50;      // RFC 8617 4.2.1
constexpr qsizetype timeDigits = 12; // RFC 6376 3.5
constexpr qsizetype digestSize = 32; // SHA-256

/// What is signed and looked up are A-labels (RFC 8616 4).
QByteArray asciiDomain(QByteArrayView domain)
{
    return smtp::Mailbox{{}, domain.toByteArray()}.domainKey();
}

/// DKIM-Quoted-Printable (RFC 6376 2.11); what is none stays as it is.
QByteArray decodedQuotedPrintable(QByteArrayView value)
{
    const QByteArray text = withoutWhiteSpace(value);
    QByteArray result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QByteArray digits = text.mid(i + 1, 2);
        bool isHex = false;
        const int code = digits.toInt(&isHex, 16);
        const bool isCoded = text[i] == '=' && digits.size() == 2 && isHex && digits.toUpper() == digits;
        result += isCoded ? char(code) : text[i];
        i += isCoded ? 2 : 0;
    }
    return result;
}

QString missing(const char *tag)
{
    return u"no %1= tag"_s.arg(QLatin1String(tag));
}

QString malformed(const char *tag)
{
    return u"%1= is malformed"_s.arg(QLatin1String(tag));
}

// Each step reads a tag or two and returns what is wrong with it.

QString readVersion(const TagList &tags, Kind kind, DkimSignature &)
{
    if (kind != Kind::Dkim)
        return {};
    const auto version = tags.value("v");
    return !version ? missing("v") : *version != "1" ? u"v= is not 1"_s : QString();
}

QString readAlgorithm(const TagList &tags, Kind, DkimSignature &signature)
{
    const auto algorithm = tags.value("a");
    if (!algorithm)
        return missing("a");
    signature.algorithmName = algorithm->toByteArray();
    if (*algorithm == "rsa-sha1")
        return u"rsa-sha1 is no longer secure"_s; // RFC 8301 3.1: must not be verified.
    if (*algorithm != "rsa-sha256" && *algorithm != "ed25519-sha256")
        return u"a= is not supported"_s;
    signature.algorithm = *algorithm == "rsa-sha256" ? DkimSignature::Algorithm::RsaSha256 : DkimSignature::Algorithm::Ed25519Sha256;
    return {};
}

QString readSignature(const TagList &tags, Kind, DkimSignature &signature)
{
    const auto value = tags.value("b");
    if (!value)
        return missing("b");
    signature.signatureText = withoutWhiteSpace(*value);
    const auto decoded = decodedBase64(*value);
    signature.signature = decoded.value_or(QByteArray());
    return decoded ? QString() : malformed("b");
}

QString readDomain(const TagList &tags, Kind, DkimSignature &signature)
{
    const auto domain = tags.value("d"), selector = tags.value("s");
    signature.domain = asciiDomain(domain.value_or(QByteArrayView()));
    signature.selector = asciiDomain(selector.value_or(QByteArrayView()));
    if (!domain || !selector)
        return missing(domain ? "s" : "d");
    if (!dns::isName(signature.domain))
        return malformed("d");
    return dns::isName(signature.keyQuestion().name) ? QString() : malformed("s");
}

// sig-i-tag = %x69 [FWS] "=" [FWS] [ Local-part ] "@" domain-name
QString readIdentity(const TagList &tags, Kind kind, DkimSignature &signature)
{
    const auto value = tags.value("i");
    if (kind != Kind::Dkim) {
        signature.instance = value ? arcInstance(*value).value_or(0) : 0;
        return !value ? missing("i") : signature.instance == 0 ? malformed("i") : QString();
    }
    signature.identity = value ? decodedQuotedPrintable(*value) : '@' + signature.domain;
    const qsizetype at = signature.identity.lastIndexOf('@');
    if (at < 0)
        return malformed("i");
    const QByteArray domain = asciiDomain(QByteArrayView(signature.identity).sliced(at + 1));
    signature.isIdentityOfSubdomain = domain != signature.domain;
    return !signature.isIdentityOfSubdomain || domain.endsWith('.' + signature.domain) ? QString() : u"i= is not within d="_s;
}

QString readBodyHash(const TagList &tags, Kind, DkimSignature &signature)
{
    const auto value = tags.value("bh");
    if (!value)
        return missing("bh");
    const auto decoded = decodedBase64(*value);
    signature.bodyHash = decoded.value_or(QByteArray());
    return signature.bodyHash.size() == digestSize ? QString() : malformed("bh");
}

std::optional<Canonicalization> canonicalizationOf(QByteArrayView name)
{
    return name == "simple" ? std::optional(Canonicalization::Simple) : name == "relaxed" ? std::optional(Canonicalization::Relaxed) : std::nullopt;
}

QString readCanonicalization(const TagList &tags, Kind kind, DkimSignature &signature)
{
    // Of ARC, RFC 8617 names no default; those who leave it out have signed relaxed, as all sealers do.
    const QByteArrayView value = tags.value("c").value_or(kind == Kind::Dkim ? "simple/simple" : "relaxed/relaxed");
    const qsizetype slash = value.indexOf('/');
    const auto header = canonicalizationOf(slash < 0 ? value : value.first(slash));
    const auto body = slash < 0 ? Canonicalization::Simple : canonicalizationOf(value.sliced(slash + 1));
    if (!header || !body)
        return u"c= is not supported"_s;
    signature.headerCanonicalization = *header;
    signature.bodyCanonicalization = *body;
    return {};
}

QString readSignedFields(const TagList &tags, Kind kind, DkimSignature &signature)
{
    const auto value = tags.value("h");
    if (!value)
        return missing("h");
    if (std::ranges::count(*value, ':') >= DkimSignature::maxSignedFields)
        return u"too many names in h="_s;
    for (const QByteArrayView name : colonList(*value))
        signature.signedFields.append(name.toByteArray().toLower());
    if (kind == Kind::Dkim && !signature.signedFields.contains("from"))
        return u"From is not signed"_s; // RFC 6376 5.4, 6.1.1
    if (kind == Kind::ArcMessage && signature.signedFields.contains("arc-seal"))
        return u"h= names ARC-Seal"_s; // RFC 8617 4.1.2
    return {};
}

QString readBodyLength(const TagList &tags, Kind, DkimSignature &signature)
{
    constexpr qsizetype maxDigits = 76; // RFC 6376 3.5
    const auto value = tags.value("l");
    if (!value)
        return {};
    if (value->isEmpty() || value->size() > maxDigits || !std::ranges::all_of(*value, [](char c) { return c >= '0' && c <= '9'; }))
        return malformed("l");
    bool fits = false;
    const quint64 length = value->toULongLong(&fits);
    signature.bodyLength = fits ? length : std::numeric_limits<quint64>::max(); // No body is that long.
    return {};
}

QString readQueryMethods(const TagList &tags, Kind, DkimSignature &)
{
    const auto value = tags.value("q");
    return !value || colonList(*value).contains(QByteArrayView("dns/txt")) ? QString() : u"q= names no method we know"_s;
}

QString readTimes(const TagList &tags, Kind, DkimSignature &signature)
{
    const auto signedAt = tags.value("t"), expiresAt = tags.value("x");
    signature.signedAt = signedAt ? decimal(*signedAt, timeDigits) : std::nullopt;
    signature.expiresAt = expiresAt ? decimal(*expiresAt, timeDigits) : std::nullopt;
    if (signedAt && !signature.signedAt)
        return malformed("t");
    if (expiresAt && !signature.expiresAt)
        return malformed("x");
    return signature.signedAt && signature.expiresAt && *signature.expiresAt <= *signature.signedAt ? u"x= is not later than t="_s : QString();
}

QString readChainStatus(const TagList &tags, Kind, DkimSignature &signature)
{
    if (tags.find("h"))
        return u"a seal with h="_s; // RFC 8617 4.1.3
    const auto value = tags.value("cv");
    if (!value)
        return missing("cv");
    signature.chainStatus = value->toByteArray();
    return *value == "none" || *value == "pass" || *value == "fail" ? QString() : malformed("cv");
}

QString timeFault(const DkimSignature &signature, qint64 now)
{
    if (signature.signedAt && *signature.signedAt > now + DkimSignature::clockDrift)
        return u"signed in the future"_s;
    return signature.expiresAt && *signature.expiresAt < now - DkimSignature::clockDrift ? u"the signature has expired"_s : QString();
}

/// b= is removed "including all surrounding white space" (RFC 6376 3.7); the rest stays as it is.
QByteArray withoutValue(QByteArrayView field, QByteArrayView value)
{
    const qsizetype at = value.begin() - field.begin();
    return field.first(at).toByteArray().append(field.sliced(at + value.size()));
}

} // namespace

std::optional<int> arcInstance(QByteArrayView value)
{
    const std::optional<qint64> instance = decimal(value, 2);
    return instance && *instance >= 1 && *instance <= maxInstance ? std::optional(int(*instance)) : std::nullopt;
}

DkimSignature DkimSignature::parse(const mail::HeaderField &field, Kind kind, qint64 now)
{
    using Step = QString (*)(const TagList &, Kind, DkimSignature &);
    static constexpr std::array<Step, 6> common{readVersion, readAlgorithm, readSignature, readDomain, readIdentity, readTimes};
    static constexpr std::array<Step, 5> ofMessage{readBodyHash, readCanonicalization, readSignedFields, readBodyLength, readQueryMethods};
    static constexpr std::array<Step, 1> ofSeal{readChainStatus};

    DkimSignature signature;
    const Result<TagList> tags = TagList::parse(field.body);
    if (!tags) {
        signature.fault = tags.error().message;
        return signature;
    }
    const auto read = [&](std::span<const Step> steps) {
        for (const Step step : steps) { // All of them, as a report names what could be read; the first fault counts.
            if (const QString found = step(*tags, kind, signature); signature.isUsable())
                signature.fault = found;
        }
    };
    read(common);
    read(kind == Kind::ArcSeal ? std::span<const Step>(ofSeal) : ofMessage);
    if (signature.isUsable())
        signature.fault = timeFault(signature, now);
    if (const TagList::Tag *tag = tags->find("b"))
        signature.unsignedField = withoutValue(field.whole, tag->whole);
    return signature;
}

dns::Question DkimSignature::keyQuestion() const
{
    return {dns::normalized(selector + "._domainkey." + domain), dns::Type::Txt};
}

QByteArray DkimSignature::canonicalUnsignedField(Canonicalization canonicalization) const
{
    QByteArray octets = canonicalField(unsignedField, canonicalization);
    if (octets.endsWith("\r\n"))
        octets.chop(2);
    return octets;
}

} // namespace gateway::auth
