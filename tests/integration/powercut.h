#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QList>
#include <QMap>
#include <QRandomGenerator>
#include <algorithm>
#include <optional>

/// What a power cut may leave of the file operations that traceshim.cpp wrote down (threats.md D2).
///
/// What a flush covered is there. Of the rest any part may be: pages of 4 KiB of what was written, with zeros in the place of others;
/// changes of a directory one without the other. A rename is whole or not at all.
namespace powercut {

struct Step {
    QByteArray verb;
    QList<QByteArray> words; ///< Behind the verb.
    QByteArray octets;
};

inline QList<Step> readTrace(const QString &path)
{
    QFile file(path);
    QList<Step> steps;
    if (!file.open(QIODevice::ReadOnly))
        return steps;
    while (!file.atEnd()) {
        QList<QByteArray> words = file.readLine().chopped(1).split(' ');
        Step step{words.takeFirst(), words, {}};
        if (step.verb == "write" || step.verb == "say")
            step.octets = file.read(words.last().toLongLong());
        steps.append(step);
    }
    return steps;
}

/// How much survives of what was not flushed.
enum class Luck { Nothing, Everything, Chance };

class Remains
{
public:
    /// After the first \a count steps.
    Remains(const QList<Step> &steps, int count, Luck luck, QRandomGenerator &random) : m_luck(luck), m_random(random)
    {
        findFlushes(steps, count);
        for (int i = 0; i < count; ++i)
            apply(steps[i], i);
    }

    [[nodiscard]] const QByteArray &said() const { return m_said; } ///< To standard output, before the cut.

    /// Writes what is left below \a directory, which exists.
    [[nodiscard]] bool writeTo(const QString &directory) const
    {
        constexpr auto ours = QFile::ReadOwner | QFile::WriteOwner;
        for (const QByteArray &path : m_directories) {
            const QString target = directory + QLatin1Char('/') + QString::fromLocal8Bit(path);
            if (!isReachable(path))
                continue;
            if (!QDir().mkpath(target) || !QFile::setPermissions(target, ours | QFile::ExeOwner))
                return false;
        }
        for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry) {
            const auto &[parent, name] = entry.key();
            if (!isReachable(parent) || name.endsWith("-shm")) // Shared memory: nobody counts on it after a cut.
                continue;
            QFile file(directory + QLatin1Char('/') + QString::fromLocal8Bit(parent + '/' + name));
            const QByteArray &content = m_files[*entry];
            if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.setPermissions(ours))
                return false;
        }
        return true;
    }

private:
    using Entry = std::pair<QByteArray, QByteArray>; // Directory, name.

    /// For each file and directory the last step that a flush covers.
    void findFlushes(const QList<Step> &steps, int count)
    {
        for (int i = 0; i < count; ++i) {
            if (steps[i].verb == "sync")
                m_fileFlush[steps[i].words[0].toInt()] = i;
            else if (steps[i].verb == "syncdir")
                m_directoryFlush[steps[i].words[0]] = i;
        }
    }

    [[nodiscard]] bool isLucky() { return m_luck == Luck::Everything || (m_luck == Luck::Chance && m_random.bounded(2) == 0); }
    [[nodiscard]] bool survives(const QByteArray &directory, int step) { return step < m_directoryFlush.value(directory, -1) || isLucky(); }

    [[nodiscard]] bool isReachable(QByteArray path) const
    {
        while (path != ".") {
            if (!m_directories.contains(path))
                return false;
            const qsizetype slash = path.lastIndexOf('/');
            path = slash < 0 ? QByteArray(".") : path.first(slash);
        }
        return true;
    }

    void apply(const Step &step, int number)
    {
        const QList<QByteArray> &words = step.words;
        if (step.verb == "say") {
            m_said += step.octets;
        } else if (step.verb == "create" || step.verb == "link") {
            if (survives(words[1], number))
                m_entries[{words[1], words[2]}] = words[0].toInt();
        } else if (step.verb == "unlink") {
            if (survives(words[0], number))
                m_entries.remove({words[0], words[1]});
        } else if (step.verb == "mkdir") {
            if (survives(words[0], number))
                m_directories.append(words[0] == "." ? words[1] : words[0] + '/' + words[1]);
        } else if (step.verb == "rename") {
            if (!survives(words[3], number))
                return;
            m_entries[{words[3], words[4]}] = words[0].toInt();
            if (words[1] == words[3] || survives(words[1], number))
                m_entries.remove({words[1], words[2]});
        } else if (step.verb == "truncate") {
            const int file = words[0].toInt();
            if (number < m_fileFlush.value(file, -1) || isLucky())
                m_files[file].resize(words[1].toLongLong(), '\0');
        } else if (step.verb == "write") {
            write(words[0].toInt(), words[1].toLongLong(), step.octets, number);
        }
    }

    void write(int number, qint64 offset, const QByteArray &octets, int step)
    {
        constexpr qint64 pageSize = 4096;
        const bool isFlushed = step < m_fileFlush.value(number, -1);
        QByteArray &content = m_files[number];
        for (qint64 done = 0; done < octets.size();) {
            const qint64 begin = offset + done;
            const qint64 size = std::min(octets.size() - done, pageSize - begin % pageSize);
            const bool isThere = isFlushed || isLucky();
            const bool isGrown = isThere || (m_luck == Luck::Chance && m_random.bounded(4) == 0); // The size alone was written.
            if (isGrown && content.size() < begin + size)
                content.resize(begin + size, '\0');
            if (isThere)
                content.replace(begin, size, octets.constData() + done, size);
            done += size;
        }
    }

    const Luck m_luck;
    QRandomGenerator &m_random;
    QMap<int, int> m_fileFlush;
    QMap<QByteArray, int> m_directoryFlush;
    QMap<int, QByteArray> m_files;
    QMap<Entry, int> m_entries;
    QList<QByteArray> m_directories;
    QByteArray m_said;
};

} // namespace powercut
