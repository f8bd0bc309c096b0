#pragma once

#include "gateway/result.h"

#include <QByteArray>

namespace gateway::net {

/// A private directory (0700) for the temporary files of one process; removed with all it holds at the end of this object.
class ScratchDirectory
{
public:
    /// Makes one with a random name in \a parent.
    [[nodiscard]] static Result<ScratchDirectory> make(const QString &parent);
    /// Makes \a parent if needed, checks that it is private and ours (threats.md O7) and removes the directories that a killed
    /// gateway left in it (V6).
    [[nodiscard]] static Result<> prepareParent(const QString &parent);

    /// Where such directories should be: in memory if the system has a place for that with plenty of room, as the engine makes and removes
    /// a dozen small files for each message; otherwise where the system keeps temporary files.
    [[nodiscard]] static QString fastPlace();
    /// The same for the gateway with this data: each of its runs finds what a killed one left. Without a fast place it is with the data.
    [[nodiscard]] static QString placeOf(const QString &dataDirectory);

    ScratchDirectory() = default; ///< None.
    ScratchDirectory(ScratchDirectory &&other) noexcept : m_path(std::exchange(other.m_path, {})) {}
    ScratchDirectory &operator=(ScratchDirectory &&other) noexcept;
    ~ScratchDirectory() { remove(); }

    [[nodiscard]] const QByteArray &path() const { return m_path; } ///< As the system writes names.

private:
    void remove();
    QByteArray m_path;
};

} // namespace gateway::net
