#pragma once

#include "gateway/directory/ldapsettings.h"

namespace gateway::directory {

/// What a result code of a directory (RFC 4511 4.1.9) means for the administrator, and what to do. \a diagnostics is what the server said.
[[nodiscard]] Error ldapError(int code, const QString &diagnostics, const LdapSettings &settings);

/// Text from a server, for a message to the administrator: one line, visible characters only, not long, and without \a password, should the
/// server repeat that.
[[nodiscard]] QString serverText(const char *text, const QByteArray &password);

} // namespace gateway::directory
