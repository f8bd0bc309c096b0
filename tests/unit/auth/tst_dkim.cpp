#include "tests/unit/auth/authrig.h"

#include "gateway/auth/dkimsigner.h"

#include <QTest>

using namespace authrig;
using namespace Qt::StringLiterals;
using Status = DkimCheck::Status;

Q_DECLARE_METATYPE(gateway::auth::DkimCheck::Status)

class tst_Dkim : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void algorithms_data();
    void algorithms();
    void tags_data();
    void tags();
    void rawFields_data();
    void rawFields();
    void keys_data();
    void keys();
    void changes_data();
    void changes();
    void manySignatures_P12();
    void giantSignatures_P12();
    void dnsFails_P14();
    void severalKeyRecords();
    void asksForAllKeysAtOnce();
    void doesNotAskInVain();
    void signatureStarts();
    void otherSignaturesMayBeSigned();
    void internationalDomain();
    void signerOversigns();
    void noSignature();
};

namespace {

const QByteArray message = "From: Ann <a@example.com>\r\n"
                           "To: b@example.org\r\n"
                           "Subject: The  report\r\n"
                           "\r\n"
                           "Hello,\r\n"
                           "\r\n"
                           "the report  is attached. \r\n"
                           "\r\n";

FakeDns keysOf(const Signer &signer)
{
    FakeDns dns;
    dns.addKey(signer);
    return dns;
}

/// RSAPublicKey of RFC 6376 3.6.1 with a modulus of \a bits and the exponent 65537, or as long a one.
QByteArray rsaKey(int bits, qsizetype exponentOctets = 3)
{
    const auto element = [](char tag, const QByteArray &content) {
        const qsizetype size = content.size();
        const QByteArray length = size < 128 ? QByteArray(1, char(size)) : QByteArray("\x82", 1) + char(size >> 8) + char(size & 0xff);
        return tag + length + content;
    };
    const QByteArray modulus = QByteArray(1, '\0') + QByteArray(bits / 8, '\xff');
    const QByteArray exponent = exponentOctets == 3 ? QByteArray("\x01\x00\x01", 3) : QByteArray(exponentOctets, '\x01');
    return element(0x30, element(0x02, modulus) + element(0x02, exponent)).toBase64();
}

} // namespace

void tst_Dkim::algorithms_data()
{
    QTest::addColumn<bool>("isRsa");
    QTest::addColumn<QByteArray>("canonicalization");
    for (const bool isRsa : {true, false}) {
        for (const char *c : {"simple/simple", "simple/relaxed", "relaxed/simple", "relaxed/relaxed", "relaxed", "simple"})
            QTest::addRow("%s %s", isRsa ? "rsa" : "ed25519", c) << isRsa << QByteArray(c);
    }
}

void tst_Dkim::algorithms()
{
    QFETCH(const bool, isRsa);
    QFETCH(const QByteArray, canonicalization);
    const Signer signer = isRsa ? rsaSigner() : ed25519Signer();
    FakeDns dns = keysOf(signer);
    const QByteArray signedMessage = signatureOver(message, signer, {{"c", canonicalization}, {"i", "ann@mail.example.com"}}) + message;
    for (const qsizetype chunk : {signedMessage.size(), qsizetype(1)}) { // Whole, then octet by octet.
        const QList<DkimCheck> checks = verify(signedMessage, dns, chunk);
        QCOMPARE(checks.size(), 1);
        QCOMPARE(checks.first().cause, QString());
        QCOMPARE(checks.first().status, Status::Pass);
        QCOMPARE(checks.first().domain, QByteArray("example.com"));
        QCOMPARE(checks.first().selector, signer.selector);
        QCOMPARE(checks.first().identity, QByteArray("ann@mail.example.com"));
        QCOMPARE(checks.first().algorithm, QByteArray(isRsa ? "rsa-sha256" : "ed25519-sha256"));
        QCOMPARE(checks.first().keyBits, isRsa ? 2048 : 256);
        QCOMPARE(checks.first().signatureStart.size(), 8);
        QVERIFY(!checks.first().isPartial && !checks.first().isTesting);
    }
}

