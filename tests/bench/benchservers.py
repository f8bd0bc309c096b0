"""The two servers under test, each with the same small interface."""
import os
import re
import shutil
import subprocess

import benchload
import benchmeter
import postern
import postfixserver


class PosternServer:
    """posternd as the user nobody, for the domain trial.test, with the next hop given."""

    name = "Postern"

    def __init__(self, next_hop_port, options=()):
        self.account = benchmeter.new_account("postern")
        self.gateway = postern.Gateway(next_hop=f"127.0.0.1:{next_hop_port}", options=options)
        self.memory = postern.work_directory(directory="/dev/shm") if os.path.isdir("/dev/shm") else None
        if self.memory:  # Where posternd itself puts what the scanner unpacks.
            self.gateway.scratch = self.memory

    def start(self):
        try:
            self.gateway.start()
        except PermissionError as error:
            raise benchload.BenchError(f"{error.filename} cannot be run by the user nobody: build Postern in a directory that every user may read.") from None
        self.port = self.gateway.port
        self.gateway.wait_until_scanning()
        self.account.add(self.gateway.process.pid)

    def total(self, path):
        return self.gateway.get(path)["total"]

    def waiting(self):
        """Messages accepted and still to be delivered."""
        return self.total("queue")

    def held(self):
        """Messages accepted and kept in quarantine."""
        return self.total("quarantine?limit=1")

    def refused(self):
        """Messages refused for what they are."""
        return self.total("messages?fate=rejected&limit=1")

    def complaints(self):
        if not self.gateway.process:
            return []  # It did not get as far.
        status = self.gateway.process.poll()
        crash = [f"posternd has ended by itself with {status}"] if status is not None else []
        return crash + [line for line in self.gateway.log_text().splitlines() if re.match(r"\S+ (warning|error) ", line)]

    def added_times(self, since, largest, count):
        """Milliseconds from the end of data to the next hop's 250, of up to `count` messages of at most `largest` octets delivered since then."""
        items = self.gateway.get(f"messages?fate=delivered&limit=1000&since={since:%Y-%m-%dT%H:%M:%SZ}")["items"]
        times = []
        for item in [item for item in items if item["size"] <= largest][:count]:
            stages = {stage["stage"]: stage for stage in self.gateway.get("messages/" + item["id"])["stages"]}
            if "virus" in stages and "nexthop" in stages:
                times.append(stages["nexthop"]["at"] - stages["virus"]["at"] + stages["virus"]["took"])
        return times

    def close(self):
        try:
            self.gateway.stop()
        finally:
            self.gateway.close()
            self.account.close()
            if self.memory:
                shutil.rmtree(self.memory, ignore_errors=True)


class PostfixServer:
    """Postfix with its own, durable defaults as a relay to the next hop given."""

    name = "Postfix"

    def __init__(self, next_hop_port, settings=""):
        self.account = benchmeter.new_account("postfix")
        self.postfix = postfixserver.Postfix(benchload.service_port())
        self.postfix.configure(f"""myhostname = gw.example
mynetworks = 127.0.0.0/8
relayhost = [127.0.0.1]:{next_hop_port}
smtpd_relay_restrictions = permit_mynetworks, reject
message_size_limit = 60000000
{settings}""")
        self.port = self.postfix.port

    def start(self):
        self.postfix.start()
        with open(self.postfix.path("spool/pid/master.pid")) as file:
            self.account.add(int(file.read()))

    def waiting(self):
        result = subprocess.run(["postqueue", "-c", self.postfix.path("etc"), "-j"], capture_output=True, text=True)
        if result.returncode != 0:
            raise benchload.BenchError(f"Postfix's queue could not be listed: {result.stderr.strip()}")
        return len(result.stdout.splitlines())

    def held(self):
        return 0

    def refused(self):
        return len(re.findall(r"milter-reject: END-OF-MESSAGE from \S+: 5", self.log_text()))

    def complaints(self):
        return [line for line in self.log_text().splitlines() if re.search(r": (warning|error|fatal|panic): ", line)]

    def log_text(self):
        if not os.path.exists(self.postfix.path("maillog")):
            return ""  # It did not get as far.
        with open(self.postfix.path("maillog"), errors="replace") as file:
            return file.read()

    def close(self):
        self.postfix.close()
        self.account.close()
