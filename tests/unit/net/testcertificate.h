#pragma once

#include "gateway/net/tlscontext.h"

#include <QTemporaryDir>

namespace gateway::net {

/// One certificate for all tests of a program.
inline TlsContext &tlsContext()
{
    static const std::unique_ptr<TlsContext> made = [] {
        const QTemporaryDir directory;
        const TlsContext::KeyPair pair{directory.filePath(QStringLiteral("a.crt")), directory.filePath(QStringLiteral("a.key"))};
        if (!makeSelfSigned(pair.chainFile, pair.keyFile, "mail.example.com"))
            qFatal("no certificate");
        return std::move(*TlsContext::load({pair}));
    }();
    return *made;
}

} // namespace gateway::net
