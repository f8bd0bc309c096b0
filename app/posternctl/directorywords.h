#pragma once

#include "gateway/admin/directorytypes.h"

#include <CLI/CLI.hpp>
#include <functional>

namespace cli {

class Session;
using Command = std::function<int(Session &)>;

/// The part of "directory" about sources: sources, add, remove, test, import, diff, approve, reject.
void addDirectorySourceCommands(CLI::App &directory, Command &chosen);

// What the API says of the directory, in words.
[[nodiscard]] QString outcomeWord(const QString &outcome);              ///< Of a reading; a word for none.
[[nodiscard]] QString lookupWord(const gateway::admin::DirectoryLookup &lookup);
[[nodiscard]] QString sourceWord(const QString &source);                ///< A word for typed ones.
[[nodiscard]] QString stateOf(const gateway::admin::DirectoryEntry &entry);

} // namespace cli
