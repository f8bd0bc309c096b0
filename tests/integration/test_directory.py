"""Recipients from a real directory, on a running gateway: who is taken, who is refused, and what happens while the directory does not answer."""
import json
import os
import sys
import urllib.error

from directoryserver import PASSWORD, READER, SUFFIX, DirectoryServer, person
from postern import Client, Gateway, Sink, message, run, send, wait_for

if not os.path.exists("/usr/sbin/slapd"):
    print("slapd is not installed.")
    sys.exit(77)

OTHERS = [f"user{number}" for number in range(28)]


def people(others=OTHERS):
    return [person("alice", "staff.test", aliases=["sales"]), person("carol", "staff.test", disabled=True)] + [person(name, "staff.test") for name in others]


def source(server, **more):
    return {"kind": "ldap", "preset": "active-directory", "servers": [f"127.0.0.1:{server.port}"], "tls": "none", "bindName": READER,
            "password": PASSWORD, "base": SUFFIX, "intervalMinutes": 0, **more}


def state(gateway):
    return next(each for each in gateway.get("directory/sources")["items"] if each["source"]["id"] == "staff")


def read(gateway, **query):
    """Reads the source now and returns how that ended."""
    gateway.post("directory/sources/staff/import" + "".join(f"?{key}={value}" for key, value in query.items()))
    wait_for(lambda: not state(gateway)["isReading"], "the end of the reading")
    return state(gateway)


def answers(gateway, *names):
    """What RCPT says to each."""
    with Client(gateway) as client:
        client.smtp.docmd("MAIL FROM:<orders@partner.example>")
        replies = {}
        for name in names:
            code, text = client.smtp.docmd(f"RCPT TO:<{name}>")
            replies[name] = f"{code} {text.decode().split()[0]}"
        return replies


def known_and_unknown_are_told_apart(gateway):
    expected = {"alice@staff.test": "250 2.1.5", "ALICE+news@Staff.Test": "250 2.1.5", "sales@staff.test": "250 2.1.5", "user27@staff.test": "250 2.1.5",
                "postmaster@staff.test": "250 2.1.5", "alice@alias.test": "250 2.1.5", "carol@staff.test": "550 5.1.1", "nobody@staff.test": "550 5.1.1",
                "nobody@alias.test": "550 5.1.1", "alice@elsewhere.test": "550 5.7.1"}
    assert answers(gateway, *expected) == expected, answers(gateway, *expected)


class House:
    """A directory, a next hop and a gateway with the domain staff.test, whose source was read."""

    def __enter__(self):
        self.server = DirectoryServer().start(people())
        self.sink = Sink().start()
        self.gateway = Gateway(next_hop=self.sink.address)
        self.gateway.start()
        self.gateway.wait_until_scanning()
        self.gateway.request("PUT", "domains/staff.test", {"aliasDomains": ["alias.test"]})
        assert answers(self.gateway, "anybody@staff.test") == {"anybody@staff.test": "250 2.1.5"}, "without a list the domain is open"
        self.gateway.request("PUT", "directory/sources/staff", source(self.server))
        assert answers(self.gateway, "anybody@staff.test") == {"anybody@staff.test": "250 2.1.5"}, "a source that was not read yet changes nothing"
        read_state = read(self.gateway)
        assert read_state["outcome"] == "imported" and read_state["entries"] == 30, read_state
        return self

    def __exit__(self, *_):
        self.gateway.close()
        self.server.close()
        self.sink.stop()


def imported_recipients_are_in_force_S13():
    with House() as house:
        gateway = house.gateway
        known_and_unknown_are_told_apart(gateway)
        for recipient in ("alice@staff.test", "sales+x@staff.test", "alice@alias.test"):
            code, text = send(gateway, message(), recipients=[recipient])
            assert code == 250, (recipient, code, text)
        taken = [recipients for _, recipients, _ in house.sink.taken()]
        assert taken == [["alice@staff.test"], ["sales+x@staff.test"], ["alice@staff.test"]], taken

        # Each refused recipient is one entry of the trace, with its reason.
        found = wait_for(lambda: [item for item in gateway.get("messages?recipient=carol@staff.test")["items"]], "the refusal in the trace")
        assert len(found) == 1 and found[0]["rule"] == "disabled-recipient", found
        reasons = gateway.get("messages/" + found[0]["id"])["reasons"]
        assert [reason["id"] for reason in reasons] == ["recipient.disabled"] and "carol@staff.test" in reasons[0]["text"], reasons
        def texts():
            delivered = [item["id"] for item in gateway.get("messages?recipient=alice@staff.test")["items"] if item["fate"] == "delivered"]
            return [reason["text"] for each in delivered for reason in gateway.get("messages/" + each).get("reasons", []) if reason["id"] == "recipient.alias-domain"]
        found = wait_for(texts, "the changed recipient in the trace")
        assert len(found) == 1 and "alice@alias.test" in found[0], found

        looked = {address: gateway.get("directory/lookup?address=" + address)["status"]
                  for address in ("alice%2Bx@staff.test", "carol@staff.test", "nobody@staff.test", "a@elsewhere.test")}
        assert list(looked.values()) == ["known", "disabled", "unknown", "notours"], looked
        assert gateway.get("directory/entries?text=alice")["items"][0]["aliases"] == ["sales@staff.test"]
        assert [each["outcome"] for each in gateway.get("directory/history")["items"]] == ["imported"]


