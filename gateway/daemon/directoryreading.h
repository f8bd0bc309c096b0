#pragma once

#include "gateway/admin/directorytypes.h"
#include "gateway/directory/ldapsource.h"

namespace gateway::daemon {

/// Whether the source makes sense as it is written, without asking anybody. Whether its files are there and its password is right turns out
/// when it is read: settings are also brought from other machines, and without passwords.
[[nodiscard]] Result<> checkSource(const admin::DirectorySource &source);

[[nodiscard]] Result<directory::LdapSettings> ldapSettings(const admin::DirectorySource &source, const QByteArray &password);

[[nodiscard]] QString secretName(const QString &sourceId); ///< Under which Secrets has its password.

/// Reads a source as it is now: the directory, or the file on this machine. Blocks, as directory::LdapSource does; a stop request ends it.
[[nodiscard]] Result<directory::Import> readSource(const admin::DirectorySource &source, const QByteArray &password, const QDateTime &now,
                                                   const std::stop_token &stop);

/// Reads what was sent to us in the place of a file; the kind of the source says how.
[[nodiscard]] Result<directory::Import> readUpload(const admin::DirectorySource &source, QByteArrayView octets, const QDateTime &now);

} // namespace gateway::daemon
