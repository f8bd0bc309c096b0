#include "gateway/store/groupflush.h"

#include <cerrno>
#include <condition_variable>
#include <map>
#include <mutex>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace gateway::store {
namespace {

/// One fsync() and all who wait for it.
struct Round {
    bool isDone = false;
    int error = 0;
};

/// The flushes of one directory: at most one runs, at most one is being gathered.
struct Directory {
    std::mutex mutex;
    std::condition_variable changed;
    std::shared_ptr<Round> gathering;
    bool isFlushing = false;
};

using Inode = std::pair<dev_t, ino_t>;

/// The directories being flushed right now, by inode, so that a path that names another directory later cannot mislead.
struct Directories {
    std::mutex mutex;
    std::map<Inode, std::weak_ptr<Directory>> map;

    std::shared_ptr<Directory> enter(Inode inode)
    {
        const std::scoped_lock lock(mutex);
        std::weak_ptr<Directory> &slot = map[inode];
        std::shared_ptr<Directory> directory = slot.lock();
        if (!directory)
            slot = directory = std::make_shared<Directory>();
        return directory;
    }

    void leave(Inode inode, std::shared_ptr<Directory> directory)
    {
        const std::scoped_lock lock(mutex);
        directory.reset();
        if (const auto slot = map.find(inode); slot != map.end() && slot->second.expired())
            map.erase(slot);
    }
};

int flushShared(Directory &directory, int descriptor)
{
    std::unique_lock lock(directory.mutex);
    if (!directory.gathering)
        directory.gathering = std::make_shared<Round>();
    const std::shared_ptr<Round> round = directory.gathering;
    while (!round->isDone) {
        if (directory.isFlushing) {
            directory.changed.wait(lock);
            continue;
        }
        directory.isFlushing = true;
        directory.gathering.reset(); // Who comes from now on is not covered by this flush.
        lock.unlock();
        const int error = ::fsync(descriptor) == 0 ? 0 : errno;
        lock.lock();
        directory.isFlushing = false;
        round->error = error;
        round->isDone = true;
        directory.changed.notify_all();
    }
    return round->error;
}

} // namespace

int GroupFlush::flush(int descriptor)
{
    static Directories directories;
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0)
        return errno;
    const Inode inode(status.st_dev, status.st_ino);
    std::shared_ptr<Directory> directory = directories.enter(inode);
    const int error = flushShared(*directory, descriptor);
    directories.leave(inode, std::move(directory));
    return error;
}

} // namespace gateway::store
