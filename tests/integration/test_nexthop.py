"""Cut-through and queue against a next hop that does everything a next hop can do: accept, refuse, stall, drop, go and come back."""
import email
import email.policy
import re
import subprocess

from postern import Client, Gateway, Sink, message, run, send, wait_for

OURS = re.compile(rb"\A(?:(?:Authentication-Results|X-Postern-[A-Za-z-]+|Received):[^\r\n]*\r\n(?:[ \t][^\r\n]*\r\n)*)+")
OPTIONS = ["queue.first-retry=1", "queue.max-retry=1", "delivery.deadline=3", "delivery.final-patience=0"]


class Bench:
    """One gateway with one scripted next hop."""

    def __init__(self, behaviour=None, options=(), **sink):
        self.sink = Sink(behaviour=behaviour, **sink).start()
        self.gateway = Gateway(next_hop=self.sink.address, options=[*OPTIONS, *options])

    def __enter__(self):
        self.gateway.start()
        self.gateway.wait_until_scanning()
        return self.gateway, self.sink

    def __exit__(self, *_):
        self.gateway.close()
        self.sink.stop()


def queue_is_empty(gateway):
    return gateway.get("queue")["total"] == 0


def traced(gateway):
    """The trace is written a moment after the reply."""
    return wait_for(lambda: gateway.get("messages")["items"], "the trace")


def delivered_octets_are_the_same_but_for_our_fields():
    with Bench() as (gateway, sink):
        bodies = [b".dot\r\n..two\r\n.\t\r\n", b"", b"no line end", b"x" * 70_000 + b"\r\n", "日本語の本文です。\r\n".encode() * 50]
        for body in bodies:
            octets = message(subject="Identical") [:-len(b"Hello,\r\n\r\nthis is an ordinary message about the delivery on Thursday.\r\n")] + body
            if body == b"x" * 70_000 + b"\r\n":
                octets = octets.replace(body, b"\r\n".join([b"y" * 900] * 400) + b"\r\n")
            code, text = send(gateway, octets)
            assert code == 250 and "Delivered" in text, (code, text)
            _, recipients, got = sink.taken()[-1]
            assert recipients == ["alice@trial.test"]
            expected = octets if octets.endswith(b"\r\n") else octets + b"\r\n"
            assert OURS.sub(b"", got, count=1) == expected, got[:2000]
        assert queue_is_empty(gateway)


def permanent_refusal_reaches_the_client():
    """I4: a refusal by the next hop is given in the session; nothing is queued, nobody gets a report."""
    with Bench(lambda step, argument: "550 5.1.1 no such user" if step == "RCPT" else None) as (gateway, sink):
        code, text = send(gateway, message())
        assert code == 550 and text.startswith("5.1.1 no such user"), (code, text)
        assert queue_is_empty(gateway) and not sink.taken()


def next_hop_away_then_back_C5():
    """Continuity: 250 while the server is away, redelivered by itself, in one copy (C5 in small)."""
    bench = Bench()
    with bench as (gateway, sink):
        sink.stop()
        with Client(gateway) as client:
            for i in range(20):
                code, text = client.send(message(subject=f"Held {i}"))
                assert code == 250 and "Accepted" in text, (code, text)
        assert gateway.get("queue")["total"] == 20
        assert gateway.get("status")["isNextHopUp"] is False
        sink.start()
        wait_for(lambda: queue_is_empty(gateway), "the redelivery")
        subjects = sorted(re.search(rb"Subject: (.*)\r\n", data)[1] for _, _, data in sink.taken())
        assert subjects == sorted(f"Held {i}".encode() for i in range(20)), subjects
        assert gateway.get("status")["isNextHopUp"] is True


def queue_survives_a_restart():
    """I1, D1: what got 250 is there after SIGKILL and is delivered."""
    bench = Bench()
    with bench as (gateway, sink):
        sink.stop()
        for i in range(5):
            assert send(gateway, message(subject=f"Kept {i}"))[0] == 250
        gateway.kill()
        gateway.start()
        sink.start()
        gateway.post("queue/drain")
        wait_for(lambda: len(sink.taken()) == 5, "the redelivery after the crash")
        wait_for(lambda: queue_is_empty(gateway), "the empty queue")
        assert len(sink.taken()) == 5


