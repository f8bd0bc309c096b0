#include "app/posternd/commandline.h"

#include "gateway/delivery/routes.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSysInfo>
#include <iostream>

using gateway::Result;
using namespace gateway::daemon;

namespace {

/// Where the packaged ClamAV keeps its signatures, and our own test signatures beside the program or in its installed place.
QStringList signatureDirectories()
{
    QStringList all;
    const QString program = QCoreApplication::applicationDirPath();
    for (const QString &directory : {QStringLiteral("/var/lib/clamav"), program + QStringLiteral("/signatures"),
                                     program + QStringLiteral("/../share/postern/signatures")}) {
        if (QFileInfo(directory).isDir())
            all.append(QDir::cleanPath(directory));
    }
    return all;
}

Config defaults()
{
    Config config;
    config.server.session.hostName = config.client.session.hostName = defaultHostName(QSysInfo::machineHostName());
    config.scanner.program = QCoreApplication::applicationDirPath() + QStringLiteral("/postern-scan");
    config.scanner.signatureDirectories = signatureDirectories();
    return config;
}

/// The configuration file first, then the options, which win.
Result<> apply(Config &config, const std::string &file, const std::vector<std::pair<QString, QString>> &options)
{
    if (!file.empty()) {
        if (Result<> read = applyFile(config, QString::fromStdString(file)); !read)
            return read;
    }
    for (const auto &[key, value] : options) {
        if (Result<> set = applySetting(config, key, value); !set)
            return set;
    }
    return {};
}

} // namespace

std::variant<Config, int> readCommandLine(int argc, char **argv)
{
    CLI::App app("Postern mail gateway: takes mail by SMTP, checks it, and hands it to the mail server in the same session.");
    std::string data, file, listen, nextHop, api;
    std::vector<std::string> sets;
    bool isTrial = false;
    app.set_version_flag("--version", "posternd " POSTERN_VERSION);
    app.add_option("--data", data, "Data directory; made if it is missing")->required();
    app.add_option("--config", file, "Configuration file (TOML)");
    app.add_flag("--trial", isTrial, "Everything on loopback, with the domain trial.test and a test mailbox");
    app.add_option("--listen", listen, "ADDR:PORT for SMTP; port 0 picks a free one");
    app.add_option("--next-hop", nextHop, "HOST:PORT of the mail server");
    app.add_option("--api", api, "ADDR:PORT of the admin API");
    app.add_option("--set", sets, "KEY=VALUE: overrides one setting for this run")->allow_extra_args(false);
    app.footer("Settings:\n" + settingsHelp().toStdString());
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    std::vector<std::pair<QString, QString>> options;
    const auto option = [&options](const char *key, const std::string &value) {
        if (!value.empty())
            options.emplace_back(QString::fromLatin1(key), QString::fromStdString(value));
    };
    option("smtp.listen", listen);
    option("delivery.next-hop", nextHop);
    option("api.listen", api);
    for (const std::string &set : sets) {
        const QString text = QString::fromStdString(set);
        options.emplace_back(text.section(u'=', 0, 0), text.section(u'=', 1));
    }
    Config config = defaults();
    config.dataDirectory = QDir(QString::fromStdString(data)).absolutePath();
    config.isTrial = config.acceptsTestSignaturesOnly = isTrial;
    if (const Result<> applied = apply(config, file, options); !applied) {
        std::cerr << "posternd: " << applied.error().message.toStdString() << '\n';
        return 2;
    }
    return config;
}
