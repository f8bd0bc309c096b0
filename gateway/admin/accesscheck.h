#pragma once

#include <QByteArray>
#include <QList>

namespace gateway::admin {

/// Who may speak to the admin API: who names us by a name of ours, and holds the token (threats.md A2, W12).
class AccessCheck
{
public:
    enum class Answer { Granted, WrongHost, NoToken };

    /// \a hosts are the names and addresses this server goes by; localhost always is one. An empty \a token grants nothing.
    AccessCheck(QByteArray token, QList<QByteArray> hosts);

    /// \a host and \a authorization are the values of the header fields. The Host check keeps out web pages whose name
    /// was rebound to our address; the port is free, as tunnels change it.
    [[nodiscard]] Answer check(QByteArrayView host, QByteArrayView authorization) const;

private:
    QByteArray m_tokenHash;
    QList<QByteArray> m_hosts;
};

} // namespace gateway::admin
