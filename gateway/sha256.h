#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <memory>

namespace gateway {

/// SHA-256 (FIPS 180-4) of octets that come in pieces. OpenSSL's, which uses the processor's instructions for it: QCryptographicHash
/// takes several times as long, and every queued and scanned message is hashed.
class Sha256
{
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256 &other); ///< Goes on from what the other has taken so far.
    Sha256 &operator=(const Sha256 &) = delete;

    void add(QByteArrayView octets);
    [[nodiscard]] QByteArray result(); ///< 32 octets. To be called once.
    [[nodiscard]] static QByteArray of(QByteArrayView octets);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gateway
