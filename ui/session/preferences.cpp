#include "ui/session/preferences.h"

#include <QSettings>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui::preferences {
namespace {

template<typename E>
E choice(const QString &key, E highest)
{
    return E(std::clamp(QSettings().value(key, 0).toInt(), 0, int(highest)));
}

} // namespace

LanguageChoice language() { return choice(u"language"_s, LanguageChoice::Japanese); }
void setLanguage(LanguageChoice choice) { QSettings().setValue(u"language"_s, int(choice)); }

Theme::Mode theme() { return choice(u"theme"_s, Theme::Mode::Dark); }
void setTheme(Theme::Mode mode) { QSettings().setValue(u"theme"_s, int(mode)); }

LastGateway lastGateway()
{
    const QSettings settings;
    return {settings.value("gateway/trial"_L1).toBool(), settings.value("gateway/data"_L1).toString(), settings.value("gateway/url"_L1).toString(),
            settings.value("gateway/tokenFile"_L1).toString()};
}

void setLastGateway(const LastGateway &gateway)
{
    QSettings settings;
    settings.setValue(u"gateway/trial"_s, gateway.isTrial);
    settings.setValue(u"gateway/data"_s, gateway.dataDirectory);
    settings.setValue(u"gateway/url"_s, gateway.url);
    settings.setValue(u"gateway/tokenFile"_s, gateway.tokenFile);
}

bool keepsServing() { return QSettings().value(u"keepServing"_s, false).toBool(); }
void setKeepsServing(bool keeps) { QSettings().setValue(u"keepServing"_s, keeps); }

QByteArray state(const QString &name) { return QSettings().value(u"state/"_s + name).toByteArray(); }
void setState(const QString &name, const QByteArray &state) { QSettings().setValue(u"state/"_s + name, state); }

} // namespace ui::preferences
