#include "app/postern-scan/sandbox.h"

#include <QFile>
#include <arpa/inet.h>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace {

void report(const char *name, bool isDone)
{
    std::printf("%s %s\n", name, isDone ? "done" : "refused");
    std::fflush(stdout);
}

bool opens(const char *path, int flags)
{
    const int descriptor = open(path, flags | O_CLOEXEC, 0600);
    if (descriptor >= 0)
        close(descriptor);
    return descriptor >= 0;
}

bool connects(in_port_t port)
{
    const int descriptor = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return descriptor >= 0 && connect(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
}

bool forks()
{
    const pid_t child = fork();
    if (child == 0)
        _exit(0);
    if (child > 0)
        waitpid(child, nullptr, 0);
    return child > 0;
}

bool executes()
{
    char program[] = "/bin/true";
    char *const arguments[] = {program, nullptr};
    execve(program, arguments, nullptr); // Does not come back if it is allowed: the test then misses the line "end".
    return false;
}

void probeFiles(const std::string &spool, const std::string &scratch)
{
    const std::string canary = spool + "/canary";
    report("read-spool", opens(canary.c_str(), O_RDONLY));
    report("write-spool", opens(canary.c_str(), O_WRONLY));
    report("truncate-spool", truncate(canary.c_str(), 0) == 0);
    report("create-in-spool", opens((spool + "/new").c_str(), O_WRONLY | O_CREAT));
    report("unlink-spool", unlink(canary.c_str()) == 0);
    report("rename-spool", rename(canary.c_str(), (scratch + "/stolen").c_str()) == 0);
    report("link-spool", link(canary.c_str(), (scratch + "/linked").c_str()) == 0);
    report("symlink", symlink(canary.c_str(), (scratch + "/symbolic").c_str()) == 0);
    report("chmod-spool", chmod(canary.c_str(), 0777) == 0);
    report("read-passwd", opens("/etc/passwd", O_RDONLY));
    report("read-proc", opens("/proc/self/environ", O_RDONLY));
    report("read-directory", opens("/", O_RDONLY | O_DIRECTORY));
    report("climb-out", opens((scratch + "/../../etc/passwd").c_str(), O_RDONLY));
    report("scratch", opens((scratch + "/own").c_str(), O_RDWR | O_CREAT) && unlink((scratch + "/own").c_str()) == 0);
    report("scratch-directory", mkdir((scratch + "/sub").c_str(), 0700) == 0 && rmdir((scratch + "/sub").c_str()) == 0);
}

void probeNetwork(in_port_t port)
{
    report("connect", connects(port));
    report("socket-unix", socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
    report("socket-netlink", socket(AF_NETLINK, SOCK_RAW, 0) >= 0);
    report("socket-udp", socket(AF_INET6, SOCK_DGRAM, 0) >= 0);
}

void probeProcess()
{
    report("fork", forks());
    report("exec", executes());
    report("ptrace-parent", ptrace(PTRACE_ATTACH, getppid(), nullptr, nullptr) == 0);
    report("ptrace-me", ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0);
    report("signal-parent", kill(getppid(), 0) == 0);
    report("signal-all", kill(-1, 0) == 0);
    report("unshare", unshare(CLONE_NEWUSER) == 0);
    report("mount", mount("none", "/tmp", "tmpfs", 0, nullptr) == 0);
    report("memfd", syscall(SYS_memfd_create, "x", 0) >= 0);
    report("io-uring", syscall(425, 1, nullptr) >= 0);
    report("bpf", syscall(SYS_bpf, 0, nullptr, 0) >= 0);
    report("keyring", syscall(SYS_keyctl, 0, 0) >= 0);
    report("raise-limit", [] {
        const rlimit all{RLIM_INFINITY, RLIM_INFINITY};
        return setrlimit(RLIMIT_CORE, &all) == 0;
    }());
    report("executable-memory", mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
    void *page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    report("memory", page != MAP_FAILED);
    report("make-executable", mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0);
}

void probeThread()
{
    // std::thread would throw where threads are refused.
    pthread_t thread{};
    const bool isDone = pthread_create(&thread, nullptr, [](void *) -> void * { return nullptr; }, nullptr) == 0;
    if (isDone)
        pthread_join(thread, nullptr);
    report("thread", isDone);
}

} // namespace

/// sandbox-probe content|virus SPOOL SCRATCH PORT
int main(int argc, char **argv)
{
    if (argc != 5)
        return 2;
    scan::endWithParent();
    const bool isVirus = std::strcmp(argv[1], "virus") == 0;
    scan::limitMemory(1'000'000'000);
    const scan::SandboxState state = scan::enterSandbox({isVirus ? QByteArray(argv[3]) : QByteArray(), isVirus ? 1'000'000 : 0, isVirus});
    std::printf("sandbox %s\n", qPrintable(state.text()));
    probeFiles(argv[2], argv[3]);
    probeNetwork(in_port_t(std::atoi(argv[4])));
    probeProcess();
    probeThread();
    std::printf("end reached\n");
    return 0;
}
