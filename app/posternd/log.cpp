#include "app/posternd/log.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <cstdio>

namespace {

constexpr qsizetype maxText = 2048;

const char *levelName(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg: return "debug";
    case QtInfoMsg: return "info";
    case QtWarningMsg: return "warning";
    case QtCriticalMsg: case QtFatalMsg: break;
    }
    return "error";
}

bool isHarmful(QChar c)
{
    return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format || c.category() == QChar::Separator_Line
        || c.category() == QChar::Separator_Paragraph;
}

void write(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    QString text;
    for (const QChar c : message.left(maxText)) {
        if (isHarmful(c))
            text += QStringLiteral("\\u%1").arg(ushort(c.unicode()), 4, 16, QLatin1Char('0'));
        else
            text += c;
    }
    const QByteArray line = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1() + ' ' + levelName(type) + ' '
        + (context.category ? context.category : "default") + ' ' + text.toUtf8() + '\n';
    std::fwrite(line.constData(), 1, std::size_t(line.size()), stderr); // One call: lines of several threads do not mix.
}

} // namespace

void installLog() { qInstallMessageHandler(write); }
