"""D1: random processes are killed under load. Nothing that got 250 is lost, and every second copy is explained by a kill.

POSTERN_KILLS sets the number of kills (12 without it).
"""
import os
import random
import re
import threading
import time

from postern import Client, Gateway, Sink, message, run, wait_for

KILLS = int(os.environ.get("POSTERN_KILLS", "12"))
GTUBE = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X\r\n"


class Sender(threading.Thread):
    """Sends numbered messages, one session after another, and writes down which of them got 250."""

    def __init__(self, gateway, name, journal):
        super().__init__(daemon=True)
        self.gateway, self.label, self.journal, self.ended = gateway, name, journal, threading.Event()

    def run(self):
        number = 0
        while not self.ended.is_set():
            try:
                with Client(self.gateway, timeout=30) as client:
                    for _ in range(20):
                        if self.ended.is_set():
                            return
                        number += 1
                        spam = number % 10 == 0
                        subject = f"{'spam' if spam else 'mail'}-{self.label}-{number}"
                        code, _ = client.send(message(subject=subject, body=GTUBE if spam else "Hello again.\r\n"))
                        if code == 250:
                            self.journal.append(subject)
            except Exception:  # noqa: BLE001: a killed gateway breaks the session in every possible way; unacknowledged mail does not count.
                self.ended.wait(0.05)


def nothing_acknowledged_is_lost():
    arrivals = []
    lock = threading.Lock()

    def behaviour(step, argument):
        if step == "end":
            subject = re.search(rb"^Subject: (?:\[Spam\?\] )?(\S+)", argument, re.M)[1].decode()
            with lock:
                arrivals.append((time.monotonic(), subject))
        return None
    sink = Sink(behaviour=behaviour).start()
    gateway = Gateway(next_hop=sink.address, options=["queue.first-retry=1", "queue.max-retry=1", "delivery.deadline=5"])
    journal, kills = [], []
    chance = random.Random(20261124)
    try:
        gateway.start()
        gateway.wait_until_scanning()
        senders = [Sender(gateway, f"s{i}", journal) for i in range(6)]
        for sender in senders:
            sender.start()
        for round_number in range(KILLS):
            before = len(journal)
            wait_for(lambda: len(journal) > before + chance.randrange(3, 30), f"load before kill {round_number}", 120)
            if round_number % 3 == 1:
                sink.stop()  # So that the queue is in use too.
                stopped = len(journal)
                wait_for(lambda: len(journal) > stopped + 20, "load into the queue", 120)
            workers = gateway.worker_pids()
            if workers and round_number % 4 == 3:
                os.kill(chance.choice(workers), 9)
            else:
                kills.append(time.monotonic())
                gateway.kill()
                gateway.start()
            if round_number % 3 == 1:
                sink.start()
        for sender in senders:
            sender.ended.set()
        for sender in senders:
            sender.join(60)
        gateway.post("queue/drain")
        wait_for(lambda: gateway.get("queue")["total"] == 0, "the end of the queue", 180)

        quarantined = set()
        total = gateway.get("quarantine")["total"]
        for offset in range(0, total, 100):
            quarantined |= {item["subject"] for item in gateway.get(f"quarantine?offset={offset}&limit=100")["items"]}
        arrived = [subject for _, subject in arrivals]
        lost = [s for s in journal if s not in set(arrived) and s not in quarantined]
        print(f"  {KILLS} kills, {len(journal)} acknowledged, {len(arrived)} arrived, {len(quarantined)} quarantined, lost {len(lost)}")
        assert not lost, lost[:20]
        assert not [s for s in quarantined if s in set(arrived)], "a message was both quarantined and delivered"

        first = {}
        unexplained, copies = [], 0
        for when, subject in arrivals:
            if subject not in first:
                first[subject] = when
                continue
            copies += 1
            if not any(first[subject] <= kill + 0.5 and kill - first[subject] < 10 for kill in kills):
                unexplained.append(subject)
        print(f"  second copies: {copies}, each of a delivery that a kill interrupted")
        assert not unexplained, unexplained[:20]
        assert not [name for name in os.listdir(os.path.join(gateway.data, "spool")) if not name.startswith(".")], "left-over files in the spool (D1)"
    finally:
        gateway.close()
        sink.stop()


run([nothing_acknowledged_is_lost])
