#include "gateway/store/runningtime.h"

#include "gateway/store/durablefile.h"

#include <algorithm>
#include <array>

namespace gateway::store {

namespace {

const QString fileName = QStringLiteral("running-time");
constexpr qint64 maxFile = 32;

} // namespace

RunningTime::RunningTime(const QString &directory) : m_directory(directory)
{
    if (const Result<QByteArray> octets = readFile(directory + u'/' + fileName, maxFile))
        m_before = std::chrono::seconds(std::max<qint64>(octets->trimmed().toLongLong(), 0));
}

std::chrono::seconds RunningTime::now() const
{
    return m_before + std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - m_started);
}

Result<> RunningTime::save() const
{
    const QByteArray octets = QByteArray::number(qint64(now().count())) + '\n';
    return writeDurably(m_directory, fileName, std::array{QByteArrayView(octets)});
}

bool hasTrulyPassed(std::chrono::seconds time, std::chrono::seconds then, std::chrono::seconds now)
{
    return now < then || now - then >= time / 2;
}

} // namespace gateway::store
