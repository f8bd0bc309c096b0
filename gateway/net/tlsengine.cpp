#include "gateway/net/tlsengine.h"

#include <algorithm>
#include <cstring>
#include <openssl/err.h>

namespace gateway::net {

TlsEngine::TlsEngine(SslPtr ssl, std::vector<char> &output) : m_ssl(std::move(ssl)), m_output(output)
{
    BIO *bio = BIO_new(method());
    BIO_set_data(bio, this);
    BIO_set_init(bio, 1);
    SSL_set_bio(m_ssl.get(), bio, bio); // Takes the BIO over.
}

TlsEngine::~TlsEngine()
{
    // OpenSSL bars a session from being resumed when its connection was lost; RFC 8446 does not ask for that.
    SSL_set_shutdown(m_ssl.get(), SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
}

BIO_METHOD *TlsEngine::method()
{
    static BIO_METHOD *const made = [] {
        BIO_METHOD *m = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "postern");
        BIO_meth_set_read_ex(m, takeInput);
        BIO_meth_set_write_ex(m, putOutput);
        BIO_meth_set_ctrl(m, control);
        return m;
    }();
    return made;
}

int TlsEngine::takeInput(BIO *bio, char *data, std::size_t size, std::size_t *taken)
{
    QByteArrayView &input = static_cast<TlsEngine *>(BIO_get_data(bio))->m_input;
    BIO_clear_retry_flags(bio);
    *taken = std::min(size, std::size_t(input.size()));
    if (*taken == 0) {
        BIO_set_retry_read(bio);
        return 0;
    }
    std::memcpy(data, input.data(), *taken);
    input = input.sliced(qsizetype(*taken));
    return 1;
}

int TlsEngine::putOutput(BIO *bio, const char *data, std::size_t size, std::size_t *put)
{
    std::vector<char> &output = static_cast<TlsEngine *>(BIO_get_data(bio))->m_output;
    BIO_clear_retry_flags(bio);
    output.insert(output.end(), data, data + size);
    *put = size;
    return 1;
}

long TlsEngine::control(BIO *, int command, long, void *)
{
    return command == BIO_CTRL_FLUSH ? 1 : 0;
}

TlsEngine::Status TlsEngine::toStatus(int result) const
{
    switch (SSL_get_error(m_ssl.get(), result)) {
    case SSL_ERROR_NONE: return Status::Ok;
    case SSL_ERROR_WANT_READ: return Status::NeedInput;
    case SSL_ERROR_ZERO_RETURN: return Status::Closed;
    default: return Status::Failed;
    }
}

TlsEngine::Status TlsEngine::handshake()
{
    ERR_clear_error(); // SSL_get_error() looks at the thread's list, which other connections share.
    return toStatus(SSL_do_handshake(m_ssl.get()));
}

TlsEngine::Status TlsEngine::read(std::span<char> plain, qsizetype &size)
{
    size = 0;
    ERR_clear_error();
    while (qsizetype(plain.size()) - size >= SSL3_RT_MAX_PLAIN_LENGTH) {
        std::size_t count = 0;
        const int result = SSL_read_ex(m_ssl.get(), plain.data() + size, plain.size() - std::size_t(size), &count);
        if (result != 1)
            return toStatus(result);
        size += qsizetype(count);
    }
    return Status::Ok;
}

TlsEngine::Status TlsEngine::write(QByteArrayView plain)
{
    ERR_clear_error();
    std::size_t count = 0;
    return plain.isEmpty() ? Status::Ok : toStatus(SSL_write_ex(m_ssl.get(), plain.data(), std::size_t(plain.size()), &count));
}

void TlsEngine::shutDown()
{
    ERR_clear_error();
    if (SSL_is_init_finished(m_ssl.get()))
        SSL_shutdown(m_ssl.get());
    ERR_clear_error();
}

} // namespace gateway::net
