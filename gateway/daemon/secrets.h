#pragma once

#include "gateway/result.h"

#include <QByteArray>

namespace gateway::daemon {

/// Passwords that the gateway needs to log in elsewhere: one file with mode 0600 each, in a directory of their own, so that no export, copy of
/// the settings or table of the database has them (threats.md O6). Names are of [a-z0-9-]. Thread-safe; all blocks.
class Secrets
{
public:
    /// Makes the directory if it is missing.
    [[nodiscard]] static Result<Secrets> open(const QString &directory);

    [[nodiscard]] Result<QByteArray> get(const QString &name) const; ///< Empty if there is none.
    [[nodiscard]] Result<> put(const QString &name, const QByteArray &secret);
    [[nodiscard]] Result<> remove(const QString &name);

private:
    explicit Secrets(QString directory) : m_directory(std::move(directory)) {}
    const QString m_directory;
};

} // namespace gateway::daemon
