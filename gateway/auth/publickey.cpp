#include "gateway/auth/publickey.h"

#include <openssl/asn1.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

using namespace Qt::StringLiterals;

namespace gateway::auth {
namespace {

constexpr qsizetype ed25519Size = 32;
constexpr int ed25519Bits = 256;
constexpr int maxExponentBits = 64; // Usual is 65537. A long one makes each verification as slow as signing (threats.md P12).

const unsigned char *octetsOf(QByteArrayView view) { return reinterpret_cast<const unsigned char *>(view.data()); }

template<auto function>
struct Call {
    template<typename T>
    void operator()(T *object) const { function(object); }
};
void freeElements(ASN1_SEQUENCE_ANY *sequence) { sk_ASN1_TYPE_pop_free(sequence, ASN1_TYPE_free); }
using Sequence = std::unique_ptr<ASN1_SEQUENCE_ANY, Call<freeElements>>;
using Number = std::unique_ptr<BIGNUM, Call<BN_free>>;

/// Nullptr unless \a der is one SEQUENCE and no more.
Sequence sequence(QByteArrayView der)
{
    const unsigned char *at = octetsOf(der);
    Sequence result(d2i_ASN1_SEQUENCE_ANY(nullptr, &at, long(der.size())));
    return at == octetsOf(der) + der.size() ? std::move(result) : Sequence();
}

/// Nullptr unless the sequence has an element of that type there.
const ASN1_TYPE *element(const Sequence &sequence, int index, int type)
{
    const ASN1_TYPE *found = sequence ? sk_ASN1_TYPE_value(sequence.get(), index) : nullptr;
    return found && found->type == type ? found : nullptr;
}

QByteArrayView contentOf(const ASN1_STRING *string)
{
    return {ASN1_STRING_get0_data(string), ASN1_STRING_length(string)};
}

Number number(const Sequence &sequence, int index)
{
    const ASN1_TYPE *integer = element(sequence, index, V_ASN1_INTEGER);
    Number result(integer ? ASN1_INTEGER_to_BN(integer->value.integer, nullptr) : nullptr);
    return result && !BN_is_negative(result.get()) ? std::move(result) : Number();
}

/// SEQUENCE { algorithm SEQUENCE { OBJECT IDENTIFIER, .. }, BIT STRING }: what is in the BIT STRING, if it is for RSA.
QByteArrayView rsaPublicKeyIn(const Sequence &subjectPublicKeyInfo)
{
    const ASN1_TYPE *algorithm = element(subjectPublicKeyInfo, 0, V_ASN1_SEQUENCE), *key = element(subjectPublicKeyInfo, 1, V_ASN1_BIT_STRING);
    const Sequence identifier = algorithm ? sequence(contentOf(algorithm->value.sequence)) : Sequence();
    const ASN1_TYPE *name = element(identifier, 0, V_ASN1_OBJECT);
    return key && name && OBJ_obj2nid(name->value.object) == NID_rsaEncryption ? contentOf(key->value.bit_string) : QByteArrayView();
}

struct RsaNumbers {
    Number modulus, exponent;
};

/// SubjectPublicKeyInfo as everybody publishes it (erratum 3017), or RSAPublicKey as RFC 6376 3.6.1 has it. OpenSSL's own function for
/// that, d2i_PUBKEY, takes several times as long as the verification.
RsaNumbers rsaNumbers(QByteArrayView der)
{
    const Sequence outer = sequence(der);
    const bool isBare = element(outer, 0, V_ASN1_INTEGER);
    const Sequence numbers = sequence(isBare ? der : rsaPublicKeyIn(outer));
    return {number(numbers, 0), number(numbers, 1)};
}

EVP_PKEY *rsaKey(const RsaNumbers &numbers)
{
    const std::unique_ptr<OSSL_PARAM_BLD, Call<OSSL_PARAM_BLD_free>> builder(OSSL_PARAM_BLD_new());
    const std::unique_ptr<EVP_PKEY_CTX, Call<EVP_PKEY_CTX_free>> context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
    if (!builder || !context || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, numbers.modulus.get()) != 1
        || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, numbers.exponent.get()) != 1)
        return nullptr;
    const std::unique_ptr<OSSL_PARAM, Call<OSSL_PARAM_free>> parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    EVP_PKEY *key = nullptr;
    if (parameters && EVP_PKEY_fromdata_init(context.get()) == 1)
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get());
    return key;
}

} // namespace

void PublicKey::Free::operator()(evp_pkey_st *key) const
{
    EVP_PKEY_free(key);
}

Result<PublicKey> PublicKey::load(const DkimKey &key)
{
    PublicKey result;
    result.m_type = key.type;
    if (key.type == DkimKey::Type::Ed25519) {
        if (key.data.size() == ed25519Size) // Raw octets, no ASN.1 (RFC 8463 4).
            result.m_key.reset(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, octetsOf(key.data), ed25519Size));
        result.m_bits = ed25519Bits;
    } else {
        const RsaNumbers numbers = rsaNumbers(key.data);
        if (numbers.modulus && numbers.exponent && BN_num_bits(numbers.exponent.get()) <= maxExponentBits) {
            result.m_key.reset(rsaKey(numbers));
            result.m_bits = BN_num_bits(numbers.modulus.get());
        }
    }
    ERR_clear_error(); // Nothing may be left for the TLS of this thread to find.
    if (!result.m_key)
        return failure(Error::Kind::Invalid, u"the key cannot be read"_s);
    return result;
}

bool PublicKey::verifies(QByteArrayView digest, QByteArrayView signature) const
{
    bool isValid = false;
    if (m_type == DkimKey::Type::Ed25519) {
        const std::unique_ptr<EVP_MD_CTX, Call<EVP_MD_CTX_free>> context(EVP_MD_CTX_new());
        isValid = context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, m_key.get()) == 1
            && EVP_DigestVerify(context.get(), octetsOf(signature), size_t(signature.size()), octetsOf(digest), size_t(digest.size())) == 1;
    } else {
        const std::unique_ptr<EVP_PKEY_CTX, Call<EVP_PKEY_CTX_free>> context(EVP_PKEY_CTX_new(m_key.get(), nullptr));
        isValid = context && EVP_PKEY_verify_init(context.get()) == 1 && EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) == 1
            && EVP_PKEY_CTX_set_signature_md(context.get(), EVP_sha256()) == 1
            && EVP_PKEY_verify(context.get(), octetsOf(signature), size_t(signature.size()), octetsOf(digest), size_t(digest.size())) == 1;
    }
    ERR_clear_error();
    return isValid;
}

} // namespace gateway::auth
