#include "app/postern-scan/sandbox.h"

#include <QFile>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace scan {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool hasShadowMemory = true; // Sanitizers reserve terabytes of address space.
#else
constexpr bool hasShadowMemory = false;
#endif

bool limit(__rlimit_resource resource, rlim_t value)
{
    const rlimit both{value, value};
    return setrlimit(resource, &both) == 0;
}

QString becauseOfErrno(const char *name) { return QString::fromLatin1(name) + " ("_L1 + QString::fromLocal8Bit(std::strerror(errno)) + u')'; }

bool limitResources(const SandboxConfig &config)
{
    std::signal(SIGXFSZ, SIG_IGN); // A file over the limit is a failed write, not the end of the worker.
    bool done = limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, rlim_t(config.maxFileSize));
    // Unpacking 16 levels deep in each thread needs some descriptors; the content worker needs none beside its three.
    done = limit(RLIMIT_NOFILE, config.temporaryDirectory.isEmpty() ? 16 : 512) && done;
    if (!config.mayStartThreads)
        done = limit(RLIMIT_NPROC, 0) && done;
    return done;
}

// The parts of <linux/landlock.h> that are used, so that older headers do: ABI 1 (files), 2 (refer), 3 (truncate),
// 4 (TCP), 5 (device ioctl), 6 (signals, abstract sockets).
struct LandlockRuleset {
    std::uint64_t handledFiles = 0, handledNetwork = 0, scoped = 0;
};
struct [[gnu::packed]] LandlockPath {
    std::uint64_t allowed = 0;
    std::int32_t descriptor = -1;
};
constexpr std::uint64_t bit(int n) { return std::uint64_t(1) << n; }
constexpr std::uint64_t writeFile = bit(1), readFile = bit(2), readDirectory = bit(3), removeDirectory = bit(4), removeFile = bit(5),
                        makeDirectory = bit(7), makeRegular = bit(8), truncate = bit(14);

/// Nothing if done, else why not.
std::optional<QString> restrictFiles(const QByteArray &directory)
{
    constexpr int createRuleset = 444, addRule = 445, restrictSelf = 446; // The same numbers on all architectures.
    const long version = syscall(createRuleset, nullptr, 0, 1 /* LANDLOCK_CREATE_RULESET_VERSION */);
    if (version < 1)
        return u"landlock (not in this kernel)"_s;
    const int files = version >= 5 ? 16 : version >= 3 ? 15 : version >= 2 ? 14 : 13; // How many rights this kernel knows.
    const LandlockRuleset ruleset{bit(files) - 1, version >= 4 ? bit(0) | bit(1) : 0, version >= 6 ? bit(0) | bit(1) : 0};
    const std::size_t size = version >= 6 ? sizeof ruleset : version >= 4 ? 16 : 8;
    const int descriptor = int(syscall(createRuleset, &ruleset, size, 0));
    if (descriptor < 0)
        return becauseOfErrno("landlock");
    bool done = true;
    if (!directory.isEmpty()) {
        const std::uint64_t all = writeFile | readFile | readDirectory | removeDirectory | removeFile | makeDirectory | makeRegular | truncate;
        LandlockPath path{all & ruleset.handledFiles, open(directory.constData(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)};
        done = path.descriptor >= 0 && syscall(addRule, descriptor, 1 /* LANDLOCK_RULE_PATH_BENEATH */, &path, 0) == 0;
        if (path.descriptor >= 0)
            close(path.descriptor);
    }
    done = done && syscall(restrictSelf, descriptor, 0) == 0;
    const QString cause = done ? QString() : becauseOfErrno("landlock");
    close(descriptor);
    return done ? std::nullopt : std::optional(cause);
}

/// What computing, memory, threads and the two pipes need.
constexpr std::array plainCalls{
    SCMP_SYS(read),          SCMP_SYS(readv),           SCMP_SYS(write),          SCMP_SYS(writev),       SCMP_SYS(close),
    SCMP_SYS(fstat),         SCMP_SYS(lseek),           SCMP_SYS(munmap),         SCMP_SYS(mremap),       SCMP_SYS(brk),
    SCMP_SYS(madvise),       SCMP_SYS(futex),           SCMP_SYS(set_robust_list), SCMP_SYS(rseq),        SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity), SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres), SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep),
    SCMP_SYS(gettimeofday),  SCMP_SYS(time),            SCMP_SYS(times),          SCMP_SYS(getrusage),    SCMP_SYS(getrandom),
    SCMP_SYS(getpid),        SCMP_SYS(getppid),         SCMP_SYS(gettid),         SCMP_SYS(getuid),       SCMP_SYS(geteuid),
    SCMP_SYS(getgid),        SCMP_SYS(getegid),         SCMP_SYS(uname),          SCMP_SYS(sysinfo),      SCMP_SYS(getcpu),
    SCMP_SYS(rt_sigaction),  SCMP_SYS(rt_sigprocmask),  SCMP_SYS(rt_sigreturn),   SCMP_SYS(sigaltstack),  SCMP_SYS(restart_syscall),
    SCMP_SYS(poll),          SCMP_SYS(ppoll),           SCMP_SYS(exit),           SCMP_SYS(exit_group),   SCMP_SYS(membarrier),
};

