"""A real name server (nsd) with the zones a test wants, on loopback, stopped by its own process id."""
import os
import shutil
import socket
import subprocess

from postern import Skip, free_port, wait_for, work_directory


class NameServer:
    """zones: {"example.test": "records as in a zone file, below the origin"}."""

    def __init__(self, zones):
        program = shutil.which("nsd", path=os.environ.get("PATH", "") + ":/usr/sbin")
        if not program:
            raise Skip("nsd is not installed")
        self.directory, self.port = work_directory(), free_port()
        config = [f"server:\n ip-address: 127.0.0.1@{self.port}\n username: \"\"\n chroot: \"\"\n zonesdir: \"{self.directory}\"\n pidfile: \"\"\n"
                  f" database: \"\"\n xfrdfile: \"\"\n zonelistfile: \"{self.directory}/zones.list\"\n xfrdir: \"{self.directory}\"\n"
                  " rrl-ratelimit: 0\nremote-control:\n control-enable: no\n"]
        for zone, records in zones.items():
            with open(os.path.join(self.directory, zone), "w") as file:
                file.write(f"$ORIGIN {zone}.\n$TTL 60\n@ IN SOA ns hostmaster 1 3600 900 86400 60\n@ IN NS ns\nns IN A 127.0.0.1\n{records}\n")
            config.append(f"zone:\n name: {zone}\n zonefile: {zone}\n")
        path = os.path.join(self.directory, "nsd.conf")
        with open(path, "w") as file:
            file.writelines(config)
        self.log = open(os.path.join(self.directory, "log"), "wb")
        self.process = subprocess.Popen([program, "-d", "-c", path], stdout=self.log, stderr=self.log)
        wait_for(self.answers, "the name server")

    def answers(self):
        """Whether it answers at all; what, does not matter."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.settimeout(0.2)
            probe.connect(("127.0.0.1", self.port))
            try:
                probe.send(b"\x12\x34\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x06\x00\x01")
                return bool(probe.recv(512))
            except OSError:
                return False

    @property
    def address(self):
        return f"127.0.0.1@{self.port}"

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(20)
        self.log.close()
        shutil.rmtree(self.directory, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
