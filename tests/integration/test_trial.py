"""The trial: every sample has the fate it is meant to have, and what is delivered lies in the test mailbox."""
import collections
import smtplib

from postern import Client, Gateway, message, run, send, wait_for


def samples_have_their_fates():
    with Gateway() as gateway:
        gateway.wait_until_scanning()
        for sample in gateway.get("samples")["items"]:
            result = gateway.post(f"samples/{sample['id']}/send")
            trace = wait_for(lambda: find(gateway, result["messageId"]), "the trace of " + sample["id"])
            assert trace["fate"] == sample["expectedFate"], (sample["id"], trace["fate"], result["reply"])
            assert trace["recipients"][0]["address"] == sample["recipient"], trace["recipients"]
            assert trace["reply"] == result["reply"], (trace["reply"], result["reply"])
        delivered = [s for s in gateway.get("samples")["items"] if s["expectedFate"] == "delivered"]
        assert gateway.get("mailbox")["total"] == len(delivered)
        subjects = {item["subject"] for item in gateway.get("mailbox")["items"]}
        assert "12月の納品日程について" in subjects, subjects


def find(gateway, message_id):
    try:
        return gateway.get("messages/" + message_id)
    except OSError:
        return None


def quarantined_can_be_released_once():
    """Q4, Q5: the original envelope, one copy however often it is asked for."""
    with Gateway() as gateway:
        gateway.wait_until_scanning()
        gateway.post("samples/spam/send")
        items = wait_for(lambda: gateway.get("quarantine")["items"], "the quarantine")
        assert len(items) == 1 and items[0]["rule"] == "spam", items
        for _ in range(3):
            try:
                gateway.post(f"quarantine/{items[0]['id']}/release")
            except OSError:
                pass  # Gone already: the first release was enough.
        wait_for(lambda: gateway.get("mailbox")["total"] == 1, "the released message")
        assert gateway.get("quarantine")["total"] == 0
        wait_for(lambda: gateway.get("messages/" + items[0]["id"])["fate"] == "delivered", "the fate after the release")
        assert gateway.get("mailbox")["total"] == 1


def foreign_domains_and_unknown_mailboxes_are_refused_S11_S13():
    """S11, S13: no open relay; an unknown mailbox is refused in the session."""
    with Gateway() as gateway:
        gateway.wait_until_scanning()
        for recipient, enhanced in (("a@example.org", "5.7.1"), ("nobody@trial.test", "5.1.1"), ("alice@trial.test@example.org", "5"), ("alice%trial.test@example.org", "5.7.1")):
            code, text = send(gateway, message(), recipients=[recipient])
            assert 500 <= code < 600 and text.startswith(enhanced), (recipient, code, text)
        for recipient in ("ALICE@Trial.Test", "postmaster@trial.test", "postmaster"):
            code, text = send(gateway, message(), recipients=[recipient])
            assert code == 250, (recipient, code, text)


def harvesting_is_stopped_S13():
    """10,000 names from one address: the first 10 get their honest answer, then the session ends, and so does every later one."""
    with Gateway(options=["smtp.limits-loopback=on", "recipients.harvest-limit=10"]) as gateway:
        confirmed, answered = 0, collections.Counter()
        for begin in range(0, 10_000, 500):
            try:
                with Client(gateway) as client:
                    client.smtp.docmd("MAIL FROM:<orders@partner.example>")
                    for number in range(begin, begin + 500):
                        name = "alice" if number % 10 == 9 else f"guess{number}"
                        code, _ = client.smtp.docmd(f"RCPT TO:<{name}@trial.test>")
                        answered[code] += 1
                        confirmed += code == 250
            except (smtplib.SMTPException, OSError):
                answered["closed"] += 1
        assert answered[550] <= 10, answered
        assert confirmed <= 10_000 // 100, answered
        assert answered["closed"] == 20, answered
        assert "event=harvest" in gateway.log_text()
        assert answered[550] > 0
        wait_for(lambda: gateway.get("messages?limit=1")["total"] >= answered[550], "each refused recipient in the trace")


def stops_cleanly_and_keeps_its_records():
    """D12, O1: SIGTERM ends with 0; the trace is still there after a restart."""
    gateway = Gateway()
    try:
        gateway.start()
        gateway.wait_until_scanning()
        code, _ = send(gateway, message(subject="Before the restart"))
        assert code == 250
        assert gateway.stop() == 0
        gateway.start()
        assert gateway.get("messages")["items"][0]["subject"] == "Before the restart"
        second = Gateway(data=gateway.data)
        assert second.start(expect_ready=False) == "", "a second gateway on the same data must refuse to start (D15)"
        assert second.process.wait(30) == 1 and str(gateway.process.pid) in second.log_text(), second.log_text()
    finally:
        gateway.close()


run([samples_have_their_fates, quarantined_can_be_released_once, foreign_domains_and_unknown_mailboxes_are_refused_S11_S13,
     harvesting_is_stopped_S13, stops_cleanly_and_keeps_its_records])
