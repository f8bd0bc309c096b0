#include "ui/shell/desktop.h"

#include "gateway/admin/endpoint.h"
#include "ui/session/language.h"
#include "ui/session/trialgateway.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QCommandLineParser>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

// Which gateway to look at: the one named, or the last one if it can be found.
GatewayAddress firstGateway(const QCommandLineParser &options)
{
    if (options.isSet(u"data"_s))
        return {.dataDirectory = options.value(u"data"_s), .url = {}, .tokenFile = {}};
    if (options.isSet(u"api"_s))
        return {.dataDirectory = {}, .url = options.value(u"api"_s), .tokenFile = options.value(u"token-file"_s)};
    const preferences::LastGateway last = preferences::lastGateway();
    // A trial ends with its window unless it was to keep serving; one that is gone is not missed.
    if (!last.dataDirectory.isEmpty() && gateway::admin::Endpoint::fromDataDirectory(last.dataDirectory))
        return {.dataDirectory = last.dataDirectory, .url = {}, .tokenFile = {}, .isTrial = last.isTrial};
    return {.dataDirectory = {}, .url = last.url, .tokenFile = last.tokenFile};
}

} // namespace

int runDesktop(QApplication &application)
{
    QApplication::setApplicationName(u"postern"_s);
    QApplication::setOrganizationName(u"postern"_s);
    QApplication::setApplicationDisplayName(u"Postern"_s);
    QApplication::setDesktopFileName(u"postern"_s);

    Language language;
    language.choose(preferences::language());
    QCommandLineParser options;
    options.setApplicationDescription(QApplication::translate("Desktop", "Looks after a Postern mail gateway."));
    options.addHelpOption();
    options.addVersionOption();
    options.addOption({u"data"_s, QApplication::translate("Desktop", "The data directory of a gateway that runs on this computer."), u"directory"_s});
    options.addOption({u"api"_s, QApplication::translate("Desktop", "The address of a gateway's administration interface."), u"url"_s});
    options.addOption({u"token-file"_s, QApplication::translate("Desktop", "The file that holds the token for that address."), u"file"_s});
    options.process(application);

    Theme theme;
    theme.setMode(preferences::theme());
    TrialGateway trial;
    GatewayLink link;
    MainWindow window({link, trial, theme, language});
    if (const GatewayAddress address = firstGateway(options); !address.dataDirectory.isEmpty() || !address.url.isEmpty())
        link.connectTo(address);
    window.show();
    return QApplication::exec();
}

} // namespace ui
