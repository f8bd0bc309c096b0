"""A flood of connections from one address and from many, and a good client who meanwhile sends its mail (threats.md R1, R4)."""
import os
import resource
import smtplib
import subprocess
import sys
import time

import network
from postern import Client, Gateway, Sink, message, run

network.enter()

GATEWAY, GOOD = "203.0.113.1", "198.51.100.7"
RATE, SECONDS = 1000, 20
SHARE, PATIENCE = 0.99, 10  # threats.md R1


def flooded_from(sources, settings, acquaint=False):
    resource.setrlimit(resource.RLIMIT_NOFILE, (16384, 16384))
    sink = Sink().start()
    gateway = Gateway(next_hop=sink.address, listen=f"{GATEWAY}:0")
    try:
        gateway.start()
        gateway.wait_until_scanning()
        document = gateway.get("config")
        document["defence"].update(settings)
        gateway.request("PUT", "config", {"defence": document["defence"]})

        def send(subject):
            with Client(gateway, timeout=PATIENCE, source=GOOD) as client:
                return client.send(message(subject=subject))[0] == 250
        if acquaint:
            assert all(send(f"acquaintance {i}") for i in range(5))
        program = os.path.join(os.path.dirname(os.path.abspath(__file__)), "flooder.py")
        flooder = subprocess.Popen([sys.executable, program, gateway.host, str(gateway.port), str(RATE), str(SECONDS), *sources], stdout=subprocess.PIPE, text=True)
        good = tried = 0
        slowest = 0.0
        while flooder.poll() is None:
            begin = time.monotonic()
            tried += 1
            try:
                good += send(f"good {tried}")
            except (smtplib.SMTPException, OSError):
                pass
            slowest = max(slowest, time.monotonic() - begin)
        opened, greeted, failed = (int(count) for count in flooder.stdout.read().split())
        print(f"  {opened} connections in {SECONDS} s from {len(sources)} addresses ({failed} could not be opened), {greeted} greeted; "
              f"{good} of {tried} mails of the good client delivered, the slowest in {slowest:.2f} s; log {len(gateway.log_text())} octets")
        assert opened > RATE * SECONDS / 2, "the flood was none"
        assert tried > 20 and good >= SHARE * tried, (good, tried)
        assert send("afterwards")
    finally:
        gateway.close()
        sink.stop()


MANY = [f"192.0.2.{i}" for i in range(1, 251)] + [f"198.51.100.{i}" for i in range(8, 255)]


def a_partner_is_served_while_one_address_floods_R1():
    flooded_from(["192.0.2.66"], {"clientRules": [{"action": "allow", "client": GOOD}]})


def a_partner_is_served_while_500_addresses_flood_R1():
    flooded_from(MANY, {"clientRules": [{"action": "allow", "client": GOOD}]})


def a_known_client_is_served_while_500_addresses_flood_R4():
    flooded_from(MANY, {}, acquaint=True)


run([a_partner_is_served_while_one_address_floods_R1, a_partner_is_served_while_500_addresses_flood_R1, a_known_client_is_served_while_500_addresses_flood_R4])
