"""Real mail through the running gateway: every message has one fate, and what is delivered is the same but for our fields.

POSTERN_CORPUS_MESSAGES sets how many of ../shared/data/corpora are sent (600 without it); without that folder the trial's samples are sent instead.
"""
import collections
import os
import queue
import re
import subprocess
import threading
import time

from postern import SHARED_DATA, Client, Gateway, Sink, message, run, wait_for, work_directory

LIMIT = int(os.environ.get("POSTERN_CORPUS_MESSAGES", "600"))
SESSIONS = 20
OURS = re.compile(rb"\A(?:(?:Authentication-Results|X-Postern-[A-Za-z-]+|Received):[^\r\n]*\r\n(?:[ \t][^\r\n]*\r\n)*)+?(?=X-Corpus-Number:)")


def corpus():
    """Yields messages with CRLF line ends, evenly from all corpora."""
    directory = os.path.join(SHARED_DATA, "corpora")
    if not os.path.isdir(directory):
        print("  no ../shared/data: messages of our own")
        for i in range(60):
            yield message(subject=f"Own message {i}", body="A line.\r\n" * (i + 1) * 20)
        return
    target = work_directory("postern-corpora-")
    archives = sorted(name for name in os.listdir(directory) if name.endswith(".tar.zst"))
    for name in archives:
        subprocess.run(f"zstd -dc --long=27 '{directory}/{name}' | tar x -C '{target}'", shell=True, check=True)
    files = collections.defaultdict(list)
    for root, _, names in os.walk(target):
        for name in sorted(names):
            if name.endswith(".eml"):
                files[root].append(os.path.join(root, name))
    lists = [files[root] for root in sorted(files)]
    count = 0
    while count < LIMIT and any(lists):
        for names in lists:
            if names and count < LIMIT:
                count += 1
                with open(names.pop(0), "rb") as file:
                    yield file.read().replace(b"\r\n", b"\n").replace(b"\r", b" ").replace(b"\0", b" ").replace(b"\n", b"\r\n")
    subprocess.run(["rm", "-rf", target], check=True)


def every_message_has_one_fate():
    sink = Sink().start()
    gateway = Gateway(next_hop=sink.address)
    work, sent, replies = queue.Queue(), {}, {}
    try:
        gateway.start()
        gateway.wait_until_scanning()
        for number, octets in enumerate(corpus()):
            # Our mark is the first field, so that the fields in front of it are the gateway's.
            sent[number] = b"X-Corpus-Number: %d\r\n" % number + octets
            work.put(number)
        failures = []

        def session():
            try:
                with Client(gateway, timeout=300) as client:
                    while True:
                        number = work.get_nowait()
                        replies[number] = client.send(sent[number], sender="someone@sender.example")
            except queue.Empty:
                pass
            except Exception as error:  # noqa: BLE001: reported below.
                failures.append(repr(error))
        begin = time.monotonic()
        threads = [threading.Thread(target=session) for _ in range(SESSIONS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.monotonic() - begin
        assert not failures, failures[:5]
        assert len(replies) == len(sent)
        deferred = {n: r for n, r in replies.items() if 400 <= r[0] < 500}
        assert not deferred, list(deferred.items())[:5]

        arrived = {}
        for _, _, data in sink.taken():
            number = int(re.search(rb"^X-Corpus-Number: (\d+)\r\n", data, re.M)[1])
            assert number not in arrived, f"message {number} arrived twice"
            arrived[number] = data
        total = wait_for(lambda: (t := gateway.get("messages?limit=1")["total"]) >= len(sent) and t, "the trace", 60)
        assert total == len(sent), (total, len(sent))
        fates = collections.Counter()
        references = {n: re.search(r"reference ([0-9A-Z]{20})", text)[1] for n, (_, text) in replies.items()}
        for number, reference in references.items():
            trace = gateway.get("messages/" + reference)
            fates[trace["fate"]] += 1
            assert (trace["fate"] == "delivered") == (number in arrived), (number, trace["fate"])
            assert (replies[number][0] == 250) == (trace["fate"] in ("delivered", "quarantined")), (number, replies[number], trace["fate"])
        print(f"  {len(sent)} messages in {took:.1f} s over {SESSIONS} sessions: {dict(fates)}")

        changed = []
        for number, data in arrived.items():
            got, expected = OURS.sub(b"", data, count=1), sent[number]
            expected = expected if expected.endswith(b"\r\n") else expected + b"\r\n"
            if got != expected and untagged(got) != untagged(expected):
                changed.append(number)
        assert not changed, (len(changed), changed[:10])
    finally:
        gateway.close()
        sink.stop()


def untagged(octets):
    """Without the subject, which a tag may change, and without the fields that claim to be ours and are removed (S17)."""
    head, _, body = octets.partition(b"\r\n\r\n")
    head = re.sub(rb"(?mi)^(?:Subject|X-Postern-[^:]*|Authentication-Results):[^\r\n]*\r\n(?:[ \t][^\r\n]*\r\n)*", b"", head + b"\r\n")
    return head + b"\r\n" + body


run([every_message_has_one_fate])
