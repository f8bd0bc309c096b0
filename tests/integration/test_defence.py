"""The connection layer against real name servers and clients of many addresses: who is turned away, who is asked to come again, what is told.

Runs in a network of its own, for block lists have nothing to say about this machine.
"""
import json
import re
import smtplib
import socket
import threading
import urllib.error

import network
from nameserver import NameServer
from postern import Client, Gateway, Sink, message, run, wait_for

network.enter()

GATEWAY = "203.0.113.1"
SOUND, NAMELESS, LISTED, OVER_QUOTA = "198.51.100.7", "198.51.100.8", "198.51.100.9", "198.51.100.10"
ZONES = {
    "partner.example": "mx IN A 198.51.100.7",
    "ours.example": "mx IN A 203.0.113.1",
    "spammer.example": "mx IN A 198.51.100.9\nmx2 IN A 198.51.100.10",
    "100.51.198.in-addr.arpa": "7 IN PTR mx.partner.example.\n9 IN PTR mx.spammer.example.\n10 IN PTR mx2.spammer.example.",
    "bl.example": '2.0.0.127 IN A 127.0.0.2\n9.100.51.198 IN A 127.0.0.2\n9.100.51.198 IN TXT "a source of spam"\n10.100.51.198 IN A 127.255.255.254',
}
LIST = {"zone": "bl.example", "kind": "block", "isEnabled": True, "weight": 5, "asksText": True}
DEAD_LIST = {"zone": "dead.example", "kind": "block", "isEnabled": True, "weight": 5}  # The name server refuses to speak of it.


class Bench:
    """A gateway in the network, its name server, and its next hop. settings: of the document "defence"."""

    def __init__(self, settings=None, options=(), names=None):
        self.sink = Sink().start()
        self.names = names or NameServer(ZONES)
        self.gateway = Gateway(next_hop=self.sink.address, listen=f"{GATEWAY}:0", options=[
            f"dns.forwarders={self.names.address}", "dns.validate=off", "smtp.host-name=mx.ours.example", "smtp.greeting-delay=0", *options])
        self.settings = settings or {}

    def __enter__(self):
        self.gateway.start()
        self.gateway.wait_until_scanning()
        self.set(**self.settings)
        return self

    def __exit__(self, *_):
        self.gateway.close()
        self.sink.stop()
        self.names.stop()

    def set(self, **settings):
        """Changes some of the settings."""
        document = self.gateway.get("config")
        document["defence"].update(settings)
        self.gateway.request("PUT", "config", {"defence": document["defence"]})

    def send(self, source, subject, helo="mx.partner.example", recipient="alice@trial.test", **fields):
        with Client(self.gateway, source=source, helo=helo) as client:
            return client.send(message(subject=subject, **fields), recipients=(recipient,))

    def trace(self, subject):
        def find():
            return [item for item in self.gateway.get("messages")["items"] if item["subject"] == subject]
        return self.gateway.get("messages/" + wait_for(find, "the trace of " + subject)[0]["id"])

    def refusal(self, text):
        """The record of a refusal, by the reference in the reply."""
        reference = re.search(r"reference: ([0-9A-Z]+)", text)
        assert reference, text

        def find():
            try:
                return self.gateway.get("messages/" + reference[1])
            except urllib.error.HTTPError:
                return None
        return wait_for(find, "the record of " + text)

    def arrived(self, subject):
        return next(data for _, _, data in self.sink.taken() if b"Subject: " + subject.encode() in data)


def reasons(record):
    return {reason["id"]: reason for reason in record.get("reasons", [])}


def a_listed_client_is_refused_and_can_ask_why():
    with Bench({"blockListZones": [LIST]}) as bench:
        code, text = bench.send(LISTED, "spam", helo="mx.spammer.example")
        assert code == 550 and "it is listed by bl.example (127.0.0.2)" in text, (code, text)
        record = bench.refusal(text)
        assert record["clientAddress"] == LISTED and record["helo"] == "mx.spammer.example", record
        assert record["sender"] == "orders@partner.example" and record["recipients"][0]["address"] == "alice@trial.test", record
        assert record["rule"] == "connection.rule-block-lists" and record["fate"] == "rejected", record
        assert reasons(record)["connection.list-hit-text"]["evidence"]["text"] == "a source of spam", record
        assert bench.send(SOUND, "order")[0] == 250
        assert reasons(bench.trace("order"))["connection.name-confirmed"]["evidence"]["name"] == "mx.partner.example"
        assert bench.send("127.0.0.1", "from this machine")[0] == 250


