"""A private Postfix below a directory of its own, on loopback. Starting it needs root."""
import os
import pwd
import shutil
import socket
import subprocess

from postern import free_port, wait_for, work_directory


class Postfix:
    """One instance with Postfix's own defaults, except for what configure() adds before it starts."""

    def __init__(self, port=None):
        self.directory = work_directory("postern-postfix-")
        os.chmod(self.directory, 0o755)
        self.port = port or free_port()
        for name in ("etc", "spool", "data"):
            os.mkdir(self.path(name))
        os.chown(self.path("data"), pwd.getpwnam("postfix").pw_uid, -1)
        for name in ("dynamicmaps.cf", "postfix-files"):
            if os.path.exists("/etc/postfix/" + name):
                shutil.copy("/etc/postfix/" + name, self.path("etc"))
        self.configure(f"""compatibility_level = 3.6
queue_directory = {self.path('spool')}
data_directory = {self.path('data')}
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtpd_peername_lookup = no
maillog_file = {self.path('maillog')}
maillog_file_prefixes = {self.directory}
alias_maps =
alias_database =
""")
        self.write_services()

    def configure(self, settings):
        """Adds lines to main.cf."""
        with open(self.path("etc/main.cf"), "a") as file:
            file.write(settings)

    def write_services(self):
        with open("/usr/share/postfix/master.cf.dist") as source, open(self.path("etc/master.cf"), "w") as target:
            for line in source:
                fields = line.split()
                if fields and not line.startswith(("#", " ", "\t")) and len(fields) >= 8:
                    fields[4] = "n"  # No chroot.
                    if fields[0] == "smtp" and fields[1] == "inet":
                        fields[0] = f"127.0.0.1:{self.port}"
                    line = " ".join(fields) + "\n"
                target.write(line)

    def path(self, name):
        return os.path.join(self.directory, name)

    def start(self):
        result = subprocess.run(["postfix", "-c", self.path("etc"), "start"], capture_output=True, text=True)
        assert result.returncode == 0, result.stderr
        wait_for(self.answers, "Postfix")

    def answers(self):
        try:
            with socket.create_connection(("127.0.0.1", self.port), 5) as connection:
                return connection.recv(100).startswith(b"220")
        except OSError:
            return False

    def stop(self):
        subprocess.run(["postfix", "-c", self.path("etc"), "stop"], capture_output=True)

    def close(self):
        self.stop()
        shutil.rmtree(self.directory, ignore_errors=True)


def make_certificate(name, certificate, key):
    """A self-signed pair of PEM files with a P-256 key."""
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", f"/CN={name}",
                    "-days", "365", "-keyout", key, "-out", certificate], check=True, capture_output=True)
