"""What a server costs: CPU seconds, memory, and how much of the machine others used meanwhile."""
import contextlib
import os
import resource
import threading
import time

CPUACCT = "/sys/fs/cgroup/cpuacct"  # cgroup v1
UNIFIED = "/sys/fs/cgroup"          # cgroup v2


def family(pid):
    """The process and its descendants."""
    found, unseen = [], [pid]
    while unseen:
        each = unseen.pop()
        try:
            for task in os.listdir(f"/proc/{each}/task"):
                with open(f"/proc/{each}/task/{task}/children") as file:
                    unseen += map(int, file.read().split())
            found.append(each)
        except OSError:  # It has just ended.
            continue
    return found


class ControlGroup:
    """The processes of one server and all that they start. Counts also what has ended already."""

    def __init__(self, root, name):
        self.path = os.path.join(root, f"postern-bench-{os.getpid()}-{name}")
        os.mkdir(self.path)

    def add(self, pid):
        """Moves the process and its descendants in; what these start later is in by itself."""
        while outside := set(family(pid)) - set(self.pids()):
            for each in outside:
                with contextlib.suppress(OSError), open(os.path.join(self.path, "cgroup.procs"), "w") as file:
                    file.write(str(each))

    def pids(self):
        with open(os.path.join(self.path, "cgroup.procs")) as file:
            return [int(line) for line in file]

    def cpu_seconds(self):
        if os.path.exists(os.path.join(self.path, "cpuacct.usage")):
            with open(os.path.join(self.path, "cpuacct.usage")) as file:
                return int(file.read()) / 1e9
        with open(os.path.join(self.path, "cpu.stat")) as file:
            return int(file.readline().split()[1]) / 1e6  # usage_usec comes first.

    def close(self):
        end = time.monotonic() + 5
        while os.path.isdir(self.path) and time.monotonic() < end:
            try:
                os.rmdir(self.path)
            except OSError:  # The last processes are still ending.
                time.sleep(0.1)


class ProcessTree:
    """Without control groups: the descendants of the processes added. Misses what ended without being waited for."""

    def __init__(self):
        self.roots = []

    def add(self, pid):
        self.roots.append(pid)

    def pids(self):
        return [pid for root in self.roots for pid in family(root)]

    def cpu_seconds(self):
        ticks = 0
        for pid in self.pids():
            with contextlib.suppress(OSError), open(f"/proc/{pid}/stat") as file:
                ticks += sum(int(field) for field in file.read().rsplit(")", 1)[1].split()[11:15])
        return ticks / os.sysconf("SC_CLK_TCK")

    def close(self):
        self.roots.clear()


def accounting():
    """Where CPU time is taken from: the control groups' root and a word for the header."""
    if os.path.exists(CPUACCT + "/cpuacct.usage") and os.access(CPUACCT, os.W_OK):
        return CPUACCT, "control groups (v1 cpuacct)"
    if os.path.exists(UNIFIED + "/cgroup.controllers") and os.access(UNIFIED, os.W_OK):
        return UNIFIED, "control groups (v2)"
    return None, "sums over process trees (no control group can be written: processes that end early are missed)"


def new_account(name):
    root, _ = accounting()
    return ControlGroup(root, name) if root else ProcessTree()


def memory(account):
    """RSS and PSS of all processes together, in MiB. Pages shared between processes count in each RSS but once in PSS."""
    total = {"Rss:": 0, "Pss:": 0}
    for pid in account.pids():
        with contextlib.suppress(OSError), open(f"/proc/{pid}/smaps_rollup") as file:
            for line in file:
                name, value = line.split()[:2]
                if name in total:
                    total[name] += int(value)
    return total["Rss:"] / 1024, total["Pss:"] / 1024


def machine_busy_seconds():
    with open("/proc/stat") as file:
        fields = [int(field) for field in file.readline().split()[1:9]]
    idle = fields[3] + fields[4]
    return (sum(fields) - idle) / os.sysconf("SC_CLK_TCK")


def own_seconds():
    """Of this program and of the load tools that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


class Meter:
    """Measures one server while the block runs; then `figures` has cpu (seconds), rss and pss (peak MiB) and foreign (% of the machine)."""

    def __init__(self, account):
        self.account = account
        self.figures = {}

    def __enter__(self):
        self.peak = (0, 0)
        self.ended = threading.Event()
        self.watcher = threading.Thread(target=self.watch, daemon=True)
        self.watcher.start()
        self.begin = self.now()
        return self

    def now(self):
        return time.monotonic(), self.account.cpu_seconds(), machine_busy_seconds(), own_seconds()

    def watch(self):
        while not self.ended.is_set():
            self.peak = tuple(map(max, self.peak, memory(self.account)))
            self.ended.wait(0.5)

    def __exit__(self, *_):
        seconds, cpu, busy, own = (end - begin for end, begin in zip(self.now(), self.begin))
        self.ended.set()
        self.watcher.join()
        foreign = max(0, busy - cpu - own) / seconds / os.cpu_count() * 100
        self.figures = {"cpu": cpu, "rss": self.peak[0], "pss": self.peak[1], "foreign": foreign}
