#pragma once

#include <QProcess>
#include <QTimer>

namespace ui {

/// The private gateway of a trial: a child process on loopback that this window starts, watches and ends.
class TrialGateway : public QObject
{
    Q_OBJECT
public:
    enum class State { Stopped, Starting, Serving, Failed };

    explicit TrialGateway(QObject *parent = nullptr);
    ~TrialGateway() override; ///< Ends the gateway, unless it is to keep serving.

    /// \a program empty: posternd beside our own executable, else in PATH.
    void start(const QString &dataDirectory, const QString &program = {});
    void stop();
    void setKeepsServing(bool keeps) { m_keepsServing = keeps; }

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const QString &dataDirectory() const { return m_dataDirectory; }
    [[nodiscard]] const QString &cause() const { return m_cause; }   ///< What went wrong, and why.
    [[nodiscard]] const QString &remedy() const { return m_remedy; } ///< What to do about it.
    [[nodiscard]] QString log() const;                               ///< The last words of the gateway, verbatim.

    [[nodiscard]] static QString defaultDataDirectory();
    [[nodiscard]] static QString findProgram();
    [[nodiscard]] QString logFile() const { return m_dataDirectory + QStringLiteral(".log"); }

Q_SIGNALS:
    void stateChanged();

private:
    void enter(State state);
    void fail(const QString &cause, const QString &remedy);
    void readOutput();
    void ended(int exitCode, QProcess::ExitStatus status);

    QProcess *m_process; ///< No child of ours: one that keeps serving is left alone at the end.
    QTimer m_patience;
    State m_state = State::Stopped;
    bool m_keepsServing = false;
    QString m_dataDirectory, m_cause, m_remedy;
    QByteArray m_line;
};

} // namespace ui
