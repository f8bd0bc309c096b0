"""D1, D9: processes are killed under load. Nothing that got 250 is lost or passed unscanned, and every second copy is explained by a kill.

POSTERN_KILLS sets the number of kills (12 without it).
"""
import os
import random
import re
import signal
import time

from load import Load
from postern import Skip, run, wait_for

KILLS = int(os.environ.get("POSTERN_KILLS", "12"))


def nothing_acknowledged_is_lost_D1():
    chance = random.Random(20261124)
    kills, worker_kills = [], 0
    with Load() as load:
        gateway = load.gateway
        for round_number in range(KILLS):
            load.wait_for_more(chance.randrange(3, 30), f"load before kill {round_number}")
            if round_number % 3 == 1:
                load.sink.stop()  # So that the queue is in use too.
                load.wait_for_more(20, "load into the queue")
            workers = gateway.worker_pids()
            if workers and round_number % 4 == 3:
                os.kill(chance.choice(workers), signal.SIGKILL)
                worker_kills += 1
            else:
                kills.append(time.monotonic())
                gateway.kill()
                gateway.start()
            if round_number % 3 == 1:
                load.sink.start()
        arrivals = load.settle()

        first = {}
        unexplained, copies = [], 0
        for when, subject in arrivals:
            if subject not in first:
                first[subject] = when
                continue
            copies += 1
            if not any(first[subject] <= kill + 0.5 and kill - first[subject] < 10 for kill in kills):
                unexplained.append(subject)
        print(f"  {len(kills)} kills of the gateway, {worker_kills} of a worker; second copies: {copies}, each of a delivery that a kill interrupted")
        assert not unexplained, unexplained[:20]
        assert worker_kills > 0 or KILLS < 4
        assert not [name for name in os.listdir(os.path.join(gateway.data, "spool")) if not name.startswith(".")], "left-over files in the spool (D1)"


def memory_limit(pid):
    """Octets of address space that a process may use."""
    with open(f"/proc/{pid}/limits") as file:
        hard = re.search(r"^Max address space +\S+ +(\S+)", file.read(), re.M)[1]
    assert hard != "unlimited", f"scan worker {pid} may use all memory"
    return int(hard)


def machine_memory():
    with open("/proc/meminfo") as file:
        return int(re.search(r"^MemTotal: +(\d+) kB", file.read(), re.M)[1]) * 1024


def workers_die_before_the_machine_does_D9():
    """D9: scan workers may not use all memory, and when they are all killed at once, as for want of it, mail is deferred until new ones are there."""
    with Load() as load:
        gateway, killed = load.gateway, set()
        count = len(gateway.worker_pids())
        assert count >= 2, "a worker for each layer"

        def workers_are_new():
            pids = gateway.worker_pids()
            return pids if len(pids) == count and not killed & set(pids) else None
        for round_number in range(6):
            workers = wait_for(workers_are_new, "new workers", 60)
            gateway.wait_until_scanning()  # Only then has each of them given up what it does not need.
            limits = [memory_limit(pid) for pid in workers]
            assert max(limits) < machine_memory(), (limits, machine_memory())
            load.wait_for_more(20, f"load before kill {round_number}")
            for pid in workers:
                os.kill(pid, signal.SIGKILL)
            killed |= set(workers)
        wait_for(workers_are_new, "new workers", 60)
        load.wait_for_more(20, "load after the last kill")
        arrivals = load.settle()
        assert gateway.process.poll() is None
        assert set(load.replies) <= {250, 451}, load.replies
        assert len({subject for _, subject in arrivals}) == len(arrivals), "a second copy that no kill of the gateway explains"
        print(f"  {len(killed)} workers killed, each with a limit of at most {max(limits)} octets")


class MemoryGroup:
    """A control group with a limit of memory, of either version; needs the rights to make one."""

    def __init__(self):
        version1 = os.path.isdir("/sys/fs/cgroup/memory")
        self.path = f"/sys/fs/cgroup{'/memory' if version1 else ''}/postern-test-{os.getpid()}"
        os.mkdir(self.path)
        self.events = os.path.join(self.path, "memory.oom_control" if version1 else "memory.events")
        self.limit = os.path.join(self.path, "memory.limit_in_bytes" if version1 else "memory.max")
        self.usage = os.path.join(self.path, "memory.usage_in_bytes" if version1 else "memory.current")
        self.unlimited = "-1" if version1 else "max"
        if not os.path.exists(self.limit):
            os.rmdir(self.path)
            raise OSError("no control of memory")

    def used(self):
        with open(self.usage) as file:
            return int(file.read())

    def set_limit(self, octets):
        """False if the kernel cannot take away so much at once."""
        try:
            with open(self.limit, "w") as file:
                file.write(str(octets or self.unlimited))
        except OSError:
            return False
        return True

    def tighten(self):
        """A little below what is used, or just that: the next who wants memory finds none."""
        used = self.used()
        return self.set_limit(used * 19 // 20) or self.set_limit(used)

    def enter(self):
        with open(os.path.join(self.path, "cgroup.procs"), "w") as file:
            file.write("0")

    def kills(self):
        with open(self.events) as file:
            return int(re.search(r"^oom_kill (\d+)", file.read(), re.M)[1])

    def remove(self):
        wait_for(lambda: not open(os.path.join(self.path, "cgroup.procs")).read(), "the end of the group's processes")
        os.rmdir(self.path)


def out_of_memory_D9():
    """The kernel kills for want of memory, or the gateway ends because it gets none: nothing acknowledged is lost."""
    try:
        group = MemoryGroup()
    except OSError as error:
        raise Skip(f"no control group can be made here ({error})") from error
    try:
        with Load(filler="An ordinary line of text, as there are many.\r\n" * 20_000, group=group) as load:
            load.wait_for_more(20, "mail before the want of memory")

            def killed():
                group.tighten()
                return group.kills() or load.gateway.process.poll() is not None
            wait_for(killed, "the want of memory", 60)
            group.set_limit(None)
            kills, is_running = group.kills(), load.gateway.process.poll() is None
            if not is_running:
                load.gateway.start()
            load.filler = ""
            load.wait_for_more(20, "mail after the want of memory")
            load.settle()
            print(f"  {kills} kills for want of memory; the gateway {'kept running' if is_running else 'was started anew'}")
    finally:
        group.remove()


run([nothing_acknowledged_is_lost_D1, workers_die_before_the_machine_does_D9, out_of_memory_D9])
