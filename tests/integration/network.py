"""A network of many addresses that never leaves this machine: a network namespace whose loopback device has them all."""
import os
import shutil
import subprocess
import sys

from postern import ROOT_IS_US

NETWORKS = ("198.51.100.1/24", "203.0.113.1/24", "192.0.2.1/24")  # RFC 5737: nobody's.
MARK = "POSTERN_TEST_NETWORK"


def enter():
    """Starts this program anew inside such a network. Ends it, with the code that stands for a skipped test, where that is not possible."""
    os.environ["PATH"] += ":/usr/sbin:/sbin"
    if os.environ.get(MARK):
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
        for each in NETWORKS:
            subprocess.run(["ip", "address", "add", each, "dev", "lo"], check=True)
        return
    if not ROOT_IS_US or not shutil.which("unshare") or not shutil.which("ip"):
        print("SKIP: a network of its own needs root, unshare and ip", flush=True)
        sys.exit(77)
    probe = subprocess.run(["unshare", "--net", "ip", "link", "set", "lo", "up"], capture_output=True)
    if probe.returncode != 0:
        print(f"SKIP: no network of its own: {probe.stderr.decode(errors='replace').strip()}", flush=True)
        sys.exit(77)
    os.environ[MARK] = "1"
    os.execvp("unshare", ["unshare", "--net", sys.executable, *sys.argv])