/// Signatures that are right, but for what they say.
void tst_Dkim::tags_data()
{
    QTest::addColumn<SignatureTags>("changes");
    QTest::addColumn<Status>("status");
    QTest::addColumn<QString>("cause"); // Begins with.

    const auto row = [](const char *name, const SignatureTags &changes, Status status, const QString &cause = {}) {
        QTest::newRow(name) << changes << status << cause;
    };
    const QByteArray none, later = QByteArray::number(now + 1000), earlier = QByteArray::number(now - 1000);
    row("v= missing", {{"v", none}}, Status::PermError, u"no v= tag"_s);
    row("v= of a draft", {{"v", "0.5"}}, Status::PermError, u"v= is not 1"_s);
    row("unknown tag is ignored (RFC 6376 3.2)", {{"zz", "x"}}, Status::Pass);
    row("q= with our method among others", {{"q", "dns/foo : dns/txt"}}, Status::Pass);
    row("q= without", {{"q", "http"}}, Status::PermError, u"q= names no method"_s);
    row("c= unknown", {{"c", "nofws"}}, Status::PermError, u"c= is not supported"_s);
    row("c= empty", {{"c", ""}}, Status::PermError, u"c= is not supported"_s);
    row("h= missing", {{"h", none}}, Status::PermError, u"no h= tag"_s);
    row("From is not signed (RFC 6376 5.4)", {{"h", "to:subject"}}, Status::PermError, u"From is not signed"_s);
    row("h= in any case, white space around names", {{"h", "FROM : To :\tSubject"}}, Status::Pass);
    row("h= with fields that are not there", {{"h", "from:from:to:x-none:subject:subject"}}, Status::Pass);
    row("i= in a subdomain", {{"i", "@mail.example.com"}}, Status::Pass);
    row("i= is d= in another case", {{"i", "x@EXAMPLE.com"}}, Status::Pass);
    row("i= quoted-printable (RFC 6376 2.11)", {{"i", "a=20b@example=2Ecom"}}, Status::Pass);
    row("i= elsewhere", {{"i", "@example.org"}}, Status::PermError, u"i= is not within d="_s);
    row("i= only ends alike", {{"i", "@notexample.com"}}, Status::PermError, u"i= is not within d="_s);
    row("i= in the parent", {{"i", "@com"}}, Status::PermError, u"i= is not within d="_s);
    row("i= without @", {{"i", "example.com"}}, Status::PermError, u"i= is malformed"_s);
    row("t= missing", {{"t", none}}, Status::Pass);
    row("t= empty", {{"t", ""}}, Status::PermError, u"t= is malformed"_s);
    row("t= with a blank", {{"t", "1 2"}}, Status::PermError, u"t= is malformed"_s);
    row("t= a little in the future", {{"t", QByteArray::number(now + 200)}}, Status::Pass);
    row("t= in the future", {{"t", later}}, Status::PermError, u"signed in the future"_s);
    row("x= to come", {{"x", later}}, Status::Pass);
    row("x= a little ago", {{"t", earlier}, {"x", QByteArray::number(now - 200)}}, Status::Pass);
    row("x= is over", {{"t", "1"}, {"x", earlier}}, Status::PermError, u"the signature has expired"_s);
    row("x= before t=", {{"x", earlier}}, Status::PermError, u"x= is not later than t="_s);
    row("x= malformed", {{"x", "soon"}}, Status::PermError, u"x= is malformed"_s);
    row("bh= missing", {{"bh", none}}, Status::PermError, u"no bh= tag"_s);
    row("bh= is no SHA-256", {{"bh", "YWJj"}}, Status::PermError, u"bh= is malformed"_s);
    row("bh= of another body", {{"bh", gateway::Sha256::of("x").toBase64()}}, Status::Fail, u"the body has been changed"_s);
    row("l= is the whole body", {{"l", "37"}, {"c", "relaxed/simple"}}, Status::Pass);
    row("l= is a part_P12", {{"l", "5"}}, Status::Policy, u"l= leaves out"_s);
    row("l= is nothing_P12", {{"l", "0"}}, Status::Policy, u"l= leaves out"_s);
    row("l= is more than there is (RFC 6376 3.5)", {{"l", "500"}}, Status::PermError, u"l= is more than"_s);
    row("l= beyond all measure_P12", {{"l", QByteArray(76, '9')}}, Status::PermError, u"l= is more than"_s);
    row("l= too long", {{"l", QByteArray(77, '1')}}, Status::PermError, u"l= is malformed"_s);
    row("l= negative", {{"l", "-1"}}, Status::PermError, u"l= is malformed"_s);
}

