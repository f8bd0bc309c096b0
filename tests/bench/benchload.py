"""The load: mailload and tlsload of the shared benchmarks, and Postfix's smtp-source and smtp-sink. Every run is bounded and ends by itself."""
import json
import os
import random
import re
import smtplib
import socket
import subprocess
import sys
import tempfile
import time

DRAIN = 60        # Seconds that a server may need after the load has ended.
RECIPIENT = "alice@trial.test"


class BenchError(Exception):
    """Names what went wrong and the remedy."""


class Missing(BenchError):
    """Something a section needs is not there; says how to get it."""


def service_port():
    """A free port that no outgoing connection can take: below the range the system picks those from."""
    with open("/proc/sys/net/ipv4/ip_local_port_range") as file:
        below = int(file.read().split()[0])
    for port in random.sample(range(min(10000, below // 2), below), 100):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue
    raise BenchError("No free port was found on 127.0.0.1.")


def run_tool(command, seconds):
    """Runs a load tool for at most so long; its one line of JSON as a dictionary."""
    try:
        result = subprocess.run(command, capture_output=True, text=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        raise BenchError(f"{os.path.basename(command[0])} did not end within {seconds:.0f} s: the server does not answer any more.") from None
    if result.returncode != 0:
        raise BenchError(f"{os.path.basename(command[0])} failed with {result.returncode}: {result.stderr.strip()[-500:]}")
    return json.loads(result.stdout)


class LoadTools:
    """Compiles the tools of `shared` into a temporary directory when they are first used."""

    def __init__(self, shared):
        self.shared = shared
        self.directory = tempfile.mkdtemp(prefix="load-")
        self.corpus_directory = None

    def source(self, name):
        path = os.path.join(self.shared, name)
        if not os.path.exists(path):
            raise Missing(f"{path} is not there: put the shared benchmarks there, or name their directory in POSTERN_SHARED_BENCH.")
        return path

    def tool(self, name, *libraries):
        program = os.path.join(self.directory, name)
        if not os.path.exists(program):
            command = ["g++", "-std=c++20", "-O2", "-pthread", self.source(f"src/{name}.cpp"), "-o", program, *libraries]
            result = subprocess.run(command, capture_output=True, text=True)
            if result.returncode != 0:
                raise BenchError(f"{name}.cpp could not be compiled:\n{result.stderr[-2000:]}")
        return program

    def corpus(self):
        """Mixed mail of 4 to 200 KiB, the same on every machine."""
        if not self.corpus_directory:
            directory = os.path.join(self.directory, "corpus")
            result = subprocess.run([sys.executable, self.source("gen_corpus.py"), directory], capture_output=True, text=True)
            if result.returncode != 0:
                raise BenchError(f"gen_corpus.py failed: {result.stderr[-500:]}")
            self.corpus_directory = directory
        return self.corpus_directory

    def plain(self, size):
        """A corpus of one plain message with about so many octets."""
        directory = os.path.join(self.directory, f"plain-{size}")
        if not os.path.isdir(directory):
            os.mkdir(directory)
            header = f"From: <a@src.example>\nTo: <{RECIPIENT}>\nDate: Mon, 5 Jan 2026 10:00:00 +0000\nMessage-ID: <x@src.example>\nSubject: load test\n\n"
            line = "The delivery of the second part of the order is expected on Thursday morning\n"
            with open(os.path.join(directory, "message.eml"), "w") as file:
                file.write(header + line * max(1, (size - len(header)) // (len(line) + 1)))  # A line end is two octets on the wire.
        return directory

    def mail(self, port, corpus, sessions, seconds, sink=None, messages=None):
        command = [self.tool("mailload"), "--target", str(port), "--sessions", str(sessions), "--seconds", str(seconds), "--drain", str(DRAIN),
                   "--to", RECIPIENT, "--corpus", corpus]
        command += ["--sink", str(sink)] if sink else []
        command += ["--messages", str(messages)] if messages else []
        return run_tool(command, seconds + 2 * DRAIN + 10)

    def handshakes(self, port, connections, seconds, resume):
        command = [self.tool("tlsload", "-lssl", "-lcrypto"), str(port), str(connections), str(seconds)] + (["resume"] if resume else [])
        return run_tool(command, seconds + DRAIN)


def send_one(port, octets):
    """Sends one message and returns the refusal, or that it was accepted."""
    with smtplib.SMTP("127.0.0.1", port, timeout=DRAIN) as client:
        try:
            client.sendmail("a@src.example", RECIPIENT, octets)
        except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
            return str(error)
    return "accepted"


def classic_load(port, sink, sessions, size, messages):
    """smtp-source through the server to smtp-sink. Rates are per second."""
    with tempfile.TemporaryFile() as counters:
        receiver = subprocess.Popen(["smtp-sink", "-c", "-u", "nobody", f"127.0.0.1:{sink}", "1000"], stdout=counters, stderr=subprocess.DEVNULL)
        try:
            wait_until_open(sink, "smtp-sink")
            begin = time.monotonic()
            sender = subprocess.run(["smtp-source", "-s", str(sessions), "-m", str(messages), "-l", str(size), "-f", "a@src.example", "-t", RECIPIENT,
                                     f"127.0.0.1:{port}"], capture_output=True, text=True, timeout=DRAIN)
            accepted = time.monotonic() - begin
            if sender.returncode != 0:
                raise BenchError(f"smtp-source failed: {sender.stderr.strip()[-500:]}")
            while (arrived := sink_count(counters)) < messages and time.monotonic() - begin < DRAIN:
                time.sleep(0.005)
            delivered = time.monotonic() - begin
        except subprocess.TimeoutExpired:
            raise BenchError(f"smtp-source did not end within {DRAIN} s: the server does not answer any more.") from None
        finally:
            receiver.terminate()
            receiver.wait(10)
    return {"accepted": messages, "delivered": arrived, "acc_s": messages / accepted, "del_s": arrived / delivered, "fail": 0}


def sink_count(counters):
    """Messages that smtp-sink has taken, from the end of what it prints: "sess=1 quit=1 mesg=1", over and over."""
    text = os.pread(counters.fileno(), 200, max(0, os.fstat(counters.fileno()).st_size - 200))
    found = re.findall(rb"mesg=(\d+)\r", text)
    return int(found[-1]) if found else 0


def wait_until_open(port, what):
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), 5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise BenchError(f"{what} does not answer on 127.0.0.1:{port}.")


class IdleSessions:
    """Sessions that greet and then say nothing."""

    def __init__(self, port):
        self.port, self.sockets = port, []

    def open(self, count):
        for _ in range(count):
            connection = socket.create_connection(("127.0.0.1", self.port), 30)
            self.sockets.append(connection)
            self.expect(connection, b"220")
            connection.sendall(b"EHLO client.example\r\n")
            self.expect(connection, b"250")

    def expect(self, connection, code):
        reply = b""
        while not reply.endswith(b"\r\n") or reply[:-2].split(b"\r\n")[-1][3:4] != b" ":
            octets = connection.recv(4096)
            if not octets:
                raise BenchError(f"The server closed session {len(self.sockets)}: {reply.decode(errors='replace')!r}")
            reply += octets
        if not reply.startswith(code):
            raise BenchError(f"The server refused session {len(self.sockets)}: {reply.decode(errors='replace')!r}")

    def close(self):
        for connection in self.sockets:
            connection.close()
