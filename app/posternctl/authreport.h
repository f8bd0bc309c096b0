#pragma once

#include "gateway/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <boost/asio/ip/address.hpp>
#include <optional>

namespace cli {

struct AuthRequest {
    QByteArray message;                     ///< Lines may end in LF.
    boost::asio::ip::address client;
    QByteArray helo, reversePath;           ///< reversePath: empty for the null one.
    std::optional<QJsonObject> zone;        ///< As dns::ZoneFile reads it; then nothing is asked.
    QString resolver;                       ///< "192.0.2.53" or "192.0.2.53:5353"; empty: the DNS from its root.
    qint64 time = 0;                        ///< UNIX seconds; 0: now.
};

/// SPF, DKIM, DMARC and ARC of one message: {spf, dkim[], dmarc, arc}, each with "result" and "reason" and what belongs to it.
[[nodiscard]] gateway::Result<QJsonObject> authReport(const AuthRequest &request);

} // namespace cli
