"""The lists of senders, and the marks on reverse-paths, on a running gateway: from the client's commands to the trace."""
import hashlib
import hmac
import json
import os
import time

from nameserver import NameServer
from postern import Client, Gateway, Sink, message, run, send, wait_for

ZONES = {
    "sound.example": '@ IN TXT "v=spf1 ip4:127.0.0.1 -all"\n_dmarc IN TXT "v=DMARC1; p=none"',
    "lists.example": '@ IN TXT "v=spf1 ip4:127.0.0.1 -all"',
    "forged.example": '@ IN TXT "v=spf1 ip4:192.0.2.1 ?all"',
    "example": "",  # Where the search for a policy ends.
}
SPAM = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X\r\n"
VIRUS = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*\r\n"


class Bench:
    """A gateway that authenticates senders, with a next hop."""

    def __init__(self, names, options=()):
        self.sink = Sink().start()
        self.gateway = Gateway(next_hop=self.sink.address, options=[
            f"dns.forwarders={names.address}", "dns.validate=off", "auth.check-loopback=on", *options])
        self.count = 0

    def __enter__(self):
        self.gateway.start()
        self.gateway.wait_until_scanning()
        return self

    def __exit__(self, *_):
        self.gateway.close()
        self.sink.stop()

    def ctl(self, *arguments):
        return self.gateway.ctl("senders", *arguments).stdout

    def lists(self, *entries):
        """Exactly these: "allow SENDER [SCOPE]"."""
        path = self.gateway.data + ".csv"
        with open(path, "w") as file:
            file.write("action,sender,scope\n" + "".join(",".join((entry + " *").split()[:3]) + "\n" for entry in entries))
        self.ctl("import", path, "--replace")

    def send(self, sender="orders@sound.example", author=None, body="Hello.\r\n", recipients=("alice@trial.test",)):
        """Returns (code, text, trace): the trace of the message, or of the one recipient that was refused."""
        self.count += 1
        mark = f"number-{self.count}"
        known = {item["id"] for item in self.gateway.get("messages")["items"]}
        code, text = send(self.gateway, message(subject=mark, sender=author or sender or "mailer-daemon@sound.example", body=body), sender=sender, recipients=recipients)
        found = wait_for(lambda: [item for item in self.gateway.get("messages")["items"] if item["id"] not in known], "the trace of " + mark)
        return code, text, [self.gateway.get("messages/" + item["id"]) for item in found]


def reason_ids(trace):
    return [reason["id"] for reason in trace["reasons"] if reason["id"].startswith(("connection.sender", "bounce."))]


def fates(trace):
    return {each["address"].split("@")[0]: each["fate"] for each in trace["recipients"]}


def a_blocked_reverse_path_is_refused_at_RCPT():
    with NameServer(ZONES) as names, Bench(names) as bench:
        assert bench.send()[0] == 250
        for entry in ("block orders@sound.example", "block *@sound.example", "block sound.example trial.test", "block *@*.example alice@trial.test"):
            bench.lists(entry)
            before = len(bench.sink.taken())
            code, text, traces = bench.send()
            assert code == 550 and text.startswith("5.7.1 "), (entry, code, text)
            assert len(traces) == 1, traces
            trace = traces[0]
            assert trace["fate"] == "rejected" and trace["rule"] == "blocked-sender" and trace["sender"] == "orders@sound.example", trace
            assert reason_ids(trace) == ["connection.sender-blocked"], trace
            assert "orders@sound.example" in trace["reasons"][0]["text"], trace
            assert len(bench.sink.taken()) == before, "nothing may reach the next hop"
        code, _, traces = bench.send(recipients=("alice@trial.test", "bob@trial.test"))  # Bob may have it.
        assert code == 250 and bench.sink.taken()[-1][1] == ["bob@trial.test"], (code, bench.sink.taken()[-1])
        assert sorted(trace["fate"] for trace in traces) == ["delivered", "rejected"], traces
        bench.lists("block *@sound.example")
        assert bench.send(sender="", author="mailer-daemon@lists.example")[0] == 250, "the null reverse-path names nobody"


