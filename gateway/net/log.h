#pragma once

#include <QByteArray>
#include <QLoggingCategory>

namespace gateway::net {

/// One structured line each: "event=refused client=192.0.2.1 cause=...".
Q_DECLARE_LOGGING_CATEGORY(lcNet)

/// A value from outside, safe in a line of the log: quoted where it is not a plain word, controls and non-ASCII as \xNN, cut at 2 KiB
/// (threats.md O5).
[[nodiscard]] QByteArray logValue(QByteArrayView value);
[[nodiscard]] inline QByteArray logValue(const QByteArray &value) { return logValue(QByteArrayView(value)); }
[[nodiscard]] inline QByteArray logValue(const QString &value) { return logValue(value.toUtf8()); }

} // namespace gateway::net
