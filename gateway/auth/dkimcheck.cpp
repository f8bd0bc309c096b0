#include "gateway/auth/dkimcheck.h"

#include "gateway/auth/publickey.h"
#include "gateway/dns/records.h"

using namespace Qt::StringLiterals;

namespace gateway::auth {
namespace {

using Status = DkimCheck::Status;
constexpr qsizetype maxKeyRecords = 4;

void conclude(DkimCheck &check, Status status, const QString &cause = {})
{
    check.status = status;
    check.cause = cause;
}

void tryKey(DkimCheck &check, const DkimSignature &signature, QByteArrayView record, QByteArrayView digest)
{
    const Result<DkimKey> key = DkimKey::parse(record);
    if (!key)
        return conclude(check, Status::PermError, key.error().message);
    check.isTesting = key->isTesting;
    const bool isRsa = key->type == DkimKey::Type::Rsa;
    if (isRsa != (signature.algorithm == DkimSignature::Algorithm::RsaSha256))
        return conclude(check, Status::PermError, u"the key is not for %1"_s.arg(QString::fromLatin1(signature.algorithmName)));
    if (key->isStrict && signature.isIdentityOfSubdomain)
        return conclude(check, Status::PermError, u"the key is not for subdomains"_s);
    const Result<PublicKey> publicKey = PublicKey::load(*key);
    if (!publicKey)
        return conclude(check, Status::PermError, publicKey.error().message);
    check.keyBits = publicKey->bits();
    if (isRsa && check.keyBits < PublicKey::minRsaBits)
        return conclude(check, Status::PermError, u"an RSA key of %1 bits is not secure"_s.arg(check.keyBits));
    if (isRsa && check.keyBits > PublicKey::maxRsaBits)
        return conclude(check, Status::Neutral, u"not checked: the RSA key has %1 bits"_s.arg(check.keyBits));
    const bool isValid = publicKey->verifies(digest, signature.signature);
    conclude(check, isValid ? Status::Pass : Status::Fail, isValid ? QString() : u"the signature does not fit the header fields"_s);
}

void verifyBody(DkimCheck &check, const DkimSignature &signature, const BodyHasher &body)
{
    const QByteArray digest = body.digest(signature.bodyCanonicalization, signature.bodyLength);
    if (digest.isEmpty())
        return conclude(check, Status::PermError, u"l= is more than the body has"_s); // RFC 6376 3.5
    if (digest != signature.bodyHash)
        return conclude(check, Status::Fail, u"the body has been changed"_s);
    check.isPartial = signature.bodyLength && *signature.bodyLength < body.size(signature.bodyCanonicalization);
    if (check.isPartial)
        conclude(check, Status::Policy, u"l= leaves out a part of the body"_s); // RFC 6376 8.2
}

} // namespace

DkimCheck unverified(const DkimSignature &signature)
{
    DkimCheck check;
    check.status = Status::PermError;
    check.domain = signature.domain;
    check.selector = signature.selector;
    check.identity = signature.identity;
    check.algorithm = signature.algorithmName;
    check.cause = signature.fault;
    return check;
}

DkimCheck verified(const DkimSignature &signature, const dns::Answer &key, QByteArrayView digest)
{
    DkimCheck check = unverified(signature);
    if (key.status == dns::Answer::Status::Failed) {
        conclude(check, Status::TempError, key.cause.isEmpty() ? u"the key could not be fetched"_s : key.cause);
        return check;
    }
    check.cause = u"no key"_s;
    // There should be one record (RFC 6376 3.6.2.2). Of several, those that are of no use do no harm (6.1.2).
    const QList<QByteArray> records = dns::textsOf(key);
    for (const QByteArray &record : records.first(std::min(records.size(), maxKeyRecords))) {
        DkimCheck attempt = unverified(signature);
        tryKey(attempt, signature, record, digest);
        if (attempt.status == Status::Pass)
            return attempt;
        if (check.keyBits == 0)
            check = attempt;
    }
    return check;
}

DkimCheck verified(const DkimSignature &signature, const dns::Answer &key, QByteArrayView digest, const BodyHasher &body)
{
    DkimCheck check = verified(signature, key, digest);
    if (check.status == Status::Pass)
        verifyBody(check, signature, body);
    return check;
}

} // namespace gateway::auth
