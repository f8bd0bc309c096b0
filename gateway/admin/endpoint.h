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

    /// 256 random bits as text.
    [[nodiscard]] static QByteArray newToken();

    /// For the gateway: makes fromDataDirectory(\a directory) find this. Files are 0600 and replaced as a whole.
    [[nodiscard]] Result<> writeTo(const QString &directory) const;

    /// For the gateway when it stops: nobody shall send the token to whoever takes over the port.
    static void removeFrom(const QString &directory);
};

} // namespace gateway::admin
