#include "gateway/mail/bouncetag.h"

#include <QMessageAuthenticationCode>
#include <algorithm>

namespace gateway::mail {
namespace {

constexpr QByteArrayView prefix = "prvs=";
constexpr qsizetype markSize = 10, maxLocalPart = 64; ///< Octets: "KDDDSSSSSS"; RFC 5321 4.5.3.1.1.
constexpr int daysInCycle = 1000;

bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool isHexDigit(char c) { return isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'); }

int dayNumber(std::chrono::sys_days day)
{
    const int days = int(day.time_since_epoch().count()) % daysInCycle;
    return days < 0 ? days + daysInCycle : days;
}

/// \a keyAndDay: "KDDD".
QByteArray signatureOf(QByteArrayView keyAndDay, const smtp::Mailbox &mailbox, const QByteArray &secret)
{
    const QByteArray signedOctets = keyAndDay.toByteArray() + mailbox.localPart.toLower() + '@' + mailbox.domainKey();
    return QMessageAuthenticationCode::hash(signedOctets, secret, QCryptographicHash::Sha256).first(3).toHex();
}

/// Takes the same time wherever they differ.
bool isEqual(QByteArrayView a, QByteArrayView b)
{
    unsigned difference = a.size() == b.size() ? 0 : 1;
    for (qsizetype i = 0; i < std::min(a.size(), b.size()); ++i)
        difference |= unsigned(a[i] ^ b[i]);
    return difference == 0;
}

} // namespace

BounceTags::BounceTags(QList<Key> keys) : m_keys(std::move(keys)) { Q_ASSERT(!m_keys.isEmpty()); }

std::optional<smtp::Mailbox> BounceTags::tagged(const smtp::Mailbox &reversePath, std::chrono::sys_days today) const
{
    if (reversePath.isNull() || prefix.size() + markSize + 1 + reversePath.localPart.size() > maxLocalPart)
        return {};
    const Key &key = m_keys.first();
    const int lastDay = (dayNumber(today) + lifetime) % daysInCycle;
    const QByteArray keyAndDay = QByteArray::number(key.number) + QByteArray::number(lastDay).rightJustified(3, '0');
    smtp::Mailbox marked = reversePath;
    marked.localPart = prefix.toByteArray() + keyAndDay + signatureOf(keyAndDay, reversePath, key.secret) + '=' + reversePath.localPart;
    return marked;
}

BounceTags::Check BounceTags::check(const smtp::Mailbox &recipient, std::chrono::sys_days today) const
{
    const QByteArray &local = recipient.localPart;
    const qsizetype core = prefix.size() + markSize + 1;
    if (local.size() <= core || local[core - 1] != '=' || qstrnicmp(local.constData(), prefix.data(), size_t(prefix.size())) != 0)
        return {Status::Untagged, recipient};
    const QByteArray mark = local.sliced(prefix.size(), markSize).toLower();
    const QByteArrayView keyAndDay = QByteArrayView(mark).first(4), signature = QByteArrayView(mark).sliced(4);
    if (!std::ranges::all_of(keyAndDay, isDigit) || !std::ranges::all_of(signature, isHexDigit))
        return {Status::Untagged, recipient};
    const smtp::Mailbox own{local.sliced(core), recipient.domain};
    const auto key = std::ranges::find(m_keys, keyAndDay[0] - '0', &Key::number);
    if (key == m_keys.end() || !isEqual(signatureOf(keyAndDay, own, key->secret), signature))
        return {Status::Forged, recipient};
    const int daysLeft = (keyAndDay.sliced(1).toByteArray().toInt() - dayNumber(today) + daysInCycle) % daysInCycle;
    return {daysLeft <= lifetime ? Status::Valid : Status::Expired, own};
}

} // namespace gateway::mail