def a_blocked_author_is_refused_after_the_content():
    with NameServer(ZONES) as names, Bench(names) as bench:
        bench.lists("block orders@sound.example")
        code, text, traces = bench.send(sender="bounce@lists.example", author="orders@sound.example")
        assert code == 550 and text.startswith("5.7.1 "), (code, text)
        assert traces[0]["rule"] == "blocked-sender" and reason_ids(traces[0]) == ["connection.sender-blocked"], traces
        # Blocked for one of two: the client cannot be told yes and no.
        bench.lists("block orders@sound.example alice@trial.test")
        code, _, traces = bench.send(sender="bounce@lists.example", author="orders@sound.example", recipients=("alice@trial.test", "bob@trial.test"))
        assert code == 250 and fates(traces[0]) == {"alice": "quarantined", "bob": "delivered"}, (code, traces)
        assert bench.sink.taken()[-1][1] == ["bob@trial.test"]
        # A narrower allowance, once it is proved, counts before a block of the reverse-path.
        bench.lists("block *@lists.example", "allow orders@sound.example alice@trial.test")
        code, _, traces = bench.send(sender="bounce@lists.example", author="orders@sound.example")
        assert code == 550 and "connection.sender-not-authenticated" in reason_ids(traces[0]), (code, traces)  # SPF is for lists.example.


def an_allowed_sender_passes_spam_P15():
    with NameServer(ZONES) as names, Bench(names) as bench:
        code, _, traces = bench.send(body=SPAM)
        assert code == 250 and traces[0]["fate"] == "quarantined" and traces[0]["rule"] == "spam", traces
        for entry in ("allow orders@sound.example", "allow *@sound.example trial.test", "allow sound.example alice@trial.test"):
            bench.lists(entry)
            code, _, traces = bench.send(body=SPAM)
            assert code == 250 and traces[0]["fate"] == "delivered", (entry, traces)
            assert reason_ids(traces[0]) == ["connection.sender-allowed"], traces
        _, _, traces = bench.send(body=SPAM, recipients=("alice@trial.test", "bob@trial.test"))
        assert fates(traces[0]) == {"alice": "delivered", "bob": "quarantined"}, traces
        # The reverse-path alone, proved by SPF.
        bench.lists("allow *@lists.example")
        assert bench.send(sender="bounce@lists.example", author="ann@elsewhere.example", body=SPAM)[2][0]["fate"] == "delivered"
        # Whoever only says that he is somebody is not let through.
        bench.lists("allow *@forged.example")
        _, _, traces = bench.send(sender="orders@forged.example", body=SPAM)
        assert traces[0]["fate"] == "quarantined" and reason_ids(traces[0]) == ["connection.sender-not-authenticated"], traces
        _, _, traces = bench.send(sender="bounce@lists.example", author="orders@forged.example", body=SPAM)
        assert traces[0]["fate"] == "quarantined", traces
        # And a virus is a virus.
        bench.lists("allow *@sound.example")
        _, _, traces = bench.send(body=VIRUS)
        assert traces[0]["fate"] == "quarantined" and traces[0]["rule"] == "virus" and reason_ids(traces[0]) == ["connection.sender-allowed"], traces


def the_lists_are_kept_and_told_of():
    with NameServer(ZONES) as names, Bench(names) as bench:
        assert "No sender" in bench.ctl("list")
        assert "Added." in bench.ctl("add", "block", "sound.example", "--note", "no more of them")
        told = bench.ctl("add", "allow", "orders@sound.example")
        assert "Without effect: allow orders@sound.example" in told, told
        assert "Exception" in bench.ctl("check", "allow", "orders@sound.example", "--for", "alice@trial.test")
        listed = json.loads(bench.gateway.ctl("--json", "senders", "list", "--text", "no more").stdout)
        assert [item["sender"] for item in listed["items"]] == ["*@sound.example"] and listed["total"] == 1, listed
        wrong = bench.gateway.ctl("senders", "add", "allow", "com", check=False)
        assert wrong.returncode == 1 and "com" in wrong.stderr, wrong
        missing = bench.gateway.ctl("senders", "remove", "block", "orders@sound.example", check=False)
        assert missing.returncode == 1 and "no entry" in missing.stderr, missing

        table = bench.ctl("export")
        assert bench.gateway.stop() == 0
        bench.gateway.start()
        bench.gateway.wait_until_scanning()
        assert bench.ctl("export") == table, "the lists must outlive a restart"
        assert bench.send()[0] == 550
        # A database that is lost.
        assert bench.gateway.stop() == 0
        for name in os.listdir(bench.gateway.data):
            if name.startswith("postern.db"):
                os.remove(os.path.join(bench.gateway.data, name))
        bench.gateway.start()
        bench.gateway.wait_until_scanning()
        assert bench.ctl("export") == table, "the lists must outlive the database"

        exported = json.loads(bench.gateway.ctl("config", "export").stdout)
        assert len(exported["senderLists"]) == 2, exported["senderLists"]
        path = bench.gateway.data + ".json"
        with open(path, "w") as file:
            json.dump(exported, file)
        bench.ctl("remove", "block", "sound.example")
        assert bench.send()[0] == 250
        bench.gateway.ctl("config", "import", path)
        assert json.loads(bench.gateway.ctl("config", "export").stdout) == exported
        assert bench.send()[0] == 550
        exported["senderLists"][1]["sender"] = "com"
        with open(path, "w") as file:
            json.dump(exported, file)
        refused = bench.gateway.ctl("config", "import", path, check=False)
        assert refused.returncode == 1 and "senderLists[1].sender" in refused.stderr, refused
        assert bench.ctl("export") == table

        path = bench.gateway.data + ".csv"
        with open(path, "w") as file:
            file.write("block,eve@sound.example,bob@trial.test,\nallow,orders@sound.example,,\n")
        looked = json.loads(bench.gateway.ctl("--json", "senders", "import", "--replace", "--check", path).stdout)
        assert (looked["entries"], looked["added"], looked["removed"]) == (2, 1, 1) and bench.ctl("export") == table, looked
        assert "1 added, 0 removed, 3 entries in all." in bench.ctl("import", path)
        with open(path, "w") as file:
            file.write("block,eve@sound.example\nblock,nonsense\n")
        refused = bench.gateway.ctl("senders", "import", path, check=False)
        assert refused.returncode == 1 and "line 2" in refused.stderr, refused


