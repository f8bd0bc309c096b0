#pragma once

#include <QByteArray>
#include <QString>

namespace gateway {

/// One record of the log: "event=refused id=4Z0 cause=\"no such user\"". Values from outside are quoted where they are no plain word,
/// control characters and non-ASCII octets become \xNN, and each is cut at 2 KiB (threats.md O5).
///
///     qCWarning(lcMail).noquote() << LogRecord("refused").add("client", address).text();
class LogRecord
{
public:
    explicit LogRecord(const char *event);
    LogRecord &add(const char *key, QByteArrayView value);
    LogRecord &add(const char *key, const char *value) { return add(key, QByteArrayView(value)); }
    LogRecord &add(const char *key, const QByteArray &value) { return add(key, QByteArrayView(value)); }
    LogRecord &add(const char *key, const QString &value) { return add(key, value.toUtf8()); }
    LogRecord &add(const char *key, qint64 value) { return add(key, QByteArray::number(value)); }
    [[nodiscard]] const QByteArray &text() const { return m_text; }

private:
    QByteArray m_text;
};

} // namespace gateway
