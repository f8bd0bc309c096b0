"""Opens SMTP connections at a rate, from addresses in turn, and lets each go when the server closes it or after a second.

flooder.py HOST PORT RATE SECONDS ADDRESS...  A process of its own, so that it does not slow down the client whose mail is watched.
Prints how many connections it opened and how many of them were greeted.
"""
import collections
import selectors
import socket
import sys
import time


def flood(host, port, rate, seconds, sources):
    selector, held = selectors.DefaultSelector(), collections.deque()
    opened = greeted = failed = 0
    begin = time.monotonic()
    while (now := time.monotonic()) < begin + seconds:
        while opened + failed < (now - begin) * rate:
            connection = socket.socket()
            connection.setblocking(False)
            try:
                connection.bind((sources[(opened + failed) % len(sources)], 0))
                connection.connect((host, port))
            except BlockingIOError:
                pass
            except OSError:
                failed += 1
                connection.close()
                continue
            opened += 1
            selector.register(connection, selectors.EVENT_READ)
            held.append((now + 1, connection))
        for key, _ in selector.select(0.005):
            try:
                octets = key.fileobj.recv(512)
            except OSError:
                octets = b""
            greeted += octets.startswith(b"220")
            if not octets.startswith(b"220"):
                selector.unregister(key.fileobj)
                key.fileobj.close()
        while held and (held[0][0] < now or held[0][1].fileno() < 0):
            connection = held.popleft()[1]
            if connection.fileno() >= 0:
                selector.unregister(connection)
                connection.close()
    print(opened, greeted, failed, flush=True)


flood(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]), sys.argv[5:])
