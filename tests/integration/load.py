"""Mail under load, and the books of what became of it: what got 250 must arrive or be in the quarantine, once, and scanned."""
import collections
import re
import threading
import time

from postern import Client, Gateway, Sink, message, wait_for

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
                        code, _ = client.send(message(subject=subject, body=body + self.load.filler))
                        self.load.replied(subject, code)
            except Exception:  # noqa: BLE001: a killed gateway breaks the session in every possible way; unacknowledged mail does not count.
                self.load.replied(None, "broken")
                self.ended.wait(0.05)


class Load:
    """A gateway that mail is sent through, and the books of what was acknowledged and what arrived. arguments: the gateway's."""

    def __init__(self, filler="", options=(), **arguments):
        self.filler = filler
        self.journal, self.arrivals, self.replies = [], [], collections.Counter()
        self.lock = threading.Lock()
        self.sink = Sink(behaviour=self.arrived).start()
        options = ["queue.first-retry=1", "queue.max-retry=1", "delivery.deadline=5", "delivery.final-patience=0", *options]
        self.gateway = Gateway(next_hop=self.sink.address, options=options, **arguments)
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
