#include "gateway/daemon/submission.h"

#include "gateway/delivery/routes.h"

#include <QRegularExpression>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <future>

namespace gateway::daemon {
namespace {

Result<smtp::Mailbox> address(const QString &text)
{
    Result<smtp::Mailbox> mailbox = smtp::parseMailbox(text.toUtf8(), smtp::Utf8::Allowed);
    if (!mailbox)
        return failure(Error::Kind::Invalid, QStringLiteral("“%1” is not a mail address. Write for example alice@example.com.").arg(text));
    return mailbox;
}

QByteArray withCrlf(QByteArray content)
{
    content.replace("\r\n", "\n");
    content.replace('\r', '\n');
    content.replace("\n", "\r\n");
    return content;
}

bool isEightBit(const QByteArray &content)
{
    return std::ranges::any_of(content, [](char c) { return (c & 0x80) != 0; });
}

} // namespace

Result<admin::SendResult> submit(net::Loops &loops, net::SmtpClient &client, const QString &smtpEndpoint, const QByteArray &content,
                                 const QString &sender, const QStringList &recipients)
{
    const Result<net::NextHop> gateway = delivery::parseNextHop(smtpEndpoint);
    if (!gateway)
        return tl::make_unexpected(gateway.error());
    net::Delivery delivery;
    if (!sender.isEmpty()) {
        const Result<smtp::Mailbox> from = address(sender);
        if (!from)
            return tl::make_unexpected(from.error());
        delivery.envelope.reversePath = *from;
    }
    for (const QString &recipient : recipients) {
        const Result<smtp::Mailbox> to = address(recipient);
        if (!to)
            return tl::make_unexpected(to.error());
        delivery.envelope.recipients.append({*to, {}, {}});
    }
    if (delivery.envelope.recipients.isEmpty())
        return failure(Error::Kind::Invalid, QStringLiteral("At least one recipient is needed."));
    const QByteArray octets = withCrlf(content);
    delivery.envelope.body = isEightBit(octets) ? smtp::Body::EightBitMime : smtp::Body::SevenBit;
    delivery.content = {QByteArrayView(octets)};

    const smtp::Clock::time_point begin = smtp::Clock::now();
    const net::DeliveryResult result = boost::asio::co_spawn(loops.at(0), client.deliver(0, *gateway, delivery, begin + std::chrono::minutes(5)),
                                                             boost::asio::use_future).get();
    admin::SendResult sent;
    sent.took = std::chrono::duration<double, std::milli>(smtp::Clock::now() - begin).count();
    sent.reply = QString::fromUtf8(result.outcomes.first().reply.toLine());
    static const QRegularExpression reference(QStringLiteral("\\(reference ([0-9A-Z]{20})\\)"));
    sent.messageId = reference.match(sent.reply).captured(1);
    return sent;
}

} // namespace gateway::daemon
