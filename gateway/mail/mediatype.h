#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace gateway::mail {

/// What a Content-Type field says (RFC 2045 5.1), as far as it decides how a body is taken apart.
struct MediaType {
    QByteArray type, subtype; ///< In lower case; empty if the field cannot be read.
    QByteArray boundary;      ///< Of multipart; empty if there is none.

    [[nodiscard]] bool is(QByteArrayView t, QByteArrayView s) const { return type == t && subtype == s; }
};

/// \a body: what stands behind the colon, folds and comments included. The first of several boundary parameters counts.
[[nodiscard]] MediaType mediaTypeFrom(QByteArrayView body);

} // namespace gateway::mail
