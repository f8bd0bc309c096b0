#include "gateway/auth/dkimkey.h"

#include "gateway/auth/taglist.h"

using namespace Qt::StringLiterals;

namespace gateway::auth {

// n= is for people; g= was given up with RFC 6376 (appendix E) and does not bind.
Result<DkimKey> DkimKey::parse(QByteArrayView record)
{
    const auto invalid = [](const QString &cause) { return failure(Error::Kind::Invalid, cause); };
    const Result<TagList> tags = TagList::parse(record);
    if (!tags)
        return invalid(u"the key record has "_s + tags.error().message);
    if (const auto version = tags->value("v"); version && (*version != "DKIM1" || tags->tags().first().name != "v"))
        return invalid(u"the record is no key of DKIM1"_s); // To be discarded (RFC 6376 3.6.1).

    DkimKey key;
    const QByteArrayView type = tags->value("k").value_or("rsa");
    if (type != "rsa" && type != "ed25519")
        return invalid(u"the type of the key is not known"_s);
    key.type = type == "rsa" ? Type::Rsa : Type::Ed25519;
    if (const auto hashes = tags->value("h"); hashes && !colonList(*hashes).contains(QByteArrayView("sha256")))
        return invalid(u"the key is not for SHA-256"_s);
    if (const auto services = tags->value("s")) {
        const QList<QByteArrayView> list = colonList(*services);
        if (!list.contains(QByteArrayView("*")) && !list.contains(QByteArrayView("email")))
            return invalid(u"the key is not for mail"_s);
    }
    if (const auto flags = tags->value("t")) {
        key.isTesting = colonList(*flags).contains(QByteArrayView("y"));
        key.isStrict = colonList(*flags).contains(QByteArrayView("s"));
    }
    const auto data = tags->value("p");
    if (!data)
        return invalid(u"the key record has no p= tag"_s);
    if (data->isEmpty())
        return invalid(u"the key has been revoked"_s);
    const auto decoded = decodedBase64(*data);
    if (!decoded)
        return invalid(u"the key is no base64"_s);
    key.data = *decoded;
    return key;
}

} // namespace gateway::auth
