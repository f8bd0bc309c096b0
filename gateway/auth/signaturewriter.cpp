#include "gateway/auth/signaturewriter.h"

#include "gateway/mail/headerwriter.h"

#include <array>

namespace gateway::auth {
namespace {

constexpr qsizetype partLength = 72; // Of a long value, so that lines stay below 78 octets.

/// \a tag with blanks in it where lines may be folded.
QByteArray inParts(const QByteArray &tag)
{
    QByteArray text;
    for (qsizetype at = 0; at < tag.size(); at += partLength)
        text += (at > 0 ? " " : "") + tag.mid(at, partLength);
    return text;
}

QByteArray written(QByteArrayView name, const SignatureTags &tags, const QByteArray &signature)
{
    QByteArray value;
    for (auto tag = tags.begin(); tag != tags.end(); ++tag)
        value += (value.isEmpty() ? "" : "; ") + (tag.key() == "b" ? inParts("b=" + signature.toBase64()) : tag.key() + '=' + tag.value());
    mail::HeaderWriter writer;
    writer.addStructured(name, value);
    return writer.octets();
}

} // namespace

QByteArray signedField(QByteArrayView name, SignatureTags tags, Sha256 fields, Canonicalization canonicalization, const Signer &signer)
{
    tags["a"] = signer.key.algorithm();
    tags["d"] = signer.domain;
    tags["s"] = signer.selector;
    tags["b"] = {}; // Written by itself. In the draft something as long stands there, for "simple" tells how lines are folded.
    const QByteArray draft = written(name, tags, QByteArray(signer.key.signatureSize(), '\0'));
    const mail::HeaderSection section(draft);
    if (section.fields().size() != 1)
        return {};
    const DkimSignature self = DkimSignature::parse(section.fields().first(), DkimSignature::Kind::Dkim, 0); // For its b=.
    fields.add(self.canonicalUnsignedField(canonicalization));
    const QByteArray signature = signer.key.sign(fields.result());
    return signature.isEmpty() ? QByteArray() : written(name, tags, signature);
}

QByteArray nameList(const QList<QByteArray> &names)
{
    QByteArray list;
    qsizetype partStart = 0;
    for (const QByteArray &name : names) {
        if (!list.isEmpty())
            list += ':';
        if (list.size() - partStart + name.size() >= partLength) {
            partStart = list.size();
            list += ' ';
        }
        list += name;
    }
    return list;
}

QList<QByteArray> fieldsToSign(const SignedFields &fields)
{
    static constexpr std::array names{"from", "sender", "reply-to", "to", "cc", "subject", "date", "message-id", "in-reply-to", "references",
                                      "mime-version", "content-type", "content-transfer-encoding", "list-id", "list-unsubscribe",
                                      "list-unsubscribe-post"};
    QList<QByteArray> chosen;
    for (const QByteArrayView name : names)
        chosen += QList<QByteArray>(fields.count(name), name.toByteArray());
    return chosen + QList<QByteArray>{"from", "subject"};
}

} // namespace gateway::auth
