#pragma once

#include "gateway/auth/dkim.h"
#include "gateway/auth/signaturewriter.h"
#include "gateway/dns/knownanswers.h"
#include "gateway/dns/name.h"
#include "gateway/dns/records.h"
#include "tests/unit/auth/testkeys.h"

#include <QHash>

/// What the tests of signatures share: DNS by heart, signers, messages signed with tags as a test wants them.
namespace authrig {

using gateway::auth::BodyHasher;
using gateway::auth::Canonicalization;
using gateway::auth::DkimCheck;
using gateway::auth::DkimVerifier;
using gateway::auth::SignatureTags;
using gateway::auth::SignedFields;
using gateway::auth::Signer;
using gateway::dns::Answer;
using gateway::mail::HeaderSection;

constexpr qint64 now = 1'795'000'000;

/// Knows what it has been told; other names do not exist.
class FakeDns : public gateway::dns::Resolver
{
public:
    void add(const QByteArray &name, const QByteArray &text)
    {
        Answer &answer = m_answers[gateway::dns::normalized(name)];
        answer.status = Answer::Status::Found;
        answer.records.append(gateway::dns::textRecord({text}));
    }
    void addKey(const Signer &signer) { add(signer.selector + "._domainkey." + signer.domain, signer.key.record()); }
    void fail(const QByteArray &name, const QString &cause) { m_answers[name] = {.status = Answer::Status::Failed, .cause = cause}; }

    const Answer *find(const gateway::dns::Question &question) override
    {
        ++questions;
        const auto known = m_answers.constFind(question.name);
        return known == m_answers.cend() ? &m_absent : &*known;
    }

    int questions = 0;

private:
    QHash<QByteArray, Answer> m_answers;
    const Answer m_absent{.status = Answer::Status::NoSuchName};
};

inline Signer rsaSigner() { return {"example.com", "rsa", std::move(*gateway::auth::PrivateKey::parse(testkeys::rsa2048))}; }
inline Signer ed25519Signer() { return {"example.com", "ed", std::move(*gateway::auth::PrivateKey::parse(testkeys::ed25519))}; }

inline QByteArray withCrlf(QByteArray text) { return text.replace("\r\n", "\n").replace("\n", "\r\n"); }

inline void feed(BodyHasher &hasher, QByteArrayView body, qsizetype chunk)
{
    for (qsizetype at = 0; at < body.size(); at += chunk)
        hasher.feed(body.sliced(at, std::min(chunk, body.size() - at)));
    hasher.finish();
}

/// A signature over \a message, with \a changes to the tags it should have; a tag with a null value is left out.
inline QByteArray signatureOver(const QByteArray &message, const Signer &signer, const SignatureTags &changes = {},
                                const QByteArray &field = "DKIM-Signature")
{
    SignatureTags tags{{"v", "1"}, {"c", "relaxed/relaxed"}, {"h", "from:to:subject"}, {"t", QByteArray::number(now)}};
    tags.insert(changes);
    const HeaderSection header(message);
    const QList<QByteArray> c = tags["c"].split('/');
    const auto canonicalization = [](const QByteArray &name) { return name == "simple" ? Canonicalization::Simple : Canonicalization::Relaxed; };
    std::optional<quint64> length;
    if (tags.contains("l"))
        length = tags["l"].toULongLong();
    BodyHasher body;
    body.want(canonicalization(c.value(1, "simple")), length);
    feed(body, header.body(), 4096);
    if (length > body.size(canonicalization(c.value(1, "simple"))))
        length.reset();
    if (!changes.contains("bh"))
        tags["bh"] = body.digest(canonicalization(c.value(1, "simple")), length).toBase64();
    QList<QByteArray> names;
    for (const QByteArrayView name : gateway::auth::colonList(tags["h"]))
        names.append(name.toByteArray().toLower());
    tags.removeIf([](const auto &tag) { return tag.value().isNull(); });
    return gateway::auth::signedField(field, tags, SignedFields(header).hash(names, canonicalization(c.first())), canonicalization(c.first()), signer);
}

inline QList<DkimCheck> verify(const QByteArray &message, gateway::dns::Resolver &dns, qsizetype chunk = 4096, qint64 time = now)
{
    const HeaderSection header(message);
    DkimVerifier verifier(header, time);
    for (qsizetype at = 0; at < header.body().size(); at += chunk)
        verifier.feedBody(header.body().sliced(at, std::min(chunk, header.body().size() - at)));
    verifier.finishBody();
    return verifier.check(dns).value();
}

} // namespace authrig
