"""D1, D9: processes are killed under load. Nothing that got 250 is lost or passed unscanned, and every second copy is explained by a kill.

POSTERN_KILLS sets the number of kills (12 without it).
"""
import collections
import os
import random
import re
import signal
import threading
import time

from postern import Client, Gateway, Sink, message, run, wait_for

KILLS = int(os.environ.get("POSTERN_KILLS", "12"))
GTUBE = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X\r\n"
EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STAND" "ARD-ANTIVIRUS-TEST-FILE!$H+H*\r\n"


class Sender(threading.Thread):
    """Sends numbered messages, one session after another, and writes down what became of them. Of ten, one is spam and one a virus."""

    def __init__(self, load, name):
        super().__init__(daemon=True)
        self.load, self.label, self.ended = load, name, threading.Event()

    def run(self):
        number = 0
        while not self.ended.is_set():
            try:
                with Client(self.load.gateway, timeout=30) as client:
                    for _ in range(20):
                        if self.ended.is_set():
                            return
                        number += 1
                        kind, body = {0: ("spam", GTUBE), 5: ("virus", EICAR)}.get(number % 10, ("mail", "Hello again.\r\n"))
                        subject = f"{kind}-{self.label}-{number}"
                        code, _ = client.send(message(subject=subject, body=body))
                        self.load.replied(subject, code)
            except Exception:  # noqa: BLE001: a killed gateway breaks the session in every possible way; unacknowledged mail does not count.
                self.load.replied(None, "broken")
                self.ended.wait(0.05)


class Load:
    """A gateway that mail is sent through, and the books of what was acknowledged and what arrived."""

    def __init__(self):
        self.journal, self.arrivals, self.replies = [], [], collections.Counter()
        self.lock = threading.Lock()
        self.sink = Sink(behaviour=self.arrived).start()
        options = ["queue.first-retry=1", "queue.max-retry=1", "delivery.deadline=5", "delivery.final-patience=0"]
        self.gateway = Gateway(next_hop=self.sink.address, options=options)
        self.senders = [Sender(self, f"s{i}") for i in range(6)]

    def __enter__(self):
        self.gateway.start()
        self.gateway.wait_until_scanning()
        for sender in self.senders:
            sender.start()
        return self

    def __exit__(self, *_):
        for sender in self.senders:
            sender.ended.set()
        self.gateway.close()
        self.sink.stop()

    def arrived(self, step, argument):
        if step == "end":
            subject = re.search(rb"^Subject: (?:\[Spam\?\] )?(\S+)", argument, re.M)[1].decode()
            with self.lock:
                self.arrivals.append((time.monotonic(), subject, b"\r\nX-Postern-Score: " in argument))

    def replied(self, subject, code):
        with self.lock:
            self.replies[code] += 1
            if code == 250:
                self.journal.append(subject)

    def wait_for_more(self, count, what):
        before = len(self.journal)
        wait_for(lambda: len(self.journal) > before + count, what, 120)

    def settle(self):
        """Ends the load and compares the books. Returns what arrived, with the time."""
        for sender in self.senders:
            sender.ended.set()
        for sender in self.senders:
            sender.join(60)
        self.gateway.post("queue/drain")
        wait_for(lambda: self.gateway.get("queue")["total"] == 0, "the end of the queue", 180)

        quarantined = set()
        total = self.gateway.get("quarantine")["total"]
        for offset in range(0, total, 100):
            quarantined |= {item["subject"] for item in self.gateway.get(f"quarantine?offset={offset}&limit=100")["items"]}
        arrived = {subject for _, subject, _ in self.arrivals}
        lost = [s for s in self.journal if s not in arrived and s not in quarantined]
        print(f"  {len(self.journal)} acknowledged, {len(self.arrivals)} arrived, {len(quarantined)} quarantined, lost {len(lost)}; "
              f"replies {dict(self.replies)}")
        assert not lost, lost[:20]
        assert not quarantined & arrived, "a message was both quarantined and delivered"
        unscanned = [s for _, s, is_scanned in self.arrivals if not is_scanned or not s.startswith("mail-")]
        assert not unscanned, unscanned[:20]
        assert any(s.startswith("spam-") for s in quarantined) and any(s.startswith("virus-") for s in quarantined)
        return [(when, subject) for when, subject, _ in self.arrivals]


def nothing_acknowledged_is_lost():
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


def workers_die_before_the_machine_does():
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


run([nothing_acknowledged_is_lost, workers_die_before_the_machine_does])