void tst_Dkim::tags()
{
    QFETCH(const SignatureTags, changes);
    QFETCH(const QString, cause);
    const Signer signer = rsaSigner();
    FakeDns dns = keysOf(signer);
    const QList<DkimCheck> checks = verify(signatureOver(message, signer, changes) + message, dns);
    QCOMPARE(checks.size(), 1);
    QVERIFY2(checks.first().cause.startsWith(cause) && checks.first().cause.isEmpty() == cause.isEmpty(), qPrintable(checks.first().cause));
    QTEST(checks.first().status, "status");
    QCOMPARE(checks.first().domain, QByteArray("example.com"));
    QCOMPARE(checks.first().isPartial, checks.first().status == Status::Policy);
}

/// Fields that our writer would not make.
void tst_Dkim::rawFields_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("cause");

    const auto row = [](const char *name, const QByteArray &field, const QString &cause) { QTest::newRow(name) << field << cause; };
    const QByteArray rest = "; h=from; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=YWJj";
    row("no tag list", "synerr", u"a tag without"_s);
    row("empty", "", u"a tag without"_s);
    row("a tag twice", "v=1; v=1; a=rsa-sha256; d=example.com; s=s" + rest, u"a tag that comes twice"_s);
    row("a= missing", "v=1; d=example.com; s=s" + rest, u"no a= tag"_s);
    row("a= unknown", "v=1; a=rsa-md5; d=example.com; s=s" + rest, u"a= is not supported"_s);
    row("rsa-sha1 (RFC 8301 3.1)", "v=1; a=rsa-sha1; d=example.com; s=s" + rest, u"rsa-sha1"_s);
    row("d= missing", "v=1; a=rsa-sha256; s=s" + rest, u"no d= tag"_s);
    row("d= no domain", "v=1; a=rsa-sha256; d=example..com; s=s" + rest, u"d= is malformed"_s);
    row("s= missing", "v=1; a=rsa-sha256; d=example.com" + rest, u"no s= tag"_s);
    row("s= empty", "v=1; a=rsa-sha256; d=example.com; s=" + rest, u"s= is malformed"_s);
    row("name of the key too long_P14", "v=1; a=rsa-sha256; d=example.com; s=" + QByteArray("a.").repeated(120) + 'a' + rest, u"s= is malformed"_s);
    row("b= missing", "v=1; a=rsa-sha256; d=example.com; s=s; h=from; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", u"no b= tag"_s);
    row("b= empty", "v=1; a=rsa-sha256; d=example.com; s=s; b=; h=from; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", u"b= is malformed"_s);
    row("b= no base64", "v=1; a=rsa-sha256; d=example.com; s=s; b=*; h=from; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", u"b= is malformed"_s);
}

void tst_Dkim::rawFields()
{
    QFETCH(const QByteArray, field);
    QFETCH(const QString, cause);
    FakeDns dns;
    const QList<DkimCheck> checks = verify("DKIM-Signature: " + field + "\r\n" + message, dns);
    QCOMPARE(checks.size(), 1);
    QVERIFY2(checks.first().cause.startsWith(cause), qPrintable(checks.first().cause));
    QCOMPARE(checks.first().status, Status::PermError);
    QCOMPARE(dns.questions, 0);
}

