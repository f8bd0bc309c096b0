#pragma once

#include "gateway/admin/types.h"
#include "gateway/result.h"

#include <CLI/CLI.hpp>
#include <functional>

namespace cli {

class Session;

/// What was asked for: set by the chosen subcommand while the command line is read, run after it.
using Command = std::function<int(Session &)>;

// Each adds its commands to the program.
void addStatusCommands(CLI::App &app, Command &chosen);     // status, tls
void addMessageCommands(CLI::App &app, Command &chosen);    // messages, message
void addSendCommand(CLI::App &app, Command &chosen);        // send
void addQuarantineCommands(CLI::App &app, Command &chosen); // quarantine ...
void addQueueCommands(CLI::App &app, Command &chosen);      // queue ...
void addSenderCommands(CLI::App &app, Command &chosen);     // senders ...
void addSettingsCommands(CLI::App &app, Command &chosen);   // domains, policy, config
void addDirectoryCommands(CLI::App &app, Command &chosen);  // directory ...
void addDefenceCommands(CLI::App &app, Command &chosen);    // defence ...
void addTrialCommands(CLI::App &app, Command &chosen);      // samples, mailbox
void addAnalyseCommand(CLI::App &app, Command &chosen);     // analyse
void addAuthCommand(CLI::App &app, Command &chosen);        // auth
void addEventsCommand(CLI::App &app, Command &chosen);      // events --follow

// What several of them need.

/// A subcommand of \a parent with a description.
CLI::App *addCommand(CLI::App &parent, const char *name, const QString &description);

[[nodiscard]] QString toQString(const std::string &text);
[[nodiscard]] QStringList toQStringList(const std::vector<std::string> &texts);

/// --since, --sender, --recipient, --fate, --limit ..., as text until filter() reads them.
struct FilterOptions {
    std::string since, sender, recipient, text, fate, messageClass;
    int offset = 0, limit = 100;

    void addTo(CLI::App &command);
    [[nodiscard]] gateway::admin::MessageFilter filter() const; ///< They were checked when the command line was read.
};

/// --offset and --limit.
struct PageOptions {
    int offset = 0, limit = 100;
    void addTo(CLI::App &command);
};

/// A subcommand that does one thing to each of several ids, until one fails; \a done is what it says then.
void addIdAction(CLI::App &parent, Command &chosen, const char *name, const QString &description,
                 std::function<gateway::Result<>(Session &, const QString &)> act, const QString &done);

/// A subcommand with one id.
void addIdCommand(CLI::App &parent, Command &chosen, const char *name, const QString &description,
                  std::function<int(Session &, const QString &)> run);

/// "13 of 4711" below a list that was cut short, nothing otherwise.
[[nodiscard]] QString rest(qsizetype shown, qint64 total);

} // namespace cli
