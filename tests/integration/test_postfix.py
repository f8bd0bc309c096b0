"""A real Postfix as the next hop: it takes, refuses, stops and comes back."""
import os
import pwd
import sys

from postern import Gateway, message, run, send, wait_for
from postfixserver import Postfix, make_certificate

if os.geteuid() != 0:
    print("Postfix needs root to start; this test runs when the tests are run by root.")
    sys.exit(77)


class MailServer(Postfix):
    """With the mailboxes alice and bob at trial.test."""

    def __init__(self):
        super().__init__()
        nobody = pwd.getpwnam("nobody")
        os.mkdir(self.path("mail"))
        os.chown(self.path("mail"), nobody.pw_uid, nobody.pw_gid)
        make_certificate("mail.trial.test", self.path("certificate.pem"), self.path("key.pem"))
        self.configure(f"""myhostname = mail.trial.test
default_transport = error:outside mail is not delivered
virtual_mailbox_domains = trial.test
virtual_mailbox_base = {self.path('mail')}
virtual_mailbox_maps = inline:{{ {{alice@trial.test = alice/}}, {{bob@trial.test = bob/}} }}
virtual_uid_maps = static:{nobody.pw_uid}
virtual_gid_maps = static:{nobody.pw_gid}
virtual_minimum_uid = 1
smtpd_relay_restrictions = reject_unauth_destination
smtpd_tls_security_level = may
smtpd_tls_chain_files = {self.path('key.pem')}, {self.path('certificate.pem')}
""")

    def mails(self, name):
        directory = self.path(f"mail/{name}/new")
        return [open(os.path.join(directory, entry), "rb").read() for entry in os.listdir(directory)] if os.path.isdir(directory) else []


def a_day_with_postfix():
    postfix = MailServer()
    gateway = Gateway(next_hop=f"127.0.0.1:{postfix.port}", options=["queue.first-retry=1", "queue.max-retry=1"])
    try:
        postfix.start()
        gateway.start()
        gateway.wait_until_scanning()

        code, text = send(gateway, message(subject="Through"))
        assert code == 250 and "Delivered" in text, (code, text)
        mail = wait_for(lambda: postfix.mails("alice"), "the mail in the mailbox")[0]
        assert b"Subject: Through\n" in mail and b"this is an ordinary message" in mail, mail

        items = wait_for(lambda: gateway.get("messages")["items"], "the trace")
        record = gateway.get("messages/" + items[0]["id"])
        assert record["tlsOut"]["version"] == "TLSv1.3", record["tlsOut"]

        code, text = send(gateway, message(), recipients=["carol@trial.test"])
        assert code == 550 and "5.1.1" in text, (code, text)  # Postfix knows no carol: refused in the session.

        postfix.stop()
        for i in range(10):
            code, text = send(gateway, message(subject=f"Night {i}", recipient="bob@trial.test"), recipients=["bob@trial.test"])
            assert code == 250 and "Accepted" in text, (code, text)
        assert gateway.get("queue")["total"] == 10
        postfix.start()
        wait_for(lambda: gateway.get("queue")["total"] == 0, "the redelivery", 60)
        wait_for(lambda: len(postfix.mails("bob")) == 10, "the mails in the mailbox", 60)
    finally:
        gateway.close()
        postfix.close()


run([a_day_with_postfix])