def marked(key, address, days=7):
    """The mark of draft-levine-smtp-batv-01, made here from the key in the gateway's file."""
    number, secret = key.split()
    day = f"{(int(time.time() // 86400) + days) % 1000:03}"
    signature = hmac.new(bytes.fromhex(secret), (number + day + address).encode(), hashlib.sha256).hexdigest()[:6]
    return f"prvs={number}{day}{signature}={address}"


def reports_about_mail_of_others_are_refused():
    with NameServer(ZONES) as names, Bench(names, ["recipients.bounce-tags=enforce"]) as bench:
        path = os.path.join(bench.gateway.data, "bounce-tags.key")
        assert os.stat(path).st_mode & 0o777 == 0o600, oct(os.stat(path).st_mode)
        with open(path) as file:
            key = file.read()
        alice = "alice@trial.test"
        code, text, traces = bench.send(sender="", recipients=(marked(key, alice),))
        assert code == 250 and bench.sink.taken()[-1][1] == [alice], (code, text, bench.sink.taken())
        assert traces[0]["recipients"][0]["address"] == alice and reason_ids(traces[0]) == [], traces
        for recipient, reason in ((alice, "bounce.untagged"), (marked(key, alice, days=-1), "bounce.expired"), (marked("0 " + 32 * "00", alice), "bounce.forged"),
                                  ("nobody@trial.test", "bounce.untagged")):
            before = len(bench.sink.taken())
            code, text, traces = bench.send(sender="", recipients=(recipient,))
            assert code == 550 and text.startswith("5.7.1 "), (recipient, code, text)
            assert len(traces) == 1 and traces[0]["rule"] == "bounce-tag" and reason_ids(traces[0]) == [reason], traces
            assert len(bench.sink.taken()) == before
        assert bench.send(sender="", recipients=("postmaster@trial.test",))[0] == 250
        assert bench.send(recipients=(alice,))[0] == 250, "only reports need a mark"
        assert bench.send(recipients=(marked(key, alice),))[0] == 250, "people may write to the reverse-path"
        assert bench.sink.taken()[-1][1] == [alice]
        with Client(bench.gateway) as client:
            assert client.send(message(sender="mailer-daemon@sound.example"), sender="", recipients=(marked(key, "nobody@trial.test"),))[0] == 550, "a mark makes no mailbox"
    with NameServer(ZONES) as names, Bench(names, ["recipients.bounce-tags=observe"]) as bench:
        code, _, traces = bench.send(sender="", recipients=("alice@trial.test",))
        assert code == 250 and traces[0]["fate"] == "delivered" and reason_ids(traces[0]) == ["bounce.untagged"], (code, traces)


run([a_blocked_reverse_path_is_refused_at_RCPT, a_blocked_author_is_refused_after_the_content, an_allowed_sender_passes_spam_P15,
     the_lists_are_kept_and_told_of, reports_about_mail_of_others_are_refused])
