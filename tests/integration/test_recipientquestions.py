"""A domain without a list: the next hop, a real Postfix, is asked who its recipients are (L3, S13, B2)."""
import os
import pwd
import sys
import threading

from postern import Client, Gateway, message, run, send, wait_for
from postfixserver import Postfix

if os.geteuid() != 0:
    print("Postfix needs root to start; this test runs when the tests are run by root.")
    sys.exit(77)

NAMES = ["alice", "bob"] + [f"user{number}" for number in range(20)]


class MailServer(Postfix):
    def __init__(self):
        super().__init__()
        nobody = pwd.getpwnam("nobody")
        os.mkdir(self.path("mail"))
        os.chown(self.path("mail"), nobody.pw_uid, nobody.pw_gid)
        mailboxes = ", ".join(f"{{{name}@asked.test = {name}/}}" for name in NAMES)
        self.configure(f"""myhostname = mail.asked.test
default_transport = error:outside mail is not delivered
virtual_mailbox_domains = asked.test
virtual_mailbox_base = {self.path('mail')}
virtual_mailbox_maps = inline:{{ {mailboxes} }}
virtual_uid_maps = static:{nobody.pw_uid}
virtual_gid_maps = static:{nobody.pw_gid}
virtual_minimum_uid = 1
smtpd_relay_restrictions = reject_unauth_destination
""")

    def mails(self, name):
        directory = self.path(f"mail/{name}/new")
        return os.listdir(directory) if os.path.isdir(directory) else []


def answer(gateway, recipient):
    with Client(gateway) as client:
        client.smtp.docmd("MAIL FROM:<orders@partner.example>")
        code, text = client.smtp.docmd(f"RCPT TO:<{recipient}>")
        return f"{code} {text.decode().split()[0]}"


def next_hop_is_asked_and_remembered_L3():
    postfix = MailServer()
    gateway = Gateway(next_hop=f"127.0.0.1:{postfix.port}", options=["queue.first-retry=1", "queue.max-retry=1"])
    try:
        postfix.start()
        gateway.start()
        gateway.wait_until_scanning()
        gateway.request("PUT", "domains/asked.test", {"recipientCheck": "ask", "aliasDomains": ["alias.test"]})
        assert answer(gateway, "alice@asked.test") == "250 2.1.5"
        assert answer(gateway, "nobody@asked.test") == "550 5.1.1"
        assert answer(gateway, "user1@alias.test") == "250 2.1.5", "Postfix does not know the alias domain, but us"
        assert answer(gateway, "nobody@alias.test") == "550 5.1.1"
        looked = gateway.get("directory/lookup?address=user2@asked.test")
        assert looked["status"] == "asknexthop" and looked["reply"].startswith("250 2.1.5"), looked
        found = wait_for(lambda: gateway.get("messages?recipient=nobody@asked.test")["items"], "the refusal in the trace")
        reasons = gateway.get("messages/" + found[0]["id"])["reasons"]
        assert [reason["id"] for reason in reasons] == ["recipient.next-hop-refuses"] and "550 5.1.1" in reasons[0]["text"], reasons

        code, text = send(gateway, message(subject="Through"), recipients=["alice@asked.test"])
        assert code == 250 and "Delivered" in text, (code, text)
        wait_for(lambda: postfix.mails("alice"), "the mail in the mailbox")
        assert postfix.mails("user1") == [] and postfix.mails("user2") == [], "a question is no message"

        postfix.stop()
        for _ in range(3):
            assert answer(gateway, "alice@asked.test") == "250 2.1.5", "who was known stays known"
            assert answer(gateway, "nobody@asked.test") == "550 5.1.1", "and who was not does, for a while"
            assert answer(gateway, "bob@asked.test") == "451 4.3.0", "of the others nothing is known"
        code, text = send(gateway, message(subject="While it is down"), recipients=["alice@asked.test"])
        assert code == 250, (code, text)
        assert gateway.get("queue")["total"] == 1
        postfix.start()
        wait_for(lambda: len(postfix.mails("alice")) == 2, "what was queued, in the mailbox", 90)
        wait_for(lambda: answer(gateway, "bob@asked.test") == "250 2.1.5", "the next hop to be asked again", 60)
        assert answer(gateway, "stranger@asked.test") == "550 5.1.1"
        wait_for(lambda: all(item["fate"] in ("delivered", "rejected", "deferred") for item in gateway.get("messages?limit=1000")["items"]), "a fate for each message")
    finally:
        gateway.close()
        postfix.close()


def many_ask_at_once():
    postfix = MailServer()
    gateway = Gateway(next_hop=f"127.0.0.1:{postfix.port}")
    try:
        postfix.start()
        gateway.start()
        gateway.wait_until_scanning()
        gateway.request("PUT", "domains/asked.test", {"recipientCheck": "ask"})
        replies, lock = {}, threading.Lock()

        def ask(recipient):
            reply = answer(gateway, recipient)
            with lock:
                replies[recipient] = reply
        recipients = [f"{name}@asked.test" for name in NAMES] + [f"guess{number}@asked.test" for number in range(20)]
        threads = [threading.Thread(target=ask, args=(recipient,)) for recipient in recipients]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert replies == {recipient: "550 5.1.1" if recipient.startswith("guess") else "250 2.1.5" for recipient in recipients}, replies
    finally:
        gateway.close()
        postfix.close()


run([next_hop_is_asked_and_remembered_L3, many_ask_at_once])