void tst_Dkim::keys_data()
{
    QTest::addColumn<QByteArray>("record"); // "$" stands for the right p=, "%" for the same as RSAPublicKey.
    QTest::addColumn<Status>("status");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<bool>("isTesting");

    const auto row = [](const char *name, const QByteArray &record, Status status, const QString &cause = {}, bool isTesting = false) {
        QTest::newRow(name) << record << status << cause << isTesting;
    };
    row("only p=", "p=$", Status::Pass);
    row("p= as RFC 6376 3.6.1 has it", "p=%", Status::Pass);
    row("all tags", "v=DKIM1; h=sha1:sha256; k=rsa; n=hello; s=email:web; t=x; p=$;", Status::Pass);
    row("any service", "s=*; p=$", Status::Pass);
    row("testing", "t=y:s; p=$", Status::Pass, {}, true);
    row("strict, i= is a subdomain", "t=s; p=$", Status::Pass);
    row("historic g= does not bind", "g=; p=$", Status::Pass);
    row("white space in p=", "p= $ ", Status::Pass);
    row("other version (RFC 6376 3.6.1)", "v=DKIM2; p=$", Status::PermError, u"the record is no key"_s);
    row("v= not first (RFC 6376 3.6.1)", "k=rsa; v=DKIM1; p=$", Status::PermError, u"the record is no key"_s);
    row("SPF record", "v=spf1 -all", Status::PermError, u"the record is no key"_s);
    row("malformed", "k=rsa; t; p=$", Status::PermError, u"the key record has a tag without"_s);
    row("revoked", "v=DKIM1; p=", Status::PermError, u"the key has been revoked"_s);
    row("no p=", "v=DKIM1; k=rsa", Status::PermError, u"the key record has no p="_s);
    row("p= no base64", "p=*", Status::PermError, u"the key is no base64"_s);
    row("p= no key", "p=YWJj", Status::PermError, u"the key cannot be read"_s);
    row("p= an elliptic curve's", "p=MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEtvEidrk5BupA1RZ+uWqPhI3Z"
        "Ytb7FL7+Qd3LLUA+7tzNvRd/oKhO+MFCYkNQF0NqutSeDQIuhFSj93bl+UtsZw==",
        Status::PermError, u"the key cannot be read"_s);
    row("unknown type", "k=foobar; p=$", Status::PermError, u"the type of the key"_s);
    row("other type than a= (RFC 6376 6.1.2)", "k=ed25519; p=pP+YUyRjAvKha4Oc49KAY703oLUS1NLMEuGD3IHMKww=", Status::PermError,
        u"the key is not for rsa-sha256"_s);
    row("other hash", "h=sha1:sha512; p=$", Status::PermError, u"the key is not for SHA-256"_s);
    row("other service", "s=chat; p=$", Status::PermError, u"the key is not for mail"_s);
    row("768 bits (RFC 8301 3.2)_P12", QByteArray("p=") + testkeys::rsa768Public, Status::PermError, u"an RSA key of 768 bits"_s);
    row("4096 bits of another key", "p=" + rsaKey(4096), Status::Fail, u"the signature does not fit"_s);
    row("8192 bits_P12", "p=" + rsaKey(8192), Status::Neutral, u"not checked: the RSA key has 8192"_s);
    row("16384 bits_P12", "p=" + rsaKey(16384), Status::Neutral, u"not checked: the RSA key has 16384"_s);
    row("exponent of 2000 bits_P12", "p=" + rsaKey(2048, 250), Status::PermError, u"the key cannot be read"_s);
}

void tst_Dkim::keys()
{
    QFETCH(QByteArray, record);
    QFETCH(const QString, cause);
    const Signer signer = rsaSigner();
    const QByteArray text = signer.key.record(), right = text.sliced(text.indexOf("p=") + 2);
    constexpr qsizetype beforeRsaPublicKey = 24; // Octets of SubjectPublicKeyInfo.
    record.replace("$", right).replace("%", QByteArray::fromBase64(right).sliced(beforeRsaPublicKey).toBase64());
    FakeDns dns;
    dns.add("rsa._domainkey.example.com", record);
    const QList<DkimCheck> checks = verify(signatureOver(message, signer) + message, dns);
    QCOMPARE(checks.size(), 1);
    QVERIFY2(checks.first().cause.startsWith(cause) && checks.first().cause.isEmpty() == cause.isEmpty(), qPrintable(checks.first().cause));
    QTEST(checks.first().status, "status");
    QTEST(checks.first().isTesting, "isTesting");

    if (record.startsWith("t=s")) {
        const QList<DkimCheck> subdomain = verify(signatureOver(message, signer, {{"i", "@sub.example.com"}}) + message, dns);
        QCOMPARE(subdomain.first().status, Status::PermError);
        QCOMPARE(subdomain.first().cause, u"the key is not for subdomains"_s);
    }
}