def secrets_stay_inside_O6():
    with House() as house:
        gateway = house.gateway
        assert state(gateway)["source"]["hasPassword"] and not state(gateway)["source"].get("password")
        exported = gateway.ctl("config", "export").stdout
        shown = json.dumps(gateway.get("directory/sources")) + exported + gateway.log_text()
        assert PASSWORD not in shown and json.loads(exported)["directorySources"][0]["id"] == "staff"
        preview = gateway.post("directory/test", {**source(house.server), "id": "staff", "password": ""})  # The stored one.
        assert preview["count"] == 30, preview
        try:
            gateway.post("directory/test", {**source(house.server), "id": "staff", "password": "wrong-5ecret"})
            raise AssertionError("a wrong password was taken")
        except urllib.error.HTTPError as error:
            text = error.read().decode()
            assert "wrong-5ecret" not in text and "password" in text.lower(), text
        stored = [path for path, _, files in os.walk(gateway.data) for name in files if PASSWORD.encode() in open(os.path.join(path, name), "rb").read()]
        assert stored == [os.path.join(gateway.data, "secrets")], stored
        for name in os.listdir(stored[0]):
            assert os.stat(os.path.join(stored[0], name)).st_mode & 0o777 == 0o600, name
        gateway.ctl("config", "import", write(gateway, "export.json", exported))  # It comes back without, and the stored one stays.
        assert read(gateway)["outcome"] == "unchanged"


def write(gateway, name, text):
    """A file that posternctl, which runs as another user, can read."""
    path = os.path.join(os.path.dirname(gateway.data), name)
    with open(path, "w") as file:
        file.write(text)
    return path


def directory_off_changes_nothing_L3():
    """Stopped, with a restart of the gateway in between: no wrong 550, no lost mail, and the administrator hears of it once."""
    with House() as house:
        gateway = house.gateway
        house.server.stop()
        for _ in range(3):
            failed = read(gateway)
            assert failed["outcome"] == "failed" and failed["cause"] and failed["entries"] == 30, failed
        known_and_unknown_are_told_apart(gateway)
        assert gateway.stop() == 0
        gateway.start()
        gateway.wait_until_scanning()
        assert read(gateway)["outcome"] == "failed"
        known_and_unknown_are_told_apart(gateway)
        names = ["alice"] + OTHERS
        for name in names:
            code, text = send(gateway, message(subject=name), recipients=[f"{name}@staff.test"])
            assert code == 250, (name, code, text)
        assert sorted(recipients[0] for _, recipients, _ in house.sink.taken()) == sorted(f"{name}@staff.test" for name in names)
        assert gateway.log_text().count("could not be read; the list of") == 1, "told once"
        house.server.start(people(OTHERS + ["newcomer"]))
        assert read(gateway)["outcome"] == "imported"
        assert answers(gateway, "newcomer@staff.test") == {"newcomer@staff.test": "250 2.1.5"}
        assert "can be read again" in gateway.log_text()


def never_read_source_refuses_nobody_L3():
    server, sink = DirectoryServer(), Sink().start()  # The directory is not started.
    gateway = Gateway(next_hop=sink.address)
    try:
        gateway.start()
        gateway.wait_until_scanning()
        gateway.request("PUT", "domains/staff.test", {"recipientCheck": "list"})
        gateway.request("PUT", "directory/sources/staff", source(server))
        assert read(gateway)["outcome"] == "failed"
        assert answers(gateway, "alice@staff.test") == {"alice@staff.test": "451 4.3.0"}
        found = wait_for(lambda: gateway.get("messages?recipient=alice@staff.test")["items"], "the deferral in the trace")
        assert found[0]["fate"] == "deferred" and found[0]["rule"] == "recipient-not-known", found
        assert any("staff" in problem for problem in gateway.get("status")["problems"]), gateway.get("status")["problems"]
        server.start(people())
        assert read(gateway)["outcome"] == "imported"
        assert answers(gateway, "alice@staff.test", "nobody@staff.test") == {"alice@staff.test": "250 2.1.5", "nobody@staff.test": "550 5.1.1"}
    finally:
        gateway.close()
        server.close()
        sink.stop()


