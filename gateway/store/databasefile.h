#pragma once

#include "gateway/store/connection.h"
#include "gateway/store/database.h"

namespace gateway::store {

/// The writer's connection to a database file that has been checked and brought to the newest schema.
struct OpenedFile {
    std::unique_ptr<Connection> connection;
    bool wasRebuilt = false;   ///< A damaged file was moved aside.
    bool needsCheck = false;   ///< Too large to check before serving: check it in the background.
};

/// Opens, checks, repairs by moving aside, migrates. The file must be locked by the caller.
[[nodiscard]] Result<OpenedFile> openDatabaseFile(const QString &file, const QList<Database::Migration> &migrations);

/// PRAGMA quick_check: false if the file is damaged.
[[nodiscard]] Result<bool> isWhole(Connection &connection);

/// Leaves a note that the next open moves \a file aside: damage was found while it was in use.
void condemn(const QString &file);

} // namespace gateway::store
