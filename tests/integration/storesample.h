#pragma once

#include "gateway/delivery/spoolfile.h"

#include <QJsonObject>

/// Messages and settings that the store's helper program writes and its tests recognize: everything follows from the number.
namespace storesample {

inline QByteArray idOf(int number)
{
    return QByteArray::number(number).rightJustified(19, '0') + char('A' + number % 26);
}

inline QByteArray contentOf(int number)
{
    return "Subject: " + QByteArray::number(number) + "\r\n\r\n" + QByteArray(1000 + number * 37 % 9000, char('a' + number % 26)) + "\r\n";
}

inline gateway::delivery::SpoolFile fileOf(int number)
{
    gateway::delivery::SpoolFile file;
    file.id = idOf(number);
    file.received = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000 + number, Qt::UTC);
    file.envelope.reversePath = {"alice", "sender.test"};
    for (const char *localPart : {"bob", "carol"}) {
        gateway::delivery::SpoolRecipient recipient;
        recipient.path.mailbox = {localPart, "a.test"};
        file.recipients.append(recipient);
    }
    file.attempts = 1;
    file.nextAttempt = file.received;
    return file;
}

inline QString settingKeyOf(int number)
{
    return QStringLiteral("setting-%1").arg(number);
}

inline QJsonObject settingOf(int number)
{
    return {{QStringLiteral("number"), number}};
}

} // namespace storesample