def lost_at_every_step_C2():
    """C2: whatever step the connection is lost at, the message is queued and arrives; twice at most, and only after the final dot."""
    for step in ("connect", "EHLO", "MAIL", "RCPT", "DATA", "end"):
        state = {"left": 1}

        def behaviour(at, _argument, step=step, state=state):
            if at == step and state["left"]:
                state["left"] -= 1
                return "keep-drop" if step == "end" else "drop"
            return None
        with Bench(behaviour) as (gateway, sink):
            code, text = send(gateway, message(subject="Lost at " + step))
            assert code == 250, (step, code, text)
            wait_for(lambda: queue_is_empty(gateway), "the queue after a loss at " + step)
            copies = len(sink.taken())
            assert copies == (2 if step == "end" else 1), (step, copies)
            if step == "end":
                history = " ".join(gateway.get("messages/" + traced(gateway)[0]["id"])["history"])
                assert "second copy" in history, history


def transient_refusal_at_every_step():
    for step in ("MAIL", "RCPT", "DATA", "end"):
        state = {"left": 1}

        def behaviour(at, _argument, step=step, state=state):
            if at == step and state["left"]:
                state["left"] -= 1
                return "451 4.3.0 not now"
            return None
        with Bench(behaviour) as (gateway, sink):
            assert send(gateway, message())[0] == 250, step
            wait_for(lambda: queue_is_empty(gateway), "the queue after 451 at " + step)
            assert len(sink.taken()) == 1, step


def slow_next_hop_is_not_waited_for_for_ever_S18():
    """S18: past the deadline the message is queued and the client gets its reply."""
    state = {"left": 1}

    def behaviour(step, _argument):
        if step == "end" and state["left"]:
            state["left"] -= 1
            return "stall"
        return None
    with Bench(behaviour) as (gateway, sink):
        code, text = send(gateway, message())
        assert code == 250 and "Accepted" in text, (code, text)
        wait_for(lambda: queue_is_empty(gateway), "the redelivery after the stall")
        assert len(sink.taken()) == 1


def mixed_recipients_C4():
    """C4, I2: each recipient has one fate; the refused one is reported, because the others' copies were taken."""
    state = {"bob": 1}

    def behaviour(step, argument):
        if step == "RCPT" and "bob@" in argument and state["bob"]:
            state["bob"] -= 1
            return "450 4.2.1 mailbox busy"
        return "550 5.1.1 unknown" if step == "RCPT" and "carol@" in argument else None
    with Bench(behaviour) as (gateway, sink):
        code, text = send(gateway, message(), recipients=["alice@trial.test", "bob@trial.test", "carol@trial.test"])
        assert code == 250, (code, text)
        wait_for(lambda: queue_is_empty(gateway), "the queue")
        trace = wait_for(lambda: [m for m in gateway.get("messages")["items"] if m["sender"]], "the trace")[0]

        def fates():
            return {r["address"]: r["fate"] for r in gateway.get("messages/" + trace["id"])["recipients"]}
        wait_for(lambda: fates() == {"alice@trial.test": "delivered", "bob@trial.test": "delivered", "carol@trial.test": "dsn"}, "the three fates")
        reports = [(sender, recipients, data) for sender, recipients, data in sink.taken() if sender.upper().startswith("MAIL FROM:<>")]
        assert len(reports) == 1 and reports[0][1] == ["orders@partner.example"], reports
        assert b"Final-Recipient: rfc822; carol@trial.test" in reports[0][2], reports[0][2]


def null_sender_gets_no_report():
    """B2: nothing is ever reported to <>."""
    with Bench(lambda step, argument: "550 5.1.1 unknown" if step == "RCPT" and "carol@" in argument else None) as (gateway, sink):
        assert send(gateway, message(), sender="", recipients=["alice@trial.test", "carol@trial.test"])[0] == 250
        wait_for(lambda: queue_is_empty(gateway), "the queue")
        assert len(sink.taken()) == 1


