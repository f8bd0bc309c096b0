"""Who vouches for a message: SPF, DKIM and DMARC against a real name server, from the client's octets to the trace."""
import json
import os
import re
import shutil
import subprocess

from nameserver import NameServer
from postern import Gateway, Sink, message, run, send, wait_for, work_directory

ZONES = {
    "sound.example": '@ IN TXT "v=spf1 ip4:127.0.0.1 -all"\n_dmarc IN TXT "v=DMARC1; p=reject"',
    "forged.example": '@ IN TXT "v=spf1 ip4:192.0.2.1 -all"\n_dmarc IN TXT "v=DMARC1; p=reject"',
    "wary.example": '@ IN TXT "v=spf1 ip4:192.0.2.1 -all"\n_dmarc IN TXT "v=DMARC1; p=quarantine"',
    "testing.example": '@ IN TXT "v=spf1 ip4:192.0.2.1 -all"\n_dmarc IN TXT "v=DMARC1; p=reject; t=y"',
    "silent.example": "",
    "example": "",  # Where the search for a policy ends.
}


class Bench:
    """A gateway that asks a name server, with a next hop."""

    def __init__(self, forwarder, options=()):
        self.sink = Sink().start()
        self.gateway = Gateway(next_hop=self.sink.address, options=[
            f"dns.forwarders={forwarder}", "dns.validate=off", "auth.check-loopback=on", *options])

    def __enter__(self):
        self.gateway.start()
        self.gateway.wait_until_scanning()
        return self

    def __exit__(self, *_):
        self.gateway.close()
        self.sink.stop()

    def send(self, domain):
        sender = f"orders@{domain}"
        return send(self.gateway, message(subject=domain, sender=sender), sender=sender)

    def trace(self, domain):
        def find():
            return [item for item in self.gateway.get("messages")["items"] if item["subject"] == domain]
        return self.gateway.get("messages/" + wait_for(find, "the trace of " + domain)[0]["id"])

    def checks(self, domain):
        return {check["method"]: check for check in self.trace(domain)["authentication"]}


def dmarc_decides():
    with NameServer(ZONES) as names, Bench(names.address) as bench:
        code, text = bench.send("sound.example")
        assert code == 250 and "Delivered" in text, (code, text)
        field = re.search(rb"\AAuthentication-Results: [^\r\n]*\r\n(?:[ \t][^\r\n]*\r\n)*", bench.sink.taken()[-1][2])[0]
        words = b" ".join(field.split())
        assert b"spf=pass smtp.mailfrom=orders@sound.example" in words and b"dmarc=pass (p=reject) header.from=sound.example" in words, words
        checks = bench.checks("sound.example")
        assert checks["spf"]["result"] == "pass" and checks["spf"]["isAligned"], checks
        assert checks["spf"]["detail"] == "ip4:127.0.0.1" and checks["dmarc"]["policy"] == "reject", checks

        code, text = bench.send("forged.example")
        assert code == 550 and text.startswith("5.7.1 "), (code, text)
        trace = bench.trace("forged.example")
        assert trace["rule"] == "dmarc-reject" and any(reason["id"] == "auth.dmarc-fail" for reason in trace["reasons"]), trace
        stage = [stage for stage in trace["stages"] if stage["stage"] == "authentication"]
        assert len(stage) == 1 and stage[0]["state"] == "stopped", trace["stages"]

        assert bench.send("wary.example")[0] == 250
        assert bench.trace("wary.example")["fate"] == "quarantined"
        assert bench.send("testing.example")[0] == 250  # t=y: one level less.
        assert bench.trace("testing.example")["fate"] == "quarantined"
        assert bench.send("silent.example")[0] == 250
        assert bench.checks("silent.example")["dmarc"]["result"] == "none"
        assert bench.trace("silent.example")["fate"] == "delivered"