/// What happens to a signed message on its way.
void tst_Dkim::changes_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("h");
    QTest::addColumn<bool>("survivesSimple");
    QTest::addColumn<bool>("survivesRelaxed");

    const auto row = [](const char *name, const QByteArray &before, const QByteArray &after, bool simple, bool relaxed,
                        const QByteArray &h = "from:to:subject") {
        QTest::newRow(name) << before << after << h << simple << relaxed;
    };
    row("nothing", "", "", true, true);
    row("signed field", "The  report", "The invoice", false, false);
    row("case of a name", "Subject:", "SUBJECT:", false, true);
    row("white space in a field", "The  report", "The\r\n report", false, true);
    row("field that is not signed", "To: b@example.org\r\n", "To: b@example.org\r\nX-New: 1\r\n", true, true);
    row("another From above", "From: Ann", "From: Eve <e@example.com>\r\nFrom: Ann", true, true); // Only oversigning helps.
    row("another From above, oversigned", "From: Ann", "From: Eve <e@example.com>\r\nFrom: Ann", false, false, "from:from:to:subject");
    row("another From below", "To: b", "From: Eve <e@example.com>\r\nTo: b", false, false);
    row("missing field added", "To: b", "Cc: c@example.org\r\nTo: b", false, false, "from:to:subject:cc");
    row("order of fields", "To: b@example.org\r\nSubject: The  report\r\n", "Subject: The  report\r\nTo: b@example.org\r\n", true, true);
    row("body", "Hello", "Hullo", false, false);
    row("white space in the body", "report  is attached. ", "report is attached.", false, true);
    row("empty lines at the end", "attached. \r\n\r\n", "attached. \r\n\r\n\r\n\r\n", true, true);
    row("line at the end", "attached. \r\n\r\n", "attached. \r\n\r\nfooter\r\n", false, false);
}

void tst_Dkim::changes()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    QFETCH(const QByteArray, h);
    QFETCH(const bool, survivesSimple);
    QFETCH(const bool, survivesRelaxed);
    const Signer signer = ed25519Signer();
    FakeDns dns = keysOf(signer);
    for (const bool isRelaxed : {false, true}) {
        const QByteArray field = signatureOver(message, signer, {{"c", isRelaxed ? "relaxed/relaxed" : "simple/simple"}, {"h", h}});
        const QByteArray changed = field + QByteArray(message).replace(before, after);
        for (const qsizetype chunk : {changed.size(), qsizetype(1)})
            QCOMPARE(verify(changed, dns, chunk).first().status, (isRelaxed ? survivesRelaxed : survivesSimple) ? Status::Pass : Status::Fail);
    }
}

void tst_Dkim::manySignatures_P12()
{
    const Signer signer = rsaSigner();
    FakeDns dns = keysOf(signer);
    const QByteArray field = signatureOver(message, signer);
    const QList<DkimCheck> checks = verify(field.repeated(1000) + message, dns);
    QCOMPARE(checks.size(), 1000);
    QCOMPARE(dns.questions, DkimVerifier::maxSignatures);
    for (qsizetype i = 0; i < checks.size(); ++i) {
        QCOMPARE(checks[i].status, i < DkimVerifier::maxSignatures ? Status::Pass : Status::Neutral);
        QCOMPARE(checks[i].cause.startsWith(u"not checked"_s), i >= DkimVerifier::maxSignatures);
    }
    // Those that cannot be read count, too.
    QCOMPARE(verify(QByteArray("DKIM-Signature: x\r\n").repeated(10) + field + message, dns).last().status, Status::Neutral);
    QCOMPARE(verify(QByteArray("DKIM-Signature: x\r\n").repeated(9) + field + message, dns).last().status, Status::Pass);
}

