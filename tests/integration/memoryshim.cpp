// Preloaded into a program to make its memory run out (threats.md D9). Counts the allocations of all threads between memoryshim_begin()
// and memoryshim_end(), which the program under test finds with dlsym(). The one numbered MEMORY_AT (from 1) fails, in MEMORY_MODE "sticky"
// all later ones too. The first that fails is told on standard error, for the program may not live to tell it.
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <malloc.h>
#include <unistd.h>

extern "C" {
// What glibc calls the functions that are replaced here: dlsym() may itself allocate.
void *__libc_malloc(size_t size) noexcept;
void *__libc_calloc(size_t count, size_t size) noexcept;
void *__libc_realloc(void *memory, size_t size) noexcept;
void *__libc_memalign(size_t alignment, size_t size) noexcept;
}

namespace {

std::atomic<bool> isCounting = false;
std::atomic<long> allocations = 0;
long failsAt = LONG_MAX; // This and the next are set before the counting begins.
bool isSticky = false;

/// Counts an allocation; true if it is to fail.
bool isFault()
{
    if (!isCounting)
        return false;
    const long number = ++allocations;
    if (isSticky ? number < failsAt : number != failsAt)
        return false;
    constexpr char words[] = "memoryshim: out of memory\n";
    if (number == failsAt)
        (void)!::write(STDERR_FILENO, words, sizeof words - 1);
    errno = ENOMEM;
    return true;
}

} // namespace

extern "C" {

void memoryshim_begin()
{
    const char *at = std::getenv("MEMORY_AT");
    const char *mode = std::getenv("MEMORY_MODE");
    failsAt = at ? std::atol(at) : LONG_MAX;
    isSticky = mode && std::strcmp(mode, "sticky") == 0;
    isCounting = true;
}

/// Returns the number of allocations.
long memoryshim_end()
{
    isCounting = false;
    return allocations;
}

void *malloc(size_t size) noexcept { return isFault() ? nullptr : __libc_malloc(size); }
void *calloc(size_t count, size_t size) noexcept { return isFault() ? nullptr : __libc_calloc(count, size); }
void *realloc(void *memory, size_t size) noexcept { return isFault() ? nullptr : __libc_realloc(memory, size); }
void *memalign(size_t alignment, size_t size) noexcept { return isFault() ? nullptr : __libc_memalign(alignment, size); }
void *aligned_alloc(size_t alignment, size_t size) noexcept { return memalign(alignment, size); }

int posix_memalign(void **memory, size_t alignment, size_t size) noexcept
{
    if (alignment % sizeof(void *) != 0 || (alignment & (alignment - 1)) != 0)
        return EINVAL;
    void *aligned = memalign(alignment, size);
    if (!aligned)
        return ENOMEM;
    *memory = aligned;
    return 0;
}

} // extern "C"