def held_and_removed_by_the_administrator():
    bench = Bench()
    with bench as (gateway, sink):
        sink.stop()
        for i in range(3):
            assert send(gateway, message(subject=f"Queue {i}"))[0] == 250
        ids = {item["subject"]: item["id"] for item in gateway.get("queue")["items"]}
        gateway.ctl("queue", "hold", ids["Queue 0"])
        gateway.ctl("queue", "remove", ids["Queue 1"])
        sink.start()
        gateway.ctl("queue", "drain")
        wait_for(lambda: gateway.get("queue")["total"] == 1, "all but the held message")
        assert [re.search(rb"Subject: (.*)\r\n", m[2])[1] for m in sink.taken()] == [b"Queue 2"]
        gateway.ctl("queue", "unhold", ids["Queue 0"])
        gateway.ctl("queue", "drain")
        wait_for(lambda: len(sink.taken()) == 2, "the held message")


def texts(octets):
    """The decoded text parts, as an independent parser reads them."""
    parts = email.message_from_bytes(octets, policy=email.policy.default).walk()
    return [part.get_content().splitlines() for part in parts if part.get_content_maintype() == "text"]


def encoded_for_a_next_hop_without_8bitmime_S9():
    """S9: 8-bit content arrives in a 7-bit encoding, cut through and from the queue, and reads the same; 7-bit content is not touched."""
    html = "--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>7-bit = ok </p>\r\n"
    mixed = message(subject="Mixed", body=f"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nこんにちは。 \r\n.\r\n{html}--b--\r\n")
    mixed = mixed.replace(b"text/plain; charset=utf-8\r\n\r\n--b", b"multipart/alternative; boundary=b\r\n\r\n--b", 1)
    plain = message(subject="Plain", body="Grüße = gut\r\n" * 200)
    with Bench(extensions=("PIPELINING", "SIZE 100000000")) as (gateway, sink):
        for octets in (mixed, plain, message(subject="Seven")):
            code, text = send(gateway, octets)
            assert code == 250 and "Delivered" in text, (code, text)
        sink.stop()
        assert send(gateway, mixed)[0] == 250
        sink.start()
        gateway.ctl("queue", "drain")
        wait_for(lambda: queue_is_empty(gateway), "the redelivery")
        got = [OURS.sub(b"", data, count=1) for _, _, data in sink.taken()]
        assert len(got) == 4 and all(data.isascii() for data in got), got
        assert [texts(data) for data in got] == [texts(octets) for octets in (mixed, plain, message(subject="Seven"), mixed)], got
        assert html.encode() in got[0] and b"MAIL" not in got[0]
        assert b"Content-Transfer-Encoding" not in got[2], got[2]
        assert all("BODY=" not in sender for sender, _, _ in sink.taken())


def too_big_for_the_next_hop_C7():
    """C7: refused in the session if the next hop is there, reported once to the sender if it comes back with a limit; never tried for ever."""
    big = message(subject="Big", body="An ordinary line of text.\r\n" * 200)
    with Bench(extensions=("PIPELINING", "8BITMIME", "SIZE 4000")) as (gateway, sink):
        code, text = send(gateway, big)
        assert code == 552 and text.startswith("5.3.4 "), (code, text)
        sink.stop()
        for octets in (message(subject="Small"), big):  # The first one finds out that the next hop has gone.
            code, text = send(gateway, octets)
            assert code == 250 and "Accepted" in text, (code, text)
        sink.start()
        gateway.ctl("queue", "drain")
        wait_for(lambda: queue_is_empty(gateway), "the delivery and the report")
        small, report = sorted(sink.taken(), key=lambda taken: taken[0].startswith("MAIL FROM:<>"))
        assert b"Subject: Small" in small[2] and report[0].startswith("MAIL FROM:<>") and report[1] == ["orders@partner.example"], (small, report)
        assert b"Status: 5.3.4" in report[2], report


