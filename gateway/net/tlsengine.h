#pragma once

#include "gateway/net/openssl.h"

#include <QByteArrayView>
#include <span>
#include <vector>

namespace gateway::net {

/// One TLS connection without its socket: cipher text goes in as a view and comes out into a buffer that the loop shares, so that an
/// idle connection holds no buffers at all.
class TlsEngine
{
public:
    enum class Status {
        Ok,
        NeedInput, ///< give() more cipher text.
        Closed,    ///< The peer's close_notify: nothing it sends counts any more (threats.md T8).
        Failed,
    };

    /// Cipher text to send is appended to \a output, which must outlive the engine.
    TlsEngine(SslPtr ssl, std::vector<char> &output);
    ~TlsEngine();
    TlsEngine(const TlsEngine &) = delete;
    TlsEngine &operator=(const TlsEngine &) = delete;

    [[nodiscard]] SSL *ssl() const { return m_ssl.get(); }

    /// What read() and handshake() work on, replacing what was left; must stay valid until then.
    void give(QByteArrayView cipherText) { m_input = cipherText; }
    [[nodiscard]] QByteArrayView rest() const { return m_input; } ///< Not used yet.

    [[nodiscard]] Status handshake();
    /// Decrypts into \a plain until the input is used up or less than one record's room is left; \a size octets came out. Not Ok: they are
    /// the last ones for now.
    [[nodiscard]] Status read(std::span<char> plain, qsizetype &size);
    [[nodiscard]] Status write(QByteArrayView plain);
    void shutDown(); ///< Our close_notify.

private:
    static BIO_METHOD *method();
    static int takeInput(BIO *bio, char *data, std::size_t size, std::size_t *taken);
    static int putOutput(BIO *bio, const char *data, std::size_t size, std::size_t *put);
    static long control(BIO *bio, int command, long number, void *pointer);
    [[nodiscard]] Status toStatus(int result) const;

    SslPtr m_ssl;
    QByteArrayView m_input;
    std::vector<char> &m_output;
};

} // namespace gateway::net
