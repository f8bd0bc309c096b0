#pragma once

#include "gateway/directory/ldapsettings.h"
#include "gateway/smtp/address.h"

#include <functional>
#include <stop_token>

namespace gateway::directory {

class LdapConnection;

/// Reads recipients from a directory. Everything here blocks, at most for the time limit of the settings: call from a worker thread
/// (threats.md R6). A stop request ends it within a moment. The servers are tried in order; one that breaks off while it is read is given
/// up, and the next read from the beginning. A wrong password is not tried on the next: accounts get locked by that.
class LdapSource
{
public:
    explicit LdapSource(LdapSettings settings) : m_settings(std::move(settings)) {}

    /// All recipients. \a now: for accounts that have expired.
    [[nodiscard]] Result<Import> read(const QDateTime &now, const std::stop_token &stop = {}) const;

    /// What read() would find, for the administrator to look at before.
    struct Preview {
        QString server;         ///< Which one answered.
        qint64 count = 0;       ///< Recipients.
        QList<Entry> first;     ///< At most 20.
        qint64 skipped = 0;     ///< As in Import.
        QStringList notes;      ///< As in Import.
        QStringList warnings;   ///< LdapSettings::warnings().
    };
    [[nodiscard]] Result<Preview> test(const QDateTime &now, const std::stop_token &stop = {}) const;

    /// Who has \a recipient as an address, asked for in the directory now; usually one or none. The address may be from mail.
    [[nodiscard]] Result<QList<Entry>> find(const smtp::Mailbox &recipient, const QDateTime &now, const std::stop_token &stop = {}) const;

private:
    struct Reading {
        QString server;
        Import import;
    };
    [[nodiscard]] Result<Reading> readFrom(const LdapFilter &filter, const QDateTime &now, const std::stop_token &stop) const;
    [[nodiscard]] Result<Import> readAll(LdapConnection &connection, const LdapFilter &filter, const QDateTime &now) const;

    const LdapSettings m_settings;
};

} // namespace gateway::directory