def route_changes_while_mail_is_queued_C7():
    """C7: the route is looked up at each attempt, for each recipient."""
    second = Sink().start()
    bench = Bench()
    try:
        with bench as (gateway, sink):
            gateway.ctl("domains", "add", "second.test")
            sink.stop()
            code, text = send(gateway, message(), recipients=["alice@trial.test", "bob@second.test"])
            assert code == 250 and "Accepted" in text, (code, text)
            gateway.ctl("domains", "add", "second.test", "--next-hop", second.address)
            sink.start()
            gateway.ctl("queue", "drain")
            wait_for(lambda: queue_is_empty(gateway), "both deliveries")
            assert [recipients for _, recipients, _ in sink.taken()] == [["alice@trial.test"]], sink.taken()
            assert [recipients for _, recipients, _ in second.taken()] == [["bob@second.test"]], second.taken()
    finally:
        second.stop()


def success_is_reported_for_a_next_hop_that_does_not():
    """RFC 3461 5.2.2: who asked for it hears that the mail was passed on, cut through and from the queue; nobody else does."""
    with Bench(extensions=("PIPELINING", "8BITMIME", "SIZE 100000000")) as (gateway, sink):
        def send_asking(subject):
            with Client(gateway) as client:
                client.smtp.docmd("MAIL FROM:<orders@partner.example>")
                for command in ("RCPT TO:<alice@trial.test> NOTIFY=SUCCESS,FAILURE", "RCPT TO:<bob@trial.test>"):
                    assert client.smtp.docmd(command)[0] == 250
                assert client.smtp.docmd("DATA")[0] == 354
                client.smtp.sock.sendall(message(subject=subject) + b".\r\n")
                return client.smtp.getreply()[0]

        def reports():
            return [data for _, recipients, data in sink.taken() if recipients == ["orders@partner.example"]]
        assert send_asking("Cut through") == 250
        wait_for(lambda: len(reports()) == 1, "the first report")
        sink.stop()
        assert send_asking("Queued") == 250
        sink.start()
        gateway.ctl("queue", "drain")
        wait_for(lambda: len(reports()) == 2 and queue_is_empty(gateway), "the second report")
        for report in reports():
            assert b"Action: relayed" in report and b"Final-Recipient: rfc822; alice@trial.test" in report, report
            assert b"bob@trial.test" not in report.split(b"message/delivery-status")[1].split(b"text/rfc822-headers")[0], report


def restored_queue_starts_paused_D13():
    """A copy of the data sends nothing of its queue by itself; new mail passes; draining the queue lets it go."""
    with Bench() as (gateway, sink):
        sink.stop()
        for i in range(2):
            assert send(gateway, message(subject=f"Restored {i}"))[0] == 250
        gateway.stop()
        copy = gateway.data + "-copy"
        subprocess.run(["cp", "-a", gateway.data, copy], check=True)
        sink.start()
        restored = Gateway(data=copy, next_hop=sink.address, options=OPTIONS)
        try:
            restored.start()
            restored.wait_until_scanning()
            assert any("restored" in problem for problem in restored.get("status")["problems"]), restored.get("status")
            code, text = send(restored, message(subject="New"))
            assert code == 250 and "Delivered" in text, (code, text)
            assert restored.get("queue")["total"] == 2 and len(sink.taken()) == 1
            assert restored.ctl("queue", "drain", "trial.test", check=False).returncode == 1
            restored.stop()
            restored.start()  # It stays so.
            restored.wait_until_scanning()
            assert restored.get("queue")["total"] == 2 and len(sink.taken()) == 1
            restored.ctl("queue", "drain")
            wait_for(lambda: queue_is_empty(restored), "the restored messages")
            assert not any("restored" in problem for problem in restored.get("status")["problems"])
            assert len(sink.taken()) == 3
        finally:
            restored.close()


run([delivered_octets_are_the_same_but_for_our_fields, permanent_refusal_reaches_the_client, next_hop_away_then_back_C5, queue_survives_a_restart,
     lost_at_every_step_C2, transient_refusal_at_every_step, slow_next_hop_is_not_waited_for_for_ever_S18, mixed_recipients_C4, null_sender_gets_no_report,
     held_and_removed_by_the_administrator, encoded_for_a_next_hop_without_8bitmime_S9, too_big_for_the_next_hop_C7,
     route_changes_while_mail_is_queued_C7, restored_queue_starts_paused_D13, success_is_reported_for_a_next_hop_that_does_not])
