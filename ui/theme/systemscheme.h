#pragma once

#include <QObject>

#ifndef Q_OS_WIN
class QDBusVariant;
#endif

namespace ui {

/// Whether the desktop prefers dark windows. Qt 6.4 does not say, so the desktop itself is asked: the settings portal on Linux,
/// the registry on Windows, elsewhere the lightness of the palette the platform gave at start.
class SystemScheme : public QObject
{
    Q_OBJECT
public:
    explicit SystemScheme(QObject *parent = nullptr);

    [[nodiscard]] bool isDark() const { return m_isDark; }

Q_SIGNALS:
    void changed();

private:
    void set(bool isDark);
#ifndef Q_OS_WIN
    void watchPortal();
    Q_SLOT void settingChanged(const QString &group, const QString &key, const QDBusVariant &value);
#endif

    bool m_isDark = false;
};

} // namespace ui