void tst_Dkim::giantSignatures_P12()
{
    const Signer signer = rsaSigner();
    FakeDns dns = keysOf(signer);
    const QByteArray manyNames = "from:" + QByteArray("x:").repeated(100'000) + 'x';
    const DkimCheck names = verify(signatureOver(message, signer, {{"h", manyNames}}) + message, dns).first();
    QCOMPARE(names.status, Status::PermError);
    QCOMPARE(names.cause, u"too many names in h="_s);

    // As many fields as a header section may have, each signed, and the 10 signatures over them.
    const QByteArray fields = QByteArray("X: " + QByteArray(400, 'x') + "\r\n").repeated(1980);
    const QByteArray h = "from:" + QByteArray("x:").repeated(1979) + "x";
    const QByteArray signedMessage = signatureOver(fields + message, signer, {{"h", h}}).repeated(10) + fields + message;
    for (const DkimCheck &check : verify(signedMessage, dns))
        QCOMPARE(check.status, Status::Pass);
}

void tst_Dkim::dnsFails_P14()
{
    const Signer signer = rsaSigner();
    const QByteArray signedMessage = signatureOver(message, signer) + message;
    FakeDns dns;
    QCOMPARE(verify(signedMessage, dns).first().status, Status::PermError);
    QCOMPARE(verify(signedMessage, dns).first().cause, u"no key"_s);
    dns.fail("rsa._domainkey.example.com", u"no answer in time"_s);
    QCOMPARE(verify(signedMessage, dns).first().status, Status::TempError);
    QCOMPARE(verify(signedMessage, dns).first().cause, u"no answer in time"_s);
}

/// Records of no use do no harm, but they are not tried without end.
void tst_Dkim::severalKeyRecords()
{
    const Signer signer = rsaSigner();
    const QByteArray signedMessage = signatureOver(message, signer) + message, name = "rsa._domainkey.example.com";
    FakeDns dns;
    dns.add(name, "v=spf1 -all");
    dns.add(name, "p=" + rsaKey(2048));
    QCOMPARE(verify(signedMessage, dns).first().status, Status::Fail);
    dns.addKey(signer);
    QCOMPARE(verify(signedMessage, dns).first().status, Status::Pass);
    FakeDns flood;
    for (int i = 0; i < 1000; ++i)
        flood.add(name, "p=" + rsaKey(2048));
    flood.addKey(signer);
    QCOMPARE(verify(signedMessage, flood).first().status, Status::Fail);
}

void tst_Dkim::asksForAllKeysAtOnce()
{
    const Signer rsa = rsaSigner(), ed25519 = ed25519Signer();
    const QByteArray signedMessage = signatureOver(message, rsa) + signatureOver(message, ed25519) + message;
    const HeaderSection header(signedMessage);
    DkimVerifier verifier(header, now);
    verifier.feedBody(header.body());
    verifier.finishBody();

    gateway::dns::KnownAnswers answers;
    QVERIFY(!verifier.check(answers));
    const QList<gateway::dns::Question> asked = answers.takeMissing();
    QCOMPARE(asked.size(), 2);
    QCOMPARE(asked[0].name, QByteArray("rsa._domainkey.example.com"));
    FakeDns dns;
    dns.addKey(rsa);
    dns.addKey(ed25519);
    answers.put(asked[1], *dns.find(asked[1]));
    QVERIFY(!verifier.check(answers));
    QCOMPARE(answers.takeMissing(), QList{asked[0]});
    answers.put(asked[0], *dns.find(asked[0]));
    const auto checks = verifier.check(answers);
    QVERIFY(checks);
    QCOMPARE(checks->size(), 2);
    QCOMPARE(checks->at(0).status, Status::Pass);
    QCOMPARE(checks->at(1).status, Status::Pass);
}

void tst_Dkim::doesNotAskInVain()
{
    FakeDns dns;
    const Signer signer = rsaSigner();
    (void)verify(signatureOver(message, signer, {{"t", "1"}, {"x", "2"}}) + message, dns);
    (void)verify(signatureOver(message, signer, {{"h", "to"}}) + message, dns);
    QCOMPARE(dns.questions, 0);
}

/// header.b names a signature among those of the message (RFC 6008 4).
void tst_Dkim::signatureStarts()
{
    FakeDns dns;
    const auto field = [](const char *b) { return QByteArray("DKIM-Signature: v=1; b=") + b + "\r\n"; };
    const QByteArray copies = field("DDDDDDDDDDDD") + field("DDDDDDDDDDDD");
    const QList<DkimCheck> checks = verify(field("AAAAAAAAAABB") + field("AAAAAAA\r\n AAACC") + copies + field("EE") + message, dns);
    QCOMPARE(checks.size(), 5);
    QCOMPARE(checks[0].signatureStart, QByteArray("AAAAAAAAAAB"));
    QCOMPARE(checks[1].signatureStart, QByteArray("AAAAAAAAAAC"));
    QCOMPARE(checks[2].signatureStart, QByteArray("DDDDDDDD"));
    QCOMPARE(checks[4].signatureStart, QByteArray("EE"));
}

void tst_Dkim::otherSignaturesMayBeSigned()
{
    const Signer signer = ed25519Signer();
    FakeDns dns = keysOf(signer);
    const QByteArray first = signatureOver(message, signer);
    const QByteArray second = signatureOver(first + message, signer, {{"h", "from:dkim-signature"}});
    QCOMPARE(verify(second + first + message, dns).first().status, Status::Pass);
    QCOMPARE(verify(second + message, dns).first().status, Status::Fail);
    // Oversigned, its own field does not count, another does.
    const QByteArray third = signatureOver(first + message, signer, {{"h", "from:dkim-signature:dkim-signature"}});
    QCOMPARE(verify(third + first + message, dns).first().status, Status::Pass);
    QCOMPARE(verify(first + third + first + message, dns).at(1).status, Status::Fail);
}

/// RFC 8616: U-labels in the message, A-labels in the DNS.
void tst_Dkim::internationalDomain()
{
    Signer signer = ed25519Signer();
    signer.domain = "b\xc3\xbc" "cher.example";
    FakeDns dns;
    dns.add("ed._domainkey.xn--bcher-kva.example", signer.key.record());
    const DkimCheck check = verify(signatureOver(message, signer, {{"i", "x@mail.xn--bcher-kva.example"}}) + message, dns).first();
    QCOMPARE(check.cause, QString());
    QCOMPARE(check.status, Status::Pass);
    QCOMPARE(check.domain, QByteArray("xn--bcher-kva.example"));
}

void tst_Dkim::signerOversigns()
{
    for (const bool isRsa : {true, false}) {
        const gateway::auth::DkimSigner signer(isRsa ? rsaSigner() : ed25519Signer());
        FakeDns dns = keysOf(isRsa ? rsaSigner() : ed25519Signer());
        const QByteArray original = "Cc: c@example.org\r\nCc: d@example.org\r\n" + message;
        const HeaderSection header(original);
        BodyHasher body;
        gateway::auth::DkimSigner::prepare(body);
        feed(body, header.body(), 10);
        const QByteArray field = signer.sign(header, body, now);
        for (const QByteArray &line : field.split('\n'))
            QVERIFY2(line.size() <= 79, line.constData());
        QVERIFY(field.startsWith("DKIM-Signature: ") && field.endsWith("\r\n") && field.count("\r\n ") == field.count("\r\n") - 1);
        QCOMPARE(verify(field + original, dns).first().status, Status::Pass);
        QCOMPARE(verify(field + "Received: x\r\n" + original, dns).first().status, Status::Pass);
        for (const char *added : {"From: Eve <e@example.com>\r\n", "Subject: x\r\n"})
            QCOMPARE(verify(field + added + original, dns).first().status, Status::Fail);
        QCOMPARE(verify(field + QByteArray(original).replace("d@", "e@"), dns).first().status, Status::Fail);
    }
}

void tst_Dkim::noSignature()
{
    FakeDns dns;
    QVERIFY(verify(message, dns).isEmpty());
}

QTEST_APPLESS_MAIN(tst_Dkim)
#include "tst_dkim.moc"