def a_list_that_does_not_work_stops_no_mail_P14():
    with Bench({"blockListZones": [LIST, DEAD_LIST]}) as bench:
        code, text = bench.send(OVER_QUOTA, "quota", helo="mx2.spammer.example")
        assert code == 250, (code, text)
        told = reasons(bench.trace("quota"))
        assert told["connection.list-refuses"]["evidence"]["code"] == "127.255.255.254", told
        assert told["connection.list-unknown"]["evidence"]["list"] == "dead.example", told
        bench.set(defersNotKnown=True)
        code, text = bench.send(SOUND, "not known")
        assert code == 451 and "cannot be checked" in text, (code, text)


def strictness_says_how_much_it_takes():
    weak = {**LIST, "weight": 3.5}
    with Bench({"blockListZones": [weak]}) as bench:
        for level, listed, nameless in (("off", 250, 250), ("relaxed", 250, 250), ("standard", 250, 250), ("strict", 550, 450)):
            bench.set(strictness=level)
            assert bench.send(LISTED, f"listed {level}", helo="mx.spammer.example")[0] == listed, level
            assert bench.send(NAMELESS, f"nameless {level}")[0] == nameless, level


def what_is_not_enforced_is_told():
    with Bench({"blockListZones": [LIST], "blockLists": "warn"}) as bench:
        assert bench.send(LISTED, "warned", helo="mx.spammer.example")[0] == 250
        assert b"\r\nX-Postern-Warning: connection.rule-block-lists\r\n" in b"\r\n" + bench.arrived("warned")
        record = bench.trace("warned")
        assert reasons(record)["connection.list-hit-text"]["points"] == 0, record
        stage = next(stage for stage in record["stages"] if stage["stage"] == "connection")
        assert stage["state"] == "attention", stage
        bench.set(blockLists="observe")
        assert bench.send(LISTED, "observed", helo="mx.spammer.example")[0] == 250
        assert b"X-Postern-Warning" not in bench.arrived("observed")
        bench.set(blockLists="enforce")
        assert bench.send(LISTED, "refused", helo="mx.spammer.example")[0] == 550


def evidence_counts_for_the_score():
    light = {**LIST, "weight": 2}
    with Bench({"blockListZones": [light]}) as bench:
        assert bench.send(LISTED, "light", helo="mx.spammer.example")[0] == 250
        with_list = bench.trace("light")
        assert reasons(with_list)["connection.list-hit-text"]["points"] == 2, with_list
        bench.set(blockLists="observe")
        assert bench.send(LISTED, "light again", helo="mx.spammer.example")[0] == 250
        assert bench.trace("light again")["score"] < with_list["score"]


def own_lists_come_first():
    rules = [{"action": "allow", "client": LISTED}, {"action": "block", "client": SOUND}, {"action": "block", "client": ".spammer.example"}]
    with Bench({"blockListZones": [LIST], "clientRules": rules}) as bench:
        assert bench.send(LISTED, "allowed", helo="mx.spammer.example")[0] == 250
        try:
            bench.send(SOUND, "blocked")
            raise AssertionError("a blocked client was greeted")
        except smtplib.SMTPConnectError as refusal:
            assert refusal.smtp_code == 554, refusal
            record = bench.refusal(refusal.smtp_error.decode())
            assert record["rule"] == "connection.rule-own-lists" and record["clientAddress"] == SOUND, record
        code, text = bench.send(OVER_QUOTA, "blocked by name", helo="mx2.spammer.example")
        assert code == 550 and bench.refusal(text)["rule"] == "connection.rule-own-lists", (code, text)


def new_senders_come_again():
    with Bench({"strictness": "strict", "isGreylisting": True, "helo": "enforce"}) as bench:
        code, text = bench.send(SOUND, "greylisted", helo="mail")
        assert code == 450 and "try again in 300 seconds" in text, (code, text)
        assert "connection.greylisted" in reasons(bench.refusal(text))
        assert bench.send(SOUND, "sound name")[0] == 250


def good_and_bad_clients_are_remembered_over_a_restart():
    with Bench() as bench:
        for i in range(8):
            assert bench.send(SOUND, f"order {i}")[0] == 250
        bench.gateway.stop()
        bench.gateway.start()
        bench.gateway.wait_until_scanning()
        assert bench.send(SOUND, "after the restart")[0] == 250
        told = reasons(bench.trace("after the restart"))
        assert told["connection.history-good"]["points"] < 0, told


