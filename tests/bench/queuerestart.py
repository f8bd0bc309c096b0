"""A restart with a full queue (threats.md D14): fills the queue through SMTP while the next hop is away, kills the gateway, and measures how
long the restarted one takes to greet, to deliver again, and to deliver everything, and what memory it needs for it.

    python3 tests/bench/queuerestart.py [MESSAGES]

Needs Postfix's smtp-source and smtp-sink. The programs are those of POSTERN_PROGRAMS, or of .build/release/bin.
"""
import os
import signal
import socket
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
os.environ.setdefault("POSTERN_PROGRAMS", os.path.join(ROOT, ".build/release/bin"))
sys.path.insert(0, os.path.join(ROOT, "tests/integration"))
from postern import Gateway, free_port, wait_for  # noqa: E402  (needs the two lines above)


def memory(pid):
    """Proportional set size in MiB."""
    with open(f"/proc/{pid}/smaps_rollup") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("Pss:")) / 1024


def is_open(port):
    try:
        socket.create_connection(("127.0.0.1", port), 5).close()
        return True
    except ConnectionRefusedError:
        return False


def greeting(gateway):
    with socket.create_connection((gateway.host, gateway.port), 30) as connection:
        assert connection.recv(100).startswith(b"220"), "no greeting"


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    hop = free_port()
    account = ["-u", "nobody"] if os.geteuid() == 0 else []  # smtp-sink refuses to stay root.
    gateway = Gateway(next_hop=f"127.0.0.1:{hop}", options=["scan.content=false", "scan.virus=false", "smtp.limits-loopback=false"])
    sink = None
    with gateway:
        begin = time.monotonic()
        subprocess.run(["smtp-source", "-m", str(count), "-s", "40", "-l", "4096", "-f", "a@client.example", "-t", "alice@trial.test",
                        f"127.0.0.1:{gateway.port}"], check=True, timeout=1200)
        print(f"queued {count} messages in {time.monotonic() - begin:.1f} s")
        assert gateway.get("queue?limit=1")["total"] == count, "not all are queued"
        gateway.kill()

        begin = time.monotonic()
        gateway.start()
        greeting(gateway)
        print(f"greeting after {time.monotonic() - begin:.2f} s, memory {memory(gateway.process.pid):.0f} MiB")
        left = wait_for(lambda: gateway.get("queue?limit=1"), "the queue")["total"]
        assert left == count, f"{count - left} messages are missing after the restart"

        sink = subprocess.Popen(["smtp-sink", "-c", *account, f"127.0.0.1:{hop}", "1000"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(lambda: is_open(hop), "smtp-sink")
        begin = time.monotonic()
        gateway.ctl("queue", "drain")
        wait_for(lambda: gateway.get("queue?limit=1")["total"] < count, "the first delivery", 300)
        print(f"first delivery after {time.monotonic() - begin:.2f} s")
        peak = 0.0

        def is_empty():
            nonlocal peak
            peak = max(peak, memory(gateway.process.pid))
            time.sleep(0.2)
            return gateway.get("queue?limit=1")["total"] == 0
        try:
            wait_for(is_empty, "the last delivery", 1200)
        finally:
            sink.send_signal(signal.SIGTERM)
            sink.wait(30)
        print(f"all delivered after {time.monotonic() - begin:.1f} s, memory at most {peak:.0f} MiB")


main()