def what_is_passed_on_is_sealed():
    """The next hop gets a chain that vouches for what was found here, the tagged subject included."""
    directory = work_directory()
    try:
        key = os.path.join(directory, "key.pem")
        subprocess.run(["openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", key], check=True, capture_output=True)
        os.chmod(key, 0o644)  # The gateway is another user's; the directory is private.
        public = subprocess.run(["openssl", "pkey", "-in", key, "-pubout"], check=True, capture_output=True, text=True).stdout
        record = "v=DKIM1; k=rsa; p=" + "".join(public.splitlines()[1:-1])
        options = ["auth.seal-domain=seal.example", "auth.seal-selector=s1", f"auth.seal-key={key}"]
        with NameServer(ZONES) as names, Bench(names.address, options) as bench:
            code, text = bench.send("sound.example")
            assert code == 250 and "Delivered" in text, (code, text)
            sent = bench.sink.taken()[-1][2]
            fields = re.findall(rb"^(ARC-[A-Za-z-]+|Authentication-Results):", sent, re.MULTILINE)
            assert fields == [b"ARC-Seal", b"ARC-Message-Signature", b"ARC-Authentication-Results", b"Authentication-Results"], fields
            path, zone = os.path.join(directory, "sent.eml"), os.path.join(directory, "zone.json")
            with open(path, "wb") as file:
                file.write(sent)
            with open(zone, "w") as file:
                json.dump({"s1._domainkey.seal.example": [{"TXT": record}]}, file)
            found = json.loads(bench.gateway.ctl("auth", path, "--zone", zone, "--ip", "192.0.2.1", "--helo", "mx.example", "--mail-from", "a@sound.example", check=False).stdout)
            assert found["arc"]["result"] == "pass", found["arc"]
            with open(path, "wb") as file:
                file.write(sent.replace(b"dmarc=pass", b"dmarc=fail", 1))
            found = json.loads(bench.gateway.ctl("auth", path, "--zone", zone, "--ip", "192.0.2.1", "--helo", "mx.example", "--mail-from", "a@sound.example", check=False).stdout)
            assert found["arc"]["result"] == "fail", found["arc"]
    finally:
        shutil.rmtree(directory)


def what_is_not_known_is_no_failure_P14():
    """A name server that does not answer: temperror, and the mail passes."""
    with Bench("127.0.0.1@9", ["auth.patience=1"]) as bench:
        code, text = bench.send("forged.example")
        assert code == 250 and "Delivered" in text, (code, text)
        checks = bench.checks("forged.example")
        assert checks["spf"]["result"] == "temperror" and checks["dmarc"]["result"] == "temperror", checks


def nobody_is_asked_about_our_own_machine():
    with NameServer(ZONES) as names, Bench(names.address, ["auth.check-loopback=off"]) as bench:
        assert bench.send("forged.example")[0] == 250
        trace = bench.trace("forged.example")
        assert "authentication" not in trace and trace["fate"] == "delivered", trace


def the_command_line_says_the_same():
    with NameServer(ZONES) as names, Bench(names.address) as bench:
        path = bench.gateway.data + ".eml"
        with open(path, "wb") as file:
            file.write(message(sender="orders@forged.example"))
        asked = ["auth", path, "--ip", "127.0.0.1", "--helo", "client.example", "--mail-from", "orders@forged.example"]
        report = json.loads(bench.gateway.ctl(*asked, "--resolver", f"127.0.0.1:{names.port}").stdout)
        assert report["spf"]["result"] == "fail" and report["dmarc"]["result"] == "fail", report
        assert report["dmarc"]["policy"] == "reject" and report["dkim"] == [] and report["arc"]["result"] == "none", report
        zone = bench.gateway.data + ".json"
        with open(zone, "w") as file:
            json.dump({"forged.example": [{"TXT": "v=spf1 ip4:127.0.0.1 -all"}], "_dmarc.forged.example": ["TIMEOUT"]}, file)
        report = json.loads(bench.gateway.ctl(*asked, "--zone", zone).stdout)
        assert report["spf"]["result"] == "pass" and report["dmarc"]["result"] == "temperror", report
        assert bench.gateway.ctl("auth", path, "--ip", "nonsense", check=False).returncode == 1


run([dmarc_decides, what_is_passed_on_is_sealed, what_is_not_known_is_no_failure_P14, nobody_is_asked_about_our_own_machine, the_command_line_says_the_same])
