#include "gateway/daemon/restorecheck.h"

#include "gateway/store/durablefile.h"

#include <QDateTime>
#include <QFileInfo>
#include <array>

namespace gateway::daemon {
namespace {

constexpr qint64 maxMark = 32;

QByteArray birthOf(const QString &directory)
{
    const QDateTime birth = QFileInfo(directory).birthTime();
    return birth.isValid() ? QByteArray::number(birth.toMSecsSinceEpoch()) : QByteArray();
}

} // namespace

RestoreCheck::RestoreCheck(const QString &queueDirectory)
    : m_directory(queueDirectory), m_mark(QFileInfo(queueDirectory).fileName() + QStringLiteral(".origin"))
{
    const Result<QByteArray> mark = store::readFile(QFileInfo(m_directory).path() + u'/' + m_mark, maxMark);
    m_isRestored = mark && !birthOf(m_directory).isEmpty() && mark->trimmed() != birthOf(m_directory);
}

QString RestoreCheck::problem() const
{
    if (!m_isRestored)
        return {};
    return QStringLiteral("The queue was restored or copied, so its messages may have been delivered already. Nothing in it is sent until you have "
                          "looked through it, removed what must not be sent again, and drained it.");
}

Result<> RestoreCheck::accept()
{
    m_isRestored = false;
    const QByteArray birth = birthOf(m_directory) + '\n';
    return store::writeDurably(QFileInfo(m_directory).path(), m_mark, std::array{QByteArrayView(birth)});
}

} // namespace gateway::daemon
