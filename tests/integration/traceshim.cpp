// Preloaded into a program to write down what it does to the files below TRACE_DIRECTORY, in the order it is done, to the file TRACE_FILE
// (threats.md D2). powercut.h reads it. One record a line, octets behind it where a size stands at its end:
//
//   create FILE DIRECTORY NAME | nameless FILE | link FILE DIRECTORY NAME | unlink DIRECTORY NAME | mkdir DIRECTORY NAME
//   rename FILE DIRECTORY NAME DIRECTORY NAME | write FILE OFFSET SIZE | truncate FILE SIZE | sync FILE | syncdir DIRECTORY | say SIZE
//
// FILE is a number that is never used again, DIRECTORY is relative ("." is TRACE_DIRECTORY), "say" is what went to standard output.
#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <map>
#include <mutex>
#include <string>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

namespace {

template<typename Function>
Function *real(const char *name)
{
    return reinterpret_cast<Function *>(::dlsym(RTLD_NEXT, name));
}

class Trace
{
public:
    Trace()
    {
        const char *directory = std::getenv("TRACE_DIRECTORY");
        const char *file = std::getenv("TRACE_FILE");
        if (!directory || !file)
            return;
        m_directory = directory;
        m_descriptor = real<int(const char *, int, ...)>("open64")(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }

    /// Held across each call and its record, so that the order is the true one.
    std::recursive_mutex mutex;

    [[nodiscard]] bool isOn() const { return m_descriptor >= 0; }

    /// The path relative to the directory; empty if it is not below.
    [[nodiscard]] std::string relative(const std::string &path) const
    {
        if (!isOn() || path.compare(0, m_directory.size(), m_directory) != 0)
            return {};
        if (path.size() == m_directory.size())
            return ".";
        return path[m_directory.size()] == '/' ? path.substr(m_directory.size() + 1) : std::string();
    }

    [[nodiscard]] std::string relative(int descriptor) const
    {
        char link[64], path[PATH_MAX];
        std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
        const ssize_t size = ::readlink(link, path, sizeof path);
        return size > 0 ? relative(std::string(path, size_t(size))) : std::string();
    }

    [[nodiscard]] std::string relative(int directory, const char *name) const
    {
        if (name[0] == '/')
            return relative(std::string(name));
        const std::string parent = directory == AT_FDCWD ? std::string() : relative(directory);
        return parent.empty() ? std::string() : parent == "." ? std::string(name) : parent + '/' + name;
    }

    void write(const std::string &record, const void *octets = nullptr, size_t size = 0)
    {
        put((record + '\n').c_str(), record.size() + 1);
        if (size > 0)
            put(octets, size);
    }

    [[nodiscard]] int numberOf(int descriptor)
    {
        struct stat status = {};
        ::fstat(descriptor, &status);
        const auto found = m_numbers.find(status.st_ino);
        return found == m_numbers.end() ? newNumber(status.st_ino) : found->second;
    }

    int newNumberOf(int descriptor)
    {
        struct stat status = {};
        ::fstat(descriptor, &status);
        return newNumber(status.st_ino);
    }

private:
    int newNumber(ino_t inode)
    {
        m_numbers[inode] = ++m_last;
        return m_last;
    }

    void put(const void *octets, size_t size)
    {
        static auto *const writeFunction = real<ssize_t(int, const void *, size_t)>("write");
        if (writeFunction(m_descriptor, octets, size) != ssize_t(size))
            std::abort();
    }

    std::string m_directory;
    int m_descriptor = -1;
    std::map<ino_t, int> m_numbers;
    int m_last = 0;
};

Trace &trace()
{
    static Trace *const trace = new Trace; // Outlives all who write.
    return *trace;
}

std::string number(long long value) { return std::to_string(value); }

/// "DIRECTORY NAME"
std::string entry(const std::string &path)
{
    const size_t slash = path.rfind('/');
    return slash == std::string::npos ? ". " + path : path.substr(0, slash) + ' ' + path.substr(slash + 1);
}

int openTraced(const char *function, int directory, const char *path, int flags, mode_t mode)
{
    const std::scoped_lock lock(trace().mutex);
    const bool isNameless = (flags & O_TMPFILE) == O_TMPFILE;
    const std::string place = (flags & O_CREAT) != 0 || isNameless || (flags & O_TRUNC) != 0 ? trace().relative(directory, path) : std::string();
    const bool isNew = ::faccessat(directory, path, F_OK, AT_SYMLINK_NOFOLLOW) != 0;
    const int descriptor = std::strncmp(function, "openat", 6) == 0 ? real<int(int, const char *, int, mode_t)>(function)(directory, path, flags, mode)
                                                                    : real<int(const char *, int, mode_t)>(function)(path, flags, mode);
    const int error = errno;
    if (descriptor >= 0 && !place.empty()) {
        if (isNameless)
            trace().write("nameless " + number(trace().newNumberOf(descriptor)));
        else if (isNew && (flags & O_CREAT) != 0)
            trace().write("create " + number(trace().newNumberOf(descriptor)) + ' ' + entry(place));
        else if ((flags & O_TRUNC) != 0)
            trace().write("truncate " + number(trace().numberOf(descriptor)) + " 0");
    }
    errno = error;
    return descriptor;
}

bool isTraced(int descriptor)
{
    return trace().isOn() && !trace().relative(descriptor).empty();
}

/// Nameless and removed files have paths like "/dir/#123 (deleted)": below the directory, too.
void written(int descriptor, off64_t offset, const void *octets, ssize_t size)
{
    const int error = errno;
    if (size > 0)
        trace().write("write " + number(trace().numberOf(descriptor)) + ' ' + number(offset) + ' ' + number(size), octets, size_t(size));
    errno = error;
}

int synced(const char *function, int descriptor)
{
    const std::scoped_lock lock(trace().mutex);
    const int result = real<int(int)>(function)(descriptor);
    if (result == 0 && isTraced(descriptor)) {
        struct stat status = {};
        ::fstat(descriptor, &status);
        trace().write(S_ISDIR(status.st_mode) ? "syncdir " + trace().relative(descriptor) : "sync " + number(trace().numberOf(descriptor)));
    }
    return result;
}

} // namespace

extern "C" {

ssize_t write(int descriptor, const void *octets, size_t size)
{
    const std::scoped_lock lock(trace().mutex);
    const ssize_t result = real<ssize_t(int, const void *, size_t)>("write")(descriptor, octets, size);
    if (descriptor == STDOUT_FILENO && trace().isOn() && result > 0)
        trace().write("say " + number(result), octets, size_t(result));
    else if (isTraced(descriptor))
        written(descriptor, ::lseek64(descriptor, 0, SEEK_CUR) - std::max<ssize_t>(result, 0), octets, result);
    return result;
}

ssize_t pwrite64(int descriptor, const void *octets, size_t size, off64_t offset)
{
    const std::scoped_lock lock(trace().mutex);
    const ssize_t result = real<ssize_t(int, const void *, size_t, off64_t)>("pwrite64")(descriptor, octets, size, offset);
    if (isTraced(descriptor))
        written(descriptor, offset, octets, result);
    return result;
}

ssize_t writev(int descriptor, const iovec *vectors, int count)
{
    const std::scoped_lock lock(trace().mutex);
    std::string whole;
    for (int i = 0; i < count; ++i)
        whole.append(static_cast<const char *>(vectors[i].iov_base), vectors[i].iov_len);
    const ssize_t result = real<ssize_t(int, const iovec *, int)>("writev")(descriptor, vectors, count);
    if (isTraced(descriptor))
        written(descriptor, ::lseek64(descriptor, 0, SEEK_CUR) - std::max<ssize_t>(result, 0), whole.data(), result);
    return result;
}

int fsync(int descriptor) { return synced("fsync", descriptor); }
int fdatasync(int descriptor) { return synced("fdatasync", descriptor); }

int ftruncate64(int descriptor, off64_t size) noexcept
{
    const std::scoped_lock lock(trace().mutex);
    const int result = real<int(int, off64_t)>("ftruncate64")(descriptor, size);
    if (result == 0 && isTraced(descriptor))
        trace().write("truncate " + number(trace().numberOf(descriptor)) + ' ' + number(size));
    return result;
}

int linkat(int fromDirectory, const char *from, int toDirectory, const char *to, int flags) noexcept
{
    const std::scoped_lock lock(trace().mutex);
    const int result = real<int(int, const char *, int, const char *, int)>("linkat")(fromDirectory, from, toDirectory, to, flags);
    const std::string place = result == 0 ? trace().relative(toDirectory, to) : std::string();
    if (!place.empty()) {
        const int descriptor = real<int(int, const char *, int, mode_t)>("openat64")(toDirectory, to, O_RDONLY | O_CLOEXEC, 0);
        trace().write("link " + number(trace().numberOf(descriptor)) + ' ' + entry(place));
        ::close(descriptor);
    }
    return result;
}

int renameat(int fromDirectory, const char *from, int toDirectory, const char *to) noexcept
{
    const std::scoped_lock lock(trace().mutex);
    const std::string source = trace().relative(fromDirectory, from), target = trace().relative(toDirectory, to);
    const int result = real<int(int, const char *, int, const char *)>("renameat")(fromDirectory, from, toDirectory, to);
    if (result == 0 && !source.empty()) {
        const int descriptor = real<int(int, const char *, int, mode_t)>("openat64")(toDirectory, to, O_RDONLY | O_CLOEXEC, 0);
        trace().write("rename " + number(trace().numberOf(descriptor)) + ' ' + entry(source) + ' ' + entry(target));
        ::close(descriptor);
    }
    return result;
}

int unlinkat(int directory, const char *path, int flags) noexcept
{
    const std::scoped_lock lock(trace().mutex);
    const std::string place = trace().relative(directory, path);
    const int result = real<int(int, const char *, int)>("unlinkat")(directory, path, flags);
    if (result == 0 && !place.empty())
        trace().write("unlink " + entry(place));
    return result;
}

int mkdir(const char *path, mode_t mode) noexcept
{
    const std::scoped_lock lock(trace().mutex);
    const int result = real<int(const char *, mode_t)>("mkdir")(path, mode);
    const std::string place = trace().relative(std::string(path));
    if (result == 0 && !place.empty())
        trace().write("mkdir " + entry(place));
    return result;
}

int rename(const char *from, const char *to) noexcept { return renameat(AT_FDCWD, from, AT_FDCWD, to); }
int unlink(const char *path) noexcept { return unlinkat(AT_FDCWD, path, 0); }
ssize_t pwrite(int descriptor, const void *octets, size_t size, off_t offset) { return pwrite64(descriptor, octets, size, offset); }
int ftruncate(int descriptor, off_t size) noexcept { return ftruncate64(descriptor, size); }

int open64(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = va_arg(arguments, mode_t);
    va_end(arguments);
    return openTraced("open64", AT_FDCWD, path, flags, mode);
}

int open(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = va_arg(arguments, mode_t);
    va_end(arguments);
    return openTraced("open64", AT_FDCWD, path, flags, mode);
}

int openat64(int directory, const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = va_arg(arguments, mode_t);
    va_end(arguments);
    return openTraced("openat64", directory, path, flags, mode);
}

int openat(int directory, const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = va_arg(arguments, mode_t);
    va_end(arguments);
    return openTraced("openat64", directory, path, flags, mode);
}

} // extern "C"
