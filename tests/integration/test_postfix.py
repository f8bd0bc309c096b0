"""A real Postfix as the next hop: it takes, refuses, stops and comes back."""
import os
import pwd
import shutil
import subprocess
import sys

from postern import Gateway, free_port, message, run, send, wait_for, work_directory

if os.geteuid() != 0:
    print("Postfix needs root to start; this test runs when the tests are run by root.")
    sys.exit(77)


class Postfix:
    """One instance below a directory of its own, on loopback, with the mailboxes alice and bob at trial.test."""

    def __init__(self):
        self.directory = work_directory("postern-postfix-")
        os.chmod(self.directory, 0o755)
        self.port = free_port()
        etc = os.path.join(self.directory, "etc")
        for name in ("etc", "spool", "data", "mail"):
            os.mkdir(os.path.join(self.directory, name))
        postfix, nobody = pwd.getpwnam("postfix"), pwd.getpwnam("nobody")
        os.chown(self.path("data"), postfix.pw_uid, -1)
        os.chown(self.path("mail"), nobody.pw_uid, nobody.pw_gid)
        for name in ("dynamicmaps.cf", "postfix-files"):
            if os.path.exists("/etc/postfix/" + name):
                shutil.copy("/etc/postfix/" + name, etc)
        with open(self.path("etc/main.cf"), "w") as file:
            file.write(f"""compatibility_level = 3.6
queue_directory = {self.path('spool')}
data_directory = {self.path('data')}
myhostname = mail.trial.test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
default_transport = error:outside mail is not delivered
virtual_mailbox_domains = trial.test
virtual_mailbox_base = {self.path('mail')}
virtual_mailbox_maps = inline:{{ {{alice@trial.test = alice/}}, {{bob@trial.test = bob/}} }}
virtual_uid_maps = static:{nobody.pw_uid}
virtual_gid_maps = static:{nobody.pw_gid}
virtual_minimum_uid = 1
smtpd_relay_restrictions = reject_unauth_destination
smtpd_peername_lookup = no
smtpd_tls_security_level = may
smtpd_tls_chain_files = {self.path('key.pem')}, {self.path('certificate.pem')}
maillog_file = {self.path('maillog')}
maillog_file_prefixes = {self.directory}
alias_maps =
alias_database =
""")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=mail.trial.test",
                        "-days", "30", "-keyout", self.path("key.pem"), "-out", self.path("certificate.pem")], check=True, capture_output=True)
        with open("/usr/share/postfix/master.cf.dist") as source, open(self.path("etc/master.cf"), "w") as target:
            for line in source:
                fields = line.split()
                if fields and not line.startswith(("#", " ", "\t")) and len(fields) >= 8:
                    fields[4] = "n"  # No chroot.
                    if fields[0] == "smtp" and fields[1] == "inet":
                        fields[0] = f"127.0.0.1:{self.port}"
                    line = " ".join(fields) + "\n"
                target.write(line)
            target.write("postlog unix-dgram n - n - 1 postlogd\n")

    def path(self, name):
        return os.path.join(self.directory, name)

    def start(self):
        result = subprocess.run(["postfix", "-c", self.path("etc"), "start"], capture_output=True, text=True)
        assert result.returncode == 0, result.stderr
        wait_for(self.answers, "Postfix")

    def answers(self):
        import socket
        try:
            with socket.create_connection(("127.0.0.1", self.port), 5) as connection:
                return connection.recv(100).startswith(b"220")
        except OSError:
            return False

    def stop(self):
        subprocess.run(["postfix", "-c", self.path("etc"), "stop"], capture_output=True)

    def mails(self, name):
        directory = self.path(f"mail/{name}/new")
        return [open(os.path.join(directory, entry), "rb").read() for entry in os.listdir(directory)] if os.path.isdir(directory) else []

    def close(self):
        self.stop()
        shutil.rmtree(self.directory, ignore_errors=True)


def a_day_with_postfix():
    postfix = Postfix()
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
