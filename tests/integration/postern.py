"""What the integration tests share: a real gateway as a child process, a scripted next hop, and an SMTP client that keeps a journal.

Every process is started by the test and stopped by its own process id; all traffic stays on loopback.
"""
import asyncio
import glob
import json
import os
import pwd
import shutil
import signal
import smtplib
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

PROGRAMS = os.environ.get("POSTERN_PROGRAMS", "")
SHARED_DATA = os.environ.get("POSTERN_SHARED_DATA", "")
ROOT_IS_US = os.geteuid() == 0


def ordinary_user():
    """The account that the gateway runs as when the tests are run by root (it refuses root: threats.md O1)."""
    return pwd.getpwnam("nobody")


def work_directory(prefix="postern-", directory=None):
    path = tempfile.mkdtemp(prefix=prefix, dir=directory)
    if ROOT_IS_US:
        os.chown(path, ordinary_user().pw_uid, ordinary_user().pw_gid)
    return path


def drop_root():
    if ROOT_IS_US:
        user = ordinary_user()
        os.setgroups([])
        os.setgid(user.pw_gid)
        os.setuid(user.pw_uid)


def wait_for(condition, what, seconds=30.0):
    """Waits until condition() is true; the bound only ends a broken run, it is no part of what is tested."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds:.0f} s in vain for {what}")
        time.sleep(0.02)


class Gateway:
    """posternd as a child process."""

    def __init__(self, data=None, next_hop=None, trial=True, options=(), environment=None, group=None, log_path=None,
                 listen="127.0.0.1:0"):
        self.listen = listen
        self.data = data or os.path.join(work_directory(), "data")
        self.next_hop, self.trial, self.options = next_hop, trial, list(options)
        self.environment = {**os.environ, **(environment or {})}
        self.group = group  # A control group to start in.
        self.scratch = self.data + ".scan"  # Beside the data, so that it goes with it when the gateway is killed.
        self.process = None
        self.log_path = log_path or self.data + ".log"

    def start(self, expect_ready=True):
        command = [os.path.join(PROGRAMS, "posternd"), "--data", self.data, "--listen", self.listen, "--api", "127.0.0.1:0"]
        command += ["--trial"] if self.trial else []
        command += ["--next-hop", self.next_hop] if self.next_hop else []
        command += ["--set", f"scan.temporary={self.scratch}"]
        for option in self.options:
            command += ["--set", option]
        self.log = open(self.log_path, "ab")

        def prepare():
            if self.group:
                self.group.enter()
            drop_root()
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self.log, preexec_fn=prepare, text=True,
                                        env=self.environment)
        line = self.process.stdout.readline().strip()
        if not expect_ready:
            return line
        if not line.startswith("ready "):
            self.process.wait(30)
            raise AssertionError(f"posternd did not start: {line!r}\n{self.log_text()[-3000:]}")
        fields = dict(part.split("=", 1) for part in line.split()[1:])
        host, port = fields["smtp"].rsplit(":", 1)
        self.host, self.port, self.api = host, int(port), fields["api"]
        with open(os.path.join(self.data, "api.token")) as file:
            self.token = file.read().strip()
        return line

    def wait_until_scanning(self):
        """The scanner loads its signatures after the port is open; until then mail is deferred (threats.md V5)."""
        def ready():
            problems = self.get("status")["problems"]
            return not any("scanner" in problem for problem in problems)
        wait_for(ready, "the scanner", 60)

    def log_text(self):
        self.log.flush()
        with open(self.log_path, errors="replace") as file:
            return file.read()

    def request(self, method, path, body=None):
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(f"{self.api}/api/v1/{path}", data=data, method=method,
                                         headers={"Authorization": "Bearer " + self.token, "Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            text = answer.read()
            return json.loads(text) if text else None

    def get(self, path):
        return self.request("GET", path)

    def post(self, path, body=None):
        return self.request("POST", path, body)

    def ctl(self, *arguments, check=True):
        result = subprocess.run([os.path.join(PROGRAMS, "posternctl"), "--data", self.data, *arguments], capture_output=True, text=True,
                                timeout=120, preexec_fn=drop_root, env={**os.environ, "LANG": "C.UTF-8"})
        if check and result.returncode != 0:
            raise AssertionError(f"posternctl {arguments}: {result.returncode}\n{result.stdout}\n{result.stderr}")
        return result

    def worker_pids(self):
        """The scan workers: the children of every thread, for Linux keeps them with the thread that started them."""
        pids = []
        for children in glob.glob(f"/proc/{self.process.pid}/task/*/children"):
            try:
                with open(children) as file:
                    pids += [int(pid) for pid in file.read().split()]
            except OSError:
                pass  # The thread has ended meanwhile.
        return pids

    def stop(self, seconds=35):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(seconds)
        return self.process.returncode if self.process else None

    def kill(self):
        self.process.kill()
        self.process.wait(30)

    def close(self):
        if self.process and self.process.poll() is None:
            self.kill()
        shutil.rmtree(os.path.dirname(self.data), ignore_errors=True)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.close()


class Sink:
    """A next hop that keeps what it gets. behaviour(step, argument) may return a reply line, "drop", "stall" or None for the usual reply.

    Steps: "connect", "EHLO", "MAIL", "RCPT", "DATA", "end" (argument: the message's octets), "QUIT".
    """

    def __init__(self, port=0, behaviour=None, extensions=("PIPELINING", "8BITMIME", "SMTPUTF8", "SIZE 100000000", "DSN")):
        self.port, self.behaviour, self.extensions = port, behaviour, extensions
        self.messages, self.connections = [], 0
        self.lock = threading.Lock()
        self.loop = asyncio.new_event_loop()
        self.thread = None
        self.server = None
        self.writers = set()

    def start(self):
        started = threading.Event()

        def run():
            asyncio.set_event_loop(self.loop)

            async def begin():
                self.server = await asyncio.start_server(self.session, "127.0.0.1", self.port, limit=1 << 26, backlog=512)
                self.port = self.server.sockets[0].getsockname()[1]
                started.set()
            self.loop.create_task(begin())
            self.loop.run_forever()
        self.thread = threading.Thread(target=run, daemon=True)
        self.thread.start()
        assert started.wait(10), "the sink did not start"
        return self

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"

    def stop(self):
        """Closes the port and every connection; start() opens the same port again."""
        if not self.thread:
            return

        async def end():
            self.server.close()
            for writer in list(self.writers):
                writer.transport.abort()
            sessions = asyncio.all_tasks() - {asyncio.current_task()}
            if sessions:
                _, stalled = await asyncio.wait(sessions, timeout=1)
                for task in stalled:
                    task.cancel()
                await asyncio.gather(*stalled, return_exceptions=True)
            self.loop.stop()
        asyncio.run_coroutine_threadsafe(end(), self.loop)
        self.thread.join(10)
        self.thread, self.loop = None, asyncio.new_event_loop()

    def taken(self):
        with self.lock:
            return list(self.messages)

    async def session(self, reader, writer):
        self.writers.add(writer)
        self.connections += 1
        try:
            await self.dialogue(reader, writer)
        except (ConnectionError, asyncio.CancelledError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            self.writers.discard(writer)
            writer.close()

    async def answer(self, writer, step, argument, usual):
        reply = self.behaviour(step, argument) if self.behaviour else None
        if reply == "drop":
            writer.transport.abort()
            raise ConnectionError
        if reply == "stall":
            await asyncio.sleep(3600)
        writer.write((reply or usual).encode() + b"\r\n")
        await writer.drain()
        return (reply or usual)[0] in "23"

    async def dialogue(self, reader, writer):
        sender, recipients = None, []
        if not await self.answer(writer, "connect", "", "220 sink ESMTP"):
            return
        while True:
            line = (await reader.readuntil(b"\r\n"))[:-2].decode(errors="surrogateescape")
            verb = line[:4].upper()
            if verb == "EHLO":
                await self.answer(writer, "EHLO", line, "\r\n".join(["250-sink"] + [f"250-{e}" for e in self.extensions[:-1]] + [f"250 {self.extensions[-1]}"]))
            elif verb == "MAIL":
                if await self.answer(writer, "MAIL", line, "250 2.1.0 ok"):
                    sender, recipients = line, []
            elif verb == "RCPT":
                if await self.answer(writer, "RCPT", line, "250 2.1.5 ok"):
                    recipients.append(line[line.index("<") + 1:line.index(">")])
            elif verb == "DATA":
                if not recipients:
                    writer.write(b"554 5.5.1 no valid recipients\r\n")
                    continue
                if not await self.answer(writer, "DATA", line, "354 go on"):
                    continue
                data = bytearray()
                while True:
                    piece = await reader.readuntil(b"\r\n")
                    if piece == b".\r\n":
                        break
                    data += piece[1:] if piece.startswith(b".") else piece
                if await self.answer_end(writer, bytes(data), sender, recipients):
                    sender, recipients = None, []
            elif verb == "RSET":
                sender, recipients = None, []
                writer.write(b"250 2.0.0 ok\r\n")
            elif verb == "QUIT":
                await self.answer(writer, "QUIT", line, "221 2.0.0 bye")
                return
            else:
                writer.write(b"500 5.5.2 unknown\r\n")

    async def answer_end(self, writer, data, sender, recipients):
        reply = self.behaviour("end", data) if self.behaviour else None
        if reply is None or reply.startswith("2") or reply == "keep-drop":
            with self.lock:
                self.messages.append((sender, list(recipients), data))
        if reply in ("drop", "keep-drop"):
            writer.transport.abort()
            raise ConnectionError
        if reply == "stall":
            await asyncio.sleep(3600)
        writer.write((reply or "250 2.0.0 kept").encode() + b"\r\n")
        await writer.drain()
        return True


def message(subject="Test", body="Hello,\r\n\r\nthis is an ordinary message about the delivery on Thursday.\r\n", sender="orders@partner.example",
            recipient="alice@trial.test", extra=""):
    return (f"From: Orders <{sender}>\r\nTo: <{recipient}>\r\nSubject: {subject}\r\nDate: Tue, 24 Nov 2026 09:12:00 +0000\r\n"
            f"Message-ID: <{abs(hash((subject, time.monotonic())))}@partner.example>\r\n{extra}MIME-Version: 1.0\r\n"
            f"Content-Type: text/plain; charset=utf-8\r\n\r\n{body}").encode()


def send(gateway, octets, sender="orders@partner.example", recipients=("alice@trial.test",), timeout=120):
    """Sends one message as it is; returns (code, text) of the final reply."""
    with Client(gateway, timeout) as client:
        return client.send(octets, sender, recipients)


class Client:
    """A plain SMTP client: it sends octets untouched, which smtplib's sendmail() does not promise."""

    def __init__(self, gateway, timeout=120, source=None, helo="client.example"):
        """source: the address to send from, where the machine has several."""
        self.smtp = smtplib.SMTP(gateway.host, gateway.port, local_hostname=helo, timeout=timeout, source_address=(source, 0) if source else None)
        self.smtp.ehlo()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        try:
            self.smtp.quit()
        except (smtplib.SMTPException, OSError):
            self.smtp.close()

    def send(self, octets, sender="orders@partner.example", recipients=("alice@trial.test",)):
        code, text = self.smtp.docmd(f"MAIL FROM:<{sender}> BODY=8BITMIME")
        if code != 250:
            return code, text.decode()
        accepted = 0
        for recipient in recipients:
            code, text = self.smtp.docmd(f"RCPT TO:<{recipient}>")
            accepted += code == 250
        if not accepted:
            self.smtp.docmd("RSET")
            return code, text.decode()
        code, text = self.smtp.docmd("DATA")
        if code != 354:
            return code, text.decode()
        stuffed = octets.replace(b"\r\n.", b"\r\n..")
        stuffed = b"." + stuffed if stuffed.startswith(b".") else stuffed
        self.smtp.sock.sendall(stuffed + (b"" if stuffed.endswith(b"\r\n") else b"\r\n") + b".\r\n")
        code, text = self.smtp.getreply()
        return code, text.decode(errors="replace")


class Skip(Exception):
    """Raised by a test that cannot run here; says why."""


def run(tests):
    """Runs the functions given, one after another, and ends with 0 only if none of them failed."""
    failed = 0
    for test in tests:
        begin = time.monotonic()
        try:
            test()
            print(f"PASS {test.__name__} ({time.monotonic() - begin:.1f} s)", flush=True)
        except Skip as reason:
            print(f"SKIP {test.__name__}: {reason}", flush=True)
        except Exception as error:  # noqa: BLE001: every failure is reported, none hides the next test.
            failed += 1
            import traceback
            traceback.print_exc()
            print(f"FAIL {test.__name__}: {error}", flush=True)
    sys.exit(1 if failed else 0)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
