#include "gateway/net/workerprocess.h"

#include <QFile>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <mutex>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

using namespace Qt::StringLiterals;

namespace gateway::net {
namespace {

constexpr int pipeSize = 1 << 20; // A whole ordinary message goes through in one turn.

/// A pipe whose ends no other child inherits.
struct Pipe {
    int reading = -1, writing = -1;

    Pipe()
    {
        std::array<int, 2> ends{};
        if (pipe2(ends.data(), O_CLOEXEC) == 0) {
            reading = ends[0];
            writing = ends[1];
        }
    }
    Pipe(const Pipe &) = delete;
    Pipe &operator=(const Pipe &) = delete;
    ~Pipe()
    {
        for (const int end : {reading, writing}) {
            if (end >= 0)
                close(end);
        }
    }
    [[nodiscard]] bool isOpen() const { return reading >= 0; }
};

/// Spawn attributes and file actions, released in every case.
struct SpawnPlan {
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t actions;

    SpawnPlan()
    {
        posix_spawnattr_init(&attributes);
        posix_spawn_file_actions_init(&actions);
    }
    SpawnPlan(const SpawnPlan &) = delete;
    SpawnPlan &operator=(const SpawnPlan &) = delete;
    ~SpawnPlan()
    {
        posix_spawn_file_actions_destroy(&actions);
        posix_spawnattr_destroy(&attributes);
    }

    void use(int descriptor, int as) { posix_spawn_file_actions_adddup2(&actions, descriptor, as); }
    void finish()
    {
#if defined(__GLIBC__)
        posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
#endif // Elsewhere close-on-exec does it, which all of our descriptors have.
        sigset_t all, none;
        sigfillset(&all);
        sigemptyset(&none);
        posix_spawnattr_setsigdefault(&attributes, &all);
        posix_spawnattr_setsigmask(&attributes, &none);
        posix_spawnattr_setpgroup(&attributes, 0); // Ctrl-C in a terminal reaches the gateway, which ends its workers itself.
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
    }
};

void ignoreBrokenPipes()
{
    static std::once_flag once;
    // A worker that died while we write to it is an error of that write, not the end of the gateway.
    std::call_once(once, [] { std::signal(SIGPIPE, SIG_IGN); });
}

/// The last words of a child, made harmless: they may quote mail (threats.md O5).
QString lastWords(int descriptor)
{
    QByteArray octets;
    std::array<char, 4096> chunk;
    for (ssize_t count = 0; octets.size() < (1 << 16) && (count = read(descriptor, chunk.data(), chunk.size())) > 0;)
        octets.append(chunk.data(), count);
    QString text = QString::fromUtf8(octets.right(500)).simplified();
    std::ranges::replace_if(text, [](QChar c) { return !c.isPrint(); }, u'?');
    while (text.endsWith(u'.')) // The caller's sentence goes on.
        text.chop(1);
    return text;
}

QString endText(int status)
{
    if (WIFEXITED(status))
        return u"ended with exit code %1"_s.arg(WEXITSTATUS(status));
    return u"was ended by signal %1 (%2)"_s.arg(QString::number(WTERMSIG(status)), QString::fromLatin1(strsignal(WTERMSIG(status))));
}

} // namespace

qint64 machineMemory()
{
    return qint64(::sysconf(_SC_PHYS_PAGES)) * ::sysconf(_SC_PAGESIZE);
}

Result<WorkerProcess> WorkerProcess::start(const QString &program, const QStringList &arguments)
{
    ignoreBrokenPipes();
    const auto failed = [&program](int error) {
        return failure(Error::Kind::Io, u"%1 could not be started: %2."_s.arg(program, QString::fromLocal8Bit(std::strerror(error))));
    };
    Pipe input, output, errorOutput;
    if (!input.isOpen() || !output.isOpen() || !errorOutput.isOpen())
        return failed(errno);
#if defined(F_SETPIPE_SZ)
    fcntl(input.writing, F_SETPIPE_SZ, pipeSize); // A smaller pipe only costs time.
#endif
    fcntl(errorOutput.reading, F_SETFL, O_NONBLOCK); // We read what is there.
    fcntl(errorOutput.writing, F_SETFL, O_NONBLOCK); // The child loses words rather than wait for us.

    SpawnPlan plan;
    plan.use(input.reading, STDIN_FILENO);
    plan.use(output.writing, STDOUT_FILENO);
    plan.use(errorOutput.writing, STDERR_FILENO);
    plan.finish();
    QList<QByteArray> octets{QFile::encodeName(program)};
    for (const QString &argument : arguments)
        octets.append(argument.toLocal8Bit());
    std::vector<char *> argv;
    for (QByteArray &argument : octets)
        argv.push_back(argument.data());
    argv.push_back(nullptr);
    // A worker allocates the same megabytes for every message: glibc is told not to give them back to the system each time.
    std::array environment{QByteArray("LC_ALL=C.UTF-8"), QByteArray("TZ=UTC"),
                           QByteArray("GLIBC_TUNABLES=glibc.malloc.mmap_threshold=33554432:glibc.malloc.trim_threshold=67108864")};
    std::array<char *, 4> envp{environment[0].data(), environment[1].data(), environment[2].data(), nullptr};
    pid_t pid = -1;
    if (const int error = posix_spawn(&pid, octets[0].constData(), &plan.actions, &plan.attributes, argv.data(), envp.data()); error != 0)
        return failed(error);

    WorkerProcess process;
    process.m_pid = pid;
    process.m_input = std::exchange(input.writing, -1);
    process.m_output = std::exchange(output.reading, -1);
    process.m_errorOutput = std::exchange(errorOutput.reading, -1);
    return process;
}

WorkerProcess::WorkerProcess(WorkerProcess &&other) noexcept
    : m_pid(std::exchange(other.m_pid, -1)), m_input(other.takeInput()), m_output(other.takeOutput()),
      m_errorOutput(std::exchange(other.m_errorOutput, -1))
{
}

WorkerProcess &WorkerProcess::operator=(WorkerProcess &&other) noexcept
{
    if (this != &other) {
        end();
        m_pid = std::exchange(other.m_pid, -1);
        m_input = other.takeInput();
        m_output = other.takeOutput();
        m_errorOutput = std::exchange(other.m_errorOutput, -1);
    }
    return *this;
}

WorkerProcess::~WorkerProcess()
{
    end();
}

void WorkerProcess::end()
{
    kill();
    (void)wait();
    for (const int descriptor : {m_input, m_output, m_errorOutput}) {
        if (descriptor >= 0)
            close(descriptor);
    }
    m_input = m_output = m_errorOutput = -1;
}

void WorkerProcess::kill()
{
    if (m_pid > 0)
        ::kill(pid_t(m_pid), SIGKILL); // Not waited for yet, so the number is still this process.
}

QString WorkerProcess::wait()
{
    if (m_pid <= 0)
        return u"was waited for already"_s;
    int status = 0;
    while (waitpid(pid_t(m_pid), &status, 0) < 0 && errno == EINTR) { }
    m_pid = -1;
    const QString words = lastWords(m_errorOutput);
    return words.isEmpty() ? endText(status) : endText(status) + ": "_L1 + words;
}

} // namespace gateway::net
