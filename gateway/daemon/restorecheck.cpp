#include "gateway/daemon/restorecheck.h"

#include "gateway/store/durablefile.h"

#include <QDateTime>
#include <QFileInfo>
#include <array>

namespace gateway::daemon {
namespace {

constexpr qint64 maxMark = 100;

/// When a file or directory came into being, in milliseconds; empty where the file system does not know.
QByteArray birthOf(const QString &path)
{
    const QDateTime birth = QFileInfo(path).birthTime();
    return birth.isValid() ? QByteArray::number(birth.toMSecsSinceEpoch()) : QByteArray();
}

} // namespace

RestoreCheck::RestoreCheck(const QString &queueDirectory) : m_queue(queueDirectory), m_mark(queueDirectory + QStringLiteral(".origin"))
{
    const Result<QByteArray> mark = store::readFile(m_mark, maxMark);
    m_isMarked = mark && *mark == ownMark();
    const bool isMissing = !mark && mark.error().kind == Error::Kind::NotFound;
    m_isRestored = !m_isMarked && !isMissing && !ownMark().isEmpty();
}

/// What a mark says that was made here, for this directory: it names its own file, too, because a restore over the old directory replaces that.
QByteArray RestoreCheck::ownMark() const
{
    const QByteArray queue = birthOf(m_queue), mark = birthOf(m_mark);
    return queue.isEmpty() || mark.isEmpty() ? QByteArray() : queue + ' ' + mark + '\n';
}

QString RestoreCheck::problem() const
{
    if (!m_isRestored)
        return {};
    return QStringLiteral("The queue was restored or copied, so its messages may have been delivered already. Nothing is sent from the queue, mail that "
                          "came since included, until you have looked through it, removed what must not be sent again, and drained it.");
}

Result<> RestoreCheck::accept()
{
    if (!m_isMarked) {
        const QFileInfo file(m_mark);
        Result<> written = store::writeDurably(file.path(), file.fileName(), {}); // A new file: only now does it have a time of birth.
        if (written)
            written = store::appendAt(m_mark, 0, ownMark(), store::Flush::Now);
        if (!written)
            return written;
        m_isMarked = true;
    }
    m_isRestored = false;
    return {};
}

} // namespace gateway::daemon
