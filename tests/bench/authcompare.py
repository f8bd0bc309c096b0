#!/usr/bin/env python3
"""What it costs to tell who vouches for a mail, beside rspamd: processor time per mail of 100 KiB with two DKIM signatures (RSA-2048 and Ed25519),
SPF and DMARC, answers of the DNS known to both.

    authcompare.py --programs .build/release/bin [--count 300] [--rounds 5]

Both take turns. rspamd is asked over HTTP, once with its modules for SPF, DKIM, ARC and DMARC alone and once with none: the difference is what
they cost. Needs root (rspamd changes its user), rspamd and nsd.
"""
import argparse
import http.client
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

sys.path[:0] = [os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "integration")]

import benchfilters
import benchload
import benchmeter
from nameserver import NameServer

MODULES = ["spf", "dkim", "arc", "dmarc"]
SYMBOLS = ["SPF_CHECK", "DKIM_CHECK", "ARC_CHECK", "DMARC_CHECK"]


class Rspamd:
    """rspamd's scanning worker with its packaged configuration and our name server."""

    def __init__(self, name_server):
        self.directory, self.port = tempfile.mkdtemp(prefix="rspamd-"), benchload.service_port()
        os.chmod(self.directory, 0o755)
        configuration = os.path.join(self.directory, "rspamd")
        shutil.copytree("/etc/rspamd", configuration, ignore=shutil.ignore_patterns("local.d", "override.d"))
        os.mkdir(os.path.join(configuration, "local.d"))
        others = benchload.service_port(), benchload.service_port()
        files = {
            "options.inc": f'disable_monitoring = true; dns {{ nameserver = ["127.0.0.1:{name_server.port}"]; timeout = 1s; }} '
                           f'local_addrs = []; control_socket = "{self.directory}/run/control.sock";',
            "worker-normal.inc": f'bind_socket = "127.0.0.1:{self.port}"; count = 1;',
            "worker-proxy.inc": f'bind_socket = "127.0.0.1:{others[0]}"; count = 1;',
            "worker-controller.inc": f'bind_socket = "127.0.0.1:{others[1]}"; password = "unused";',
            "logging.inc": f'type = "file"; filename = "{self.directory}/log/rspamd.log"; level = "warning";',
        }
        files |= {f"{module}.conf": "enabled = false;" for module in benchfilters.NETWORK_MODULES.split() if module not in MODULES}
        for name, text in files.items():
            with open(os.path.join(configuration, "local.d", name), "w") as file:
                file.write(text + "\n")
        for name in ("db", "run", "log"):
            os.mkdir(os.path.join(self.directory, name))
            shutil.chown(os.path.join(self.directory, name), "_rspamd")
        variables = {"DBDIR": "db", "RUNDIR": "run", "LOGDIR": "log", "CONFDIR": "rspamd", "LOCAL_CONFDIR": "rspamd"}
        with open(os.path.join(self.directory, "out"), "wb") as out:
            self.process = subprocess.Popen(["rspamd", "-f", "-u", "_rspamd", "-g", "_rspamd", "-c", configuration + "/rspamd.conf",
                                             *[f"--var={name}={self.directory}/{value}" for name, value in variables.items()]], stdout=out, stderr=out)
        self.account = benchmeter.new_account("rspamd")
        benchload.wait_until_open(self.port, f"rspamd (log in {self.directory})")
        self.account.add(self.process.pid)

    def check(self, connection, message, symbols):
        connection.request("POST", "/checkv2", message, {"IP": "192.0.2.1", "Helo": "mail.example.com", "From": "a@example.com", "Rcpt": "b@example.org",
                                                          "Settings": json.dumps({"symbols_enabled": symbols})})
        return set(json.loads(connection.getresponse().read())["symbols"])

    def cost(self, message, symbols, count):
        """Milliseconds of processor time per mail."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        before = self.account.cpu_seconds()
        for _ in range(count):
            self.check(connection, message, symbols)
        return 1000 * (self.account.cpu_seconds() - before) / count

    def close(self):
        self.process.terminate()
        self.process.wait(30)
        self.account.close()
        shutil.rmtree(self.directory, ignore_errors=True)


def postern_cost(program, count):
    output = subprocess.run([program, "100", str(count)], check=True, capture_output=True, text=True).stdout
    return float(next(line for line in output.splitlines() if line.startswith("whole:")).split()[-2])


def records(program):
    """The zone as nsd wants it: strings of at most 255 octets."""
    lines = []
    for line in subprocess.run([program, "100", "zone"], check=True, capture_output=True, text=True).stdout.splitlines():
        name, kind, text = line.split(" ", 2)
        lines.append(f"{name} {kind} " + " ".join(f'"{text[at:at + 255]}"' for at in range(0, len(text), 255)))
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", required=True, help="the directory of authbench, a release build")
    parser.add_argument("--count", type=int, default=300, help="mails of a turn")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    program = os.path.join(options.programs, "authbench")
    message = subprocess.run([program, "100", "message"], check=True, capture_output=True).stdout
    with NameServer({"example.com": records(program)}) as name_server:
        rspamd = Rspamd(name_server)
        try:
            connection = http.client.HTTPConnection("127.0.0.1", rspamd.port, timeout=30)
            rspamd.check(connection, message, SYMBOLS)  # The answers of the DNS are known from now on.
            found = rspamd.check(connection, message, SYMBOLS)
            if not {"R_SPF_ALLOW", "R_DKIM_ALLOW", "DMARC_POLICY_ALLOW"} <= found:
                sys.exit(f"rspamd does not find the mail authentic: {sorted(found)}")
            ours, theirs = [], []
            for _ in range(options.rounds):
                ours.append(postern_cost(program, options.count))
                theirs.append(rspamd.cost(message, SYMBOLS, options.count) - rspamd.cost(message, ["NONE"], options.count))
        finally:
            rspamd.close()
    print(f"{'':10}{'ms per mail':>14}{'least':>10}{'most':>10}")
    for name, values in (("Postern", ours), ("rspamd", theirs)):
        print(f"{name:10}{statistics.median(values):14.3f}{min(values):10.3f}{max(values):10.3f}")
    print(f"rspamd costs {statistics.median(theirs) / statistics.median(ours):.1f} times what Postern costs.")


if __name__ == "__main__":
    main()
