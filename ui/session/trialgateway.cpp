#include "ui/session/trialgateway.h"

#include "gateway/admin/endpoint.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {
namespace {

constexpr auto longestStart = 30s;
constexpr auto longestStop = 5s;
constexpr qint64 logSize = 4'000;
const QString smtpAddress = u"127.0.0.1:2525"_s;

} // namespace

TrialGateway::TrialGateway(QObject *parent) : QObject(parent), m_process(new QProcess)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        fail(tr("The trial gateway did not become ready within 30 s."), tr("Try again. If it happens again, look at its last words below."));
    });
    connect(m_process, &QProcess::readyReadStandardOutput, this, &TrialGateway::readOutput);
    connect(m_process, &QProcess::finished, this, &TrialGateway::ended);
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail(tr("The program %1 could not be started: %2.").arg(m_process->program(), m_process->errorString()), tr("Check that it may be executed, or install Postern again."));
    });
}

TrialGateway::~TrialGateway()
{
    m_process->disconnect(this);
    if (m_state == State::Serving && m_keepsServing)
        return; // Its QProcess is left behind on purpose: the destructor would kill the child.
    stop();
    delete m_process;
}

QString TrialGateway::defaultDataDirectory() { return gateway::admin::Endpoint::trialDataDirectory(); }

QString TrialGateway::findProgram()
{
    const QString beside = QStandardPaths::findExecutable(u"posternd"_s, {QCoreApplication::applicationDirPath()});
    return beside.isEmpty() ? QStandardPaths::findExecutable(u"posternd"_s) : beside;
}

void TrialGateway::start(const QString &dataDirectory, const QString &program)
{
    if (m_process->state() != QProcess::NotRunning)
        return;
    m_dataDirectory = dataDirectory;
    m_line.clear();
    const QString found = program.isEmpty() ? findProgram() : program;
    if (found.isEmpty())
        return fail(tr("The program posternd was not found."), tr("Install the gateway's package, or put posternd beside this program."));
    // The gateway makes its own directory, for itself alone; its log lies beside it.
    const QString parent = QFileInfo(dataDirectory).absolutePath();
    if (!QDir().mkpath(parent))
        return fail(tr("The folder %1 could not be made.").arg(parent), tr("Check that your home folder is not full and may be written to."));
    enter(State::Starting);
    m_patience.start(longestStart);
    m_process->setStandardErrorFile(logFile(), QIODevice::Truncate);
    m_process->start(found, {u"--data"_s, dataDirectory, u"--trial"_s, u"--listen"_s, smtpAddress, u"--api"_s, u"127.0.0.1:0"_s});
}

QString TrialGateway::log() const
{
    QFile file(logFile());
    if (!file.open(QIODevice::ReadOnly))
        return {};
    file.seek(std::max<qint64>(0, file.size() - logSize));
    return QString::fromUtf8(file.readAll());
}

void TrialGateway::stop()
{
    m_patience.stop();
    if (m_process->state() != QProcess::NotRunning) {
        m_process->terminate(); // SIGTERM: it finishes its sessions and exits 0.
        if (!m_process->waitForFinished(int(std::chrono::milliseconds(longestStop).count())))
            m_process->kill();
    }
    enter(State::Stopped);
}

// One line says that it serves: "ready smtp=127.0.0.1:2525 api=http://127.0.0.1:8025 ...".
void TrialGateway::readOutput()
{
    m_line += m_process->readAllStandardOutput();
    if (m_state != State::Starting || !m_line.contains('\n'))
        return;
    if (m_line.startsWith("ready ")) {
        m_patience.stop();
        enter(State::Serving);
    }
    m_line.clear();
}

void TrialGateway::ended(int exitCode, QProcess::ExitStatus status)
{
    if (m_state == State::Stopped || m_state == State::Failed)
        return;
    const QString words = log();
    const bool isBusy = words.contains("address already in use"_L1, Qt::CaseInsensitive) || words.contains("address in use"_L1, Qt::CaseInsensitive);
    const bool isLocked = words.contains("lock"_L1, Qt::CaseInsensitive);
    const QString cause = status == QProcess::CrashExit ? tr("The trial gateway ended unexpectedly.") : tr("The trial gateway ended with exit code %1.").arg(exitCode);
    if (isBusy)
        fail(tr("Another program uses %1, where the trial wants to receive mail.").arg(smtpAddress), tr("End that program, then try again."));
    else if (isLocked)
        fail(tr("Another gateway already uses the trial's data."), tr("End it, or connect to its data directory below."));
    else
        fail(cause, tr("Its last words are below. Try again."));
}

void TrialGateway::fail(const QString &cause, const QString &remedy)
{
    m_cause = cause;
    m_remedy = remedy;
    enter(State::Failed);
    m_patience.stop();
    if (m_process->state() != QProcess::NotRunning)
        m_process->kill();
}

void TrialGateway::enter(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

} // namespace ui