def stalled_directory_holds_up_nobody_L3():
    with House() as house:
        gateway = house.gateway
        house.server.pause()
        gateway.post("directory/sources/staff/import")
        assert state(gateway)["isReading"]
        gateway.post("directory/sources/staff/import")  # One at a time; it is no error to ask.
        known_and_unknown_are_told_apart(gateway)
        code, text = send(gateway, message(), recipients=["alice@staff.test"])
        assert code == 250, (code, text)
        assert state(gateway)["isReading"], "the directory stands still"
        house.server.resume()
        wait_for(lambda: not state(gateway)["isReading"], "the end of the reading", 60)
        assert state(gateway)["outcome"] in ("unchanged", "failed"), state(gateway)
        known_and_unknown_are_told_apart(gateway)
        house.server.pause()
        gateway.post("directory/sources/staff/import")
        assert gateway.stop() == 0, "a directory that stands still does not hold up the end"


def many_removed_wait_for_approval():
    with House() as house:
        gateway = house.gateway
        house.server.stop()
        house.server.start(people(OTHERS[:20]))
        waiting = read(gateway)
        assert waiting["outcome"] == "pending" and waiting["hasPending"] and waiting["pendingRemoved"] == 8 and waiting["entries"] == 30, waiting
        assert answers(gateway, "user27@staff.test") == {"user27@staff.test": "250 2.1.5"}
        difference = json.loads(gateway.ctl("--json", "directory", "diff", "staff").stdout)
        assert difference["removed"] == 8 and difference["isPending"] and difference["changes"][0]["before"]["address"] == "user20@staff.test", difference
        gateway.ctl("directory", "reject", "staff")
        assert gateway.ctl("directory", "diff", "staff", check=False).returncode == 1
        assert read(gateway)["outcome"] == "pending"
        gateway.ctl("directory", "approve", "staff")
        assert answers(gateway, "user27@staff.test", "user19@staff.test") == {"user27@staff.test": "550 5.1.1", "user19@staff.test": "250 2.1.5"}
        outcomes = [each["outcome"] for each in gateway.get("directory/history")["items"]]
        assert outcomes == ["approved", "pending", "rejected", "pending", "imported"], outcomes


def files_are_sent_and_read():
    sink = Sink().start()
    gateway = Gateway(next_hop=sink.address)
    try:
        gateway.start()
        gateway.wait_until_scanning()
        gateway.ctl("domains", "add", "csv.test", "--catch-all", "office@csv.test")
        file = write(gateway, "Our Staff.csv", "address,aliases,name,groups,disabled\noffice@csv.test,,Office,,\ndora@csv.test,d@csv.test,Dora,Sales,\n")
        difference = json.loads(gateway.ctl("--json", "directory", "import", file).stdout)
        assert difference["added"] == 2 and not difference["isPending"], difference
        assert [each["source"]["id"] for each in gateway.get("directory/sources")["items"]] == ["our-staff"]
        code, text = send(gateway, message(), recipients=["d@csv.test", "whoever@csv.test"])
        assert code == 250, (code, text)
        assert sink.taken()[0][1] == ["d@csv.test", "office@csv.test"], sink.taken()
        gateway.ctl("domains", "add", "csv.test")
        assert answers(gateway, "whoever@csv.test") == {"whoever@csv.test": "550 5.1.1"}
        broken = gateway.ctl("directory", "import", write(gateway, "our-staff.csv", "not an address\n"), check=False)
        assert broken.returncode == 1 and "ine 1" in broken.stderr, broken.stderr
        assert answers(gateway, "d@csv.test") == {"d@csv.test": "250 2.1.5"}
        os.chmod(file, 0o644)
        gateway.ctl("directory", "add", "watched", "--kind", "csv", "--file", file, "--interval", "0")
        assert "imported" in gateway.ctl("directory", "import", "watched").stdout
        text = gateway.ctl("directory", "lookup", "D+x@csv.test").stdout
        assert "dora@csv.test" in text and "250 2.1.5" in text, text
        assert "dora@csv.test" in gateway.ctl("directory", "list", "--domain", "csv.test").stdout
        gateway.ctl("directory", "remove", "watched", "our-staff")
        assert answers(gateway, "whoever@csv.test") == {"whoever@csv.test": "250 2.1.5"}, "without a list the domain is open again"
        assert [name for name in os.listdir(os.path.join(gateway.data, "directory")) if name.endswith((".recipients", ".pending"))] == []
    finally:
        gateway.close()
        sink.stop()


run([imported_recipients_are_in_force_S13, secrets_stay_inside_O6, directory_off_changes_nothing_L3, never_read_source_refuses_nobody_L3,
     stalled_directory_holds_up_nobody_L3, many_removed_wait_for_approval, files_are_sent_and_read])
