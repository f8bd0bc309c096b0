#include "ui/theme/systemscheme.h"

#include <QGuiApplication>
#include <QPalette>
#include <QSettings>
#ifndef Q_OS_WIN
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#endif

using namespace Qt::StringLiterals;

namespace ui {
#ifndef Q_OS_WIN
namespace {

const QString portal = u"org.freedesktop.portal.Desktop"_s;
const QString path = u"/org/freedesktop/portal/desktop"_s;
const QString settings = u"org.freedesktop.portal.Settings"_s;
const QString appearance = u"org.freedesktop.appearance"_s;
const QString scheme = u"color-scheme"_s;
constexpr uint prefersDark = 1; // 0 no preference, 2 light.

} // namespace
#endif

SystemScheme::SystemScheme(QObject *parent) : QObject(parent)
{
    const QPalette palette = QGuiApplication::palette();
    m_isDark = palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
#ifdef Q_OS_WIN
    const QSettings registry(uR"(HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize)"_s, QSettings::NativeFormat);
    m_isDark = registry.value("AppsUseLightTheme"_L1, 1).toInt() == 0;
#else
    watchPortal();
#endif
}

#ifndef Q_OS_WIN
void SystemScheme::watchPortal()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(portal, path, settings, u"SettingChanged"_s, this, SLOT(settingChanged(QString, QString, QDBusVariant)));
    QDBusMessage call = QDBusMessage::createMethodCall(portal, path, settings, u"Read"_s);
    call << appearance << scheme;
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QVariant> reply = *watcher;
        watcher->deleteLater();
        if (reply.isError())
            return; // No portal on this desktop: what the palette said stays.
        // The portal wraps the value in a variant of its own.
        const QVariant inner = reply.value();
        settingChanged(appearance, scheme, inner.canConvert<QDBusVariant>() ? inner.value<QDBusVariant>() : QDBusVariant(inner));
    });
}

void SystemScheme::settingChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group == appearance && key == scheme)
        set(value.variant().toUInt() == prefersDark);
}
#endif

void SystemScheme::set(bool isDark)
{
    if (m_isDark == isDark)
        return;
    m_isDark = isDark;
    Q_EMIT changed();
}

} // namespace ui
