#include "gateway/daemon/bounceguard.h"

#include "gateway/store/durablefile.h"

#include <QRandomGenerator>
#include <array>

using namespace Qt::StringLiterals;

namespace gateway::daemon {
namespace {

using Status = mail::BounceTags::Status;

const QString fileName = u"bounce-tags.key"_s;
constexpr qint64 maxFile = 4096; ///< Octets.
constexpr qsizetype secretSize = 32, leastSecretSize = 16;

Result<QList<mail::BounceTags::Key>> keysFrom(const QByteArray &text, const QString &path)
{
    QList<mail::BounceTags::Key> keys;
    for (const QByteArray &line : text.split('\n')) {
        if (line.trimmed().isEmpty())
            continue;
        const QByteArrayList parts = line.simplified().split(' ');
        bool isNumber = false;
        const mail::BounceTags::Key key{parts.first().toInt(&isNumber), QByteArray::fromHex(parts.value(1))};
        const bool isKnown = std::ranges::find(keys, key.number, &mail::BounceTags::Key::number) != keys.end();
        if (parts.size() != 2 || !isNumber || key.number < 0 || key.number > 9 || isKnown || key.secret.size() < leastSecretSize
            || key.secret.toHex() != parts[1].toLower())
            return failure(Error::Kind::Invalid, u"\"%1\" holds a line that is no key: write a number from 0 to 9, each once, a blank, and at least %2 "
                "octets in hexadecimal."_s.arg(path, QString::number(leastSecretSize)));
        keys.append(key);
    }
    if (keys.isEmpty())
        return failure(Error::Kind::Invalid, u"\"%1\" holds no key. Remove the file, and a new key is made."_s.arg(path));
    return keys;
}

Result<QByteArray> makeKey(const QString &directory)
{
    std::array<quint32, secretSize / sizeof(quint32)> random;
    QRandomGenerator::system()->fillRange(random.data(), qsizetype(random.size()));
    const QByteArray text = "0 " + QByteArray(reinterpret_cast<const char *>(random.data()), secretSize).toHex() + '\n';
    const QByteArrayView piece(text);
    const Result<> written = store::writeDurably(directory, fileName, std::span(&piece, 1)); // For our eyes only, as all it writes.
    return written ? Result<QByteArray>(text) : tl::make_unexpected(written.error());
}

bool takesAll(const smtp::Mailbox &recipient)
{
    const QByteArray localPart = recipient.localPart.toLower();
    return localPart == "postmaster" || localPart == "abuse"; // RFC 2142 4, 5; RFC 5321 4.5.1
}

} // namespace

std::chrono::sys_days today() { return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()); }

Result<BounceGuard> BounceGuard::open(Mode mode, const QString &directory)
{
    if (mode == Mode::Off)
        return BounceGuard(mode, {});
    const QString path = directory + u'/' + fileName;
    Result<QByteArray> text = store::readFile(path, maxFile);
    if (!text && text.error().kind == Error::Kind::NotFound)
        text = makeKey(directory);
    if (!text)
        return tl::make_unexpected(text.error());
    Result<QList<mail::BounceTags::Key>> keys = keysFrom(*text, path);
    if (!keys)
        return tl::make_unexpected(keys.error());
    return BounceGuard(mode, mail::BounceTags(std::move(*keys)));
}

smtp::Mailbox BounceGuard::recipient(const smtp::Mailbox &recipient, std::chrono::sys_days today) const
{
    return m_tags ? m_tags->check(recipient, today).mailbox : recipient;
}

std::optional<Reason> BounceGuard::doubt(const smtp::Mailbox &reversePath, const smtp::Mailbox &recipient, std::chrono::sys_days today) const
{
    if (!m_tags || !reversePath.isNull() || takesAll(recipient))
        return {};
    const auto reason = [&recipient](const char *id) {
        return Reason{id, Stage::Envelope, 0, {{u"recipient"_s, QString::fromUtf8(recipient.toBytes()).left(320)}}};
    };
    switch (m_tags->check(recipient, today).status) {
    case Status::Untagged: return reason("bounce.untagged");
    case Status::Expired: return reason("bounce.expired");
    case Status::Forged: return reason("bounce.forged");
    case Status::Valid: break;
    }
    return {};
}

std::optional<RecipientRefusal> BounceGuard::refusal(const smtp::Mailbox &reversePath, const smtp::Mailbox &recipient, std::chrono::sys_days today) const
{
    const std::optional<Reason> reason = m_mode == Mode::Enforce ? doubt(reversePath, recipient, today) : std::nullopt;
    if (!reason)
        return {};
    return RecipientRefusal{{550, 7, 1, "This report is not about mail sent from here"}, "bounce-tag", {*reason}};
}

} // namespace gateway::daemon