def the_command_line_knows_the_same():
    with Bench() as bench:
        ctl = bench.gateway.ctl
        ctl("defence", "set", "--list", "bl.example", "--list", "dead.example", "--mode", "helo=enforce", "--block", "203.0.113.99", "--note", "Nobody")
        settings = json.loads(ctl("--json", "defence", "show").stdout)
        assert [zone["zone"] for zone in settings["blockListZones"]] == ["bl.example", "dead.example"], settings
        assert settings["helo"] == "enforce" and settings["clientRules"][0]["client"] == "203.0.113.99", settings
        states = {state["zone"]: state for state in json.loads(ctl("--json", "defence", "check-lists", check=False).stdout)}
        assert states["bl.example"]["works"] and not states["dead.example"]["works"], states
        explained = json.loads(ctl("--json", "defence", "explain", LISTED, "--helo", "mx.ours.example").stdout)
        assert explained["action"] == "refuse" and explained["verifiedName"] == "mx.spammer.example", explained
        assert {"connection.list-hit", "connection.helo-ours"} <= set(reasons(explained)), explained
        assert json.loads(ctl("--json", "defence", "explain", SOUND).stdout)["action"] == "accept"
        assert ctl("defence", "explain", "nonsense", check=False).returncode == 1
        refused = ctl("defence", "set", "--block", "com", check=False)
        assert refused.returncode == 1 and "clientRules[1].client" in refused.stderr, refused
        assert bench.send(SOUND, "an order")[0] == 250
        state = json.loads(ctl("--json", "defence", "state").stdout)
        assert state["asksDns"] and state["accepted"] >= 1 and any("dead.example" in note for note in state["notes"]), state


def who_talks_before_the_greeting_is_sent_away_S3():
    with Bench(options=["smtp.greeting-delay=3000"]) as bench:
        with socket.create_connection((bench.gateway.host, bench.gateway.port), timeout=30, source_address=(SOUND, 0)) as early:
            early.sendall(b"EHLO early.example\r\n")
            first = early.recv(512)
        assert first.startswith(b"503 5.5.0"), first
        assert bench.send(SOUND, "patient")[0] == 250


class Harvest:
    """Tries out names, each address its own ones, and counts what it learns: 250, or 550 5.1.1."""

    def __init__(self, bench, sources, names):
        self.bench, self.names, self.learned, self.lock = bench, names, 0, threading.Lock()
        share = len(names) // len(sources)
        self.threads = [threading.Thread(target=self.guess, args=(source, names[i * share:(i + 1) * share])) for i, source in enumerate(sources)]

    def run(self):
        for thread in self.threads:
            thread.start()
        for thread in self.threads:
            thread.join()
        return self.learned

    def guess(self, source, names):
        client = None
        for name in names:
            try:
                if not client:
                    client = Client(self.bench.gateway, source=source)
                    client.smtp.docmd("MAIL FROM:<orders@partner.example>")
                code, text = client.smtp.docmd(f"RCPT TO:<{name}@trial.test>")
            except (smtplib.SMTPException, OSError):
                client = None
                continue
            if code == 250 or text.startswith(b"5.1.1"):
                with self.lock:
                    self.learned += 1
            elif code == 421:
                client = None


def harvesting_from(sources):
    count = 10_000
    with Bench() as bench:
        real = [f"person{i}" for i in range(10)]
        bench.gateway.request("PUT", "domains/trial.test", {"name": "trial.test", "recipients": real})
        names = [f"guess{i}" for i in range(count)]
        names[25::count // len(real)] = real
        learned = Harvest(bench, sources, names).run()
        print(f"  {learned} of {count} guesses answered")
        assert learned <= count / 100, learned
        assert "event=harvest" in bench.gateway.log_text()
        assert bench.send("192.0.2.50", "meanwhile", recipient="person0@trial.test")[0] == 250


def harvesting_from_one_address_is_stopped_S13():
    harvesting_from(["198.51.100.20"])


def harvesting_from_200_addresses_is_stopped_S13():
    harvesting_from([f"198.51.100.{i}" for i in range(20, 220)])


run([a_listed_client_is_refused_and_can_ask_why, a_list_that_does_not_work_stops_no_mail_P14, strictness_says_how_much_it_takes,
     what_is_not_enforced_is_told, evidence_counts_for_the_score, own_lists_come_first, new_senders_come_again,
     good_and_bad_clients_are_remembered_over_a_restart, the_command_line_knows_the_same,
     who_talks_before_the_greeting_is_sent_away_S3, harvesting_from_one_address_is_stopped_S13, harvesting_from_200_addresses_is_stopped_S13])