/// Temporary files; which ones is Landlock's part, for a filter of system calls does not see paths.
constexpr std::array fileCalls{
    SCMP_SYS(open),      SCMP_SYS(openat),    SCMP_SYS(stat),      SCMP_SYS(lstat),     SCMP_SYS(newfstatat), SCMP_SYS(statx),
    SCMP_SYS(statfs),    SCMP_SYS(fstatfs),   SCMP_SYS(access),    SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(mkdir),
    SCMP_SYS(mkdirat),   SCMP_SYS(rmdir),     SCMP_SYS(unlink),    SCMP_SYS(unlinkat),  SCMP_SYS(getdents64), SCMP_SYS(getdents),
    SCMP_SYS(ftruncate), SCMP_SYS(pread64),   SCMP_SYS(pwrite64),  SCMP_SYS(dup),       SCMP_SYS(getcwd),     SCMP_SYS(umask),
    SCMP_SYS(fadvise64), SCMP_SYS(fallocate),
};

bool allow(scmp_filter_ctx filter, std::span<const int> calls)
{
    for (const int call : calls) {
        // A call that an architecture does not have needs no rule.
        if (call >= 0 && seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) != 0)
            return false;
    }
    return true;
}

bool addRules(scmp_filter_ctx filter, const SandboxConfig &config)
{
    bool done = allow(filter, plainCalls);
    if (!config.temporaryDirectory.isEmpty())
        done = allow(filter, fileCalls) && done;
    // No memory becomes executable any more.
    for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)})
        done = seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0 && done;
    for (const int command : {F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC})
        done = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1, SCMP_A1(SCMP_CMP_EQ, scmp_datum_t(command))) == 0 && done;
    // abort() sends its signal to this process; no other process is reached.
    done = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_EQ, scmp_datum_t(getpid()))) == 0 && done;
    if (config.mayStartThreads) {
        // The flags of clone3 stand in memory where no filter sees them: ENOSYS sends the C library to clone.
        done = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0 && done;
        done = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD)) == 0
            && done;
    }
    return done;
}

std::optional<QString> restrictCalls(const SandboxConfig &config)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter)
        return u"seccomp (no filter)"_s;
    errno = 0;
    const bool isReady = addRules(filter, config);
    const int error = isReady ? seccomp_load(filter) : -EINVAL;
    seccomp_release(filter);
    if (error == 0)
        return {};
    errno = -error;
    return becauseOfErrno("seccomp");
}

} // namespace

SandboxState enterSandbox(const SandboxConfig &config)
{
    SandboxState state;
    const auto note = [&state](const QString &name, const std::optional<QString> &cause) {
        (cause ? state.missing : state.active).append(cause.value_or(name));
    };
    const auto done = [](bool isDone, const char *name) { return isDone ? std::nullopt : std::optional(becauseOfErrno(name)); };
    note(u"no_new_privs"_s, done(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0, "no_new_privs"));
    note(u"no dumps"_s, done(prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0, "no dumps")); // Nor may others of this user trace it.
    note(u"rlimits"_s, done(limitResources(config), "rlimits"));
    note(u"landlock"_s, restrictFiles(config.temporaryDirectory));
    note(u"seccomp"_s, restrictCalls(config));
    if (geteuid() == 0)
        state.missing.append(u"own user (runs as root)"_s);
    return state;
}

void limitMemory(qint64 octets)
{
    if constexpr (!hasShadowMemory)
        limit(RLIMIT_AS, rlim_t(octets));
    QFile score(u"/proc/self/oom_score_adj"_s);
    if (score.open(QFile::WriteOnly | QFile::Unbuffered))
        score.write("800");
}

void endWithParent() { prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0); }

} // namespace scan
