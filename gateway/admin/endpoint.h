#pragma once

#include "gateway/result.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

namespace gateway::admin {

/// Where a gateway's admin API is, and the token that opens it: the one place that knows the files `api.json` and `api.token`
/// of a data directory.
struct Endpoint {
    QUrl url; ///< "http://127.0.0.1:8025"
    QByteArray token;

    /// The gateway that serves from \a directory. NotFound if none says that it does.
    [[nodiscard]] static Result<Endpoint> fromDataDirectory(const QString &directory);

    /// The gateway at \a url, with the token of a file of its own.
    [[nodiscard]] static Result<Endpoint> fromTokenFile(const QUrl &url, const QString &tokenFile);

    /// `postern/trial` in the user's data folder ($XDG_DATA_HOME, ~/.local/share): where trials live unless told otherwise.
    [[nodiscard]] static QString trialDataDirectory();

    /// For the gateway: the token of \a directory; a new one, 256 random bits, where there is none. The file is 0600.
    [[nodiscard]] static Result<QByteArray> tokenOf(const QString &directory);

    /// For the gateway, once it serves: makes fromDataDirectory(\a directory) find it at \a url. The file is 0600.
    [[nodiscard]] static Result<> write(const QString &directory, const QString &url);

    /// For the gateway when it stops: nobody shall send the token to whoever takes over the port.
    static void remove(const QString &directory);
};

} // namespace gateway::admin
