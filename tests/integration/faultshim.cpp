// Preloaded into a program to make its file operations fail (threats.md D4). Counts the calls on files below FAULT_DIRECTORY; the one
// numbered FAULT_AT (from 1) fails with FAULT_ERRNO, in FAULT_MODE "sticky" all later ones too. In mode "short" that write, and only
// writes are counted, takes half of its octets. FAULT_CALLS names the functions, separated by commas; all if it is not set.
//
// With FAULT_SWITCH nothing is counted: while the file of that name exists all calls fail, or, in mode "hang", do not return.
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <string>
#include <sys/uio.h>
#include <unistd.h>

namespace {

std::atomic<int> calls = 0;
std::atomic<int> faults = 0;

struct Plan {
    const char *directory = std::getenv("FAULT_DIRECTORY");
    const char *functions = std::getenv("FAULT_CALLS");
    int at = std::getenv("FAULT_AT") ? std::atoi(std::getenv("FAULT_AT")) : 0;
    int error = std::getenv("FAULT_ERRNO") ? std::atoi(std::getenv("FAULT_ERRNO")) : EIO;
    bool isSticky = std::getenv("FAULT_MODE") && std::strcmp(std::getenv("FAULT_MODE"), "sticky") == 0;
    const char *switchFile = std::getenv("FAULT_SWITCH");
    bool isHang = std::getenv("FAULT_MODE") && std::strcmp(std::getenv("FAULT_MODE"), "hang") == 0;
    bool isShort = std::getenv("FAULT_MODE") && std::strcmp(std::getenv("FAULT_MODE"), "short") == 0;
};

const Plan &plan()
{
    static const Plan plan;
    return plan;
}

template<typename Function>
Function *real(const char *name)
{
    return reinterpret_cast<Function *>(::dlsym(RTLD_NEXT, name));
}

bool isMeant(const char *function)
{
    if (!plan().functions)
        return true;
    const std::string list = std::string(",") + plan().functions + ",";
    return list.find(std::string(",") + function + ",") != std::string::npos;
}

bool isBelow(const char *path)
{
    return plan().directory && std::strncmp(path, plan().directory, std::strlen(plan().directory)) == 0;
}

bool isBelow(int descriptor)
{
    char link[64];
    char path[PATH_MAX];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    const ssize_t length = ::readlink(link, path, sizeof path - 1);
    if (length <= 0)
        return false;
    path[length] = 0;
    return isBelow(path);
}

bool isSwitchedOn()
{
    return ::access(plan().switchFile, F_OK) == 0;
}

/// A call while the switch may be on: waits until it is off, or fails.
bool isSwitchedFault()
{
    if (!plan().isHang) {
        errno = plan().error;
        return isSwitchedOn();
    }
    while (isSwitchedOn())
        ::usleep(10'000);
    return false;
}

/// Counts a call that concerns us; true if it is to fail.
bool isFault(const char *function, bool concernsUs)
{
    if (plan().switchFile && concernsUs && isMeant(function))
        return isSwitchedFault();
    if (plan().at == 0 || !concernsUs || !isMeant(function))
        return false;
    const int number = ++calls;
    if (plan().isSticky ? number < plan().at : number != plan().at)
        return false;
    ++faults;
    errno = plan().error;
    return true;
}

bool isFault(const char *function, int descriptor)
{
    return !plan().isShort && isFault(function, isBelow(descriptor));
}

/// How many octets of a write may pass: all, half of them, or none.
enum class Pass { All, Half, None };
Pass passes(const char *function, int descriptor)
{
    if (!isFault(function, isBelow(descriptor)))
        return Pass::All;
    return plan().isShort ? Pass::Half : Pass::None;
}

} // namespace

extern "C" {

/// How many calls failed; for the program under test to find with dlsym().
int faultshim_faults() { return faults; }

ssize_t write(int descriptor, const void *octets, size_t size)
{
    const Pass pass = passes("write", descriptor);
    if (pass == Pass::None)
        return -1;
    return real<ssize_t(int, const void *, size_t)>("write")(descriptor, octets, pass == Pass::Half ? (size + 1) / 2 : size);
}

ssize_t pwrite64(int descriptor, const void *octets, size_t size, off64_t offset)
{
    const Pass pass = passes("pwrite", descriptor);
    if (pass == Pass::None)
        return -1;
    return real<ssize_t(int, const void *, size_t, off64_t)>("pwrite64")(descriptor, octets, pass == Pass::Half ? (size + 1) / 2 : size,
                                                                         offset);
}

ssize_t writev(int descriptor, const iovec *vectors, int count)
{
    const Pass pass = passes("writev", descriptor);
    if (pass == Pass::None)
        return -1;
    if (pass == Pass::Half && count > 0)
        return real<ssize_t(int, const void *, size_t)>("write")(descriptor, vectors[0].iov_base, (vectors[0].iov_len + 1) / 2);
    return real<ssize_t(int, const iovec *, int)>("writev")(descriptor, vectors, count);
}

int fsync(int descriptor)
{
    return isFault("fsync", descriptor) ? -1 : real<int(int)>("fsync")(descriptor);
}

int fdatasync(int descriptor)
{
    return isFault("fdatasync", descriptor) ? -1 : real<int(int)>("fdatasync")(descriptor);
}

int ftruncate64(int descriptor, off64_t size)
{
    return isFault("ftruncate", descriptor) ? -1 : real<int(int, off64_t)>("ftruncate64")(descriptor, size);
}

int close(int descriptor)
{
    const bool fails = isFault("close", descriptor);
    const int error = errno;
    const int result = real<int(int)>("close")(descriptor); // It is closed in any case, as Linux does it.
    errno = fails ? error : errno;
    return fails ? -1 : result;
}

int renameat(int fromDirectory, const char *from, int toDirectory, const char *to)
{
    return isFault("renameat", toDirectory) ? -1 : real<int(int, const char *, int, const char *)>("renameat")(fromDirectory, from, toDirectory, to);
}

int linkat(int fromDirectory, const char *from, int toDirectory, const char *to, int flags)
{
    return isFault("linkat", toDirectory) ? -1
                                          : real<int(int, const char *, int, const char *, int)>("linkat")(fromDirectory, from, toDirectory, to, flags);
}

int unlinkat(int directory, const char *path, int flags)
{
    const bool isWanted = plan().switchFile != nullptr; // What is taken away again after a fault is not counted.
    return isWanted && isFault("unlinkat", isBelow(directory)) ? -1 : real<int(int, const char *, int)>("unlinkat")(directory, path, flags);
}

int openat64(int directory, const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = va_arg(arguments, mode_t);
    va_end(arguments);
    const bool creates = (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
    const bool concernsUs = creates && (path[0] == '/' ? isBelow(path) : isBelow(directory));
    if (!plan().isShort && isFault("open", concernsUs))
        return -1;
    return real<int(int, const char *, int, mode_t)>("openat64")(directory, path, flags, mode);
}

// Without large file support the same functions have these names; on 64-bit systems they are the same calls.
ssize_t pwrite(int descriptor, const void *octets, size_t size, off_t offset) { return pwrite64(descriptor, octets, size, offset); }
int ftruncate(int descriptor, off_t size) noexcept { return ftruncate64(descriptor, size); }
int openat(int directory, const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = va_arg(arguments, mode_t);
    va_end(arguments);
    return openat64(directory, path, flags, mode);
}

} // extern "C"
