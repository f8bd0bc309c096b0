"""What an administrator does: policy, configuration, quarantine and queue, by the command line and the API, on a running gateway."""
import json
import os
import threading
import urllib.error

from postern import Gateway, free_port, message, run, send, wait_for

BLOCKED = "blocked@partner.example"


def document(gateway, name, content):
    """A file that posternctl, which runs as another user, can read."""
    path = os.path.join(os.path.dirname(gateway.data), name)
    with open(path, "w") as file:
        json.dump(content, file)
    return path


def policy_with(gateway, rule):
    policy = json.loads(gateway.ctl("policy", "show").stdout)
    policy["rules"].insert(0, rule)
    return policy


def blocking_rule(sender=BLOCKED):
    return {"id": "blocked-senders", "targets": {"senders": [sender]}, "action": {"type": "reject", "text": "This sender is blocked here"}}


def is_blocked(gateway, sender=BLOCKED):
    code, text = send(gateway, message(sender=sender), sender=sender)
    assert code in (250, 550), (code, text)
    assert code == 250 or "This sender is blocked here" in text, text
    return code == 550


def recipients_of(gateway, message_id):
    try:
        return {each["address"]: each["fate"] for each in gateway.get("messages/" + message_id)["recipients"]}
    except urllib.error.HTTPError:
        return {}


def trace_id(gateway, subject):
    """The id of the message with this subject, once the trace has it."""
    def found():
        return next((item["id"] for item in gateway.get("messages")["items"] if item["subject"] == subject), None)
    return wait_for(found, "the trace of " + subject)


def policy_is_edited_checked_and_applied():
    gateway = Gateway()
    try:
        gateway.start()
        gateway.wait_until_scanning()
        assert not is_blocked(gateway)
        file = document(gateway, "policy.json", policy_with(gateway, blocking_rule()))
        gateway.ctl("policy", "check", file)
        assert not is_blocked(gateway), "a check applies nothing"
        gateway.ctl("policy", "apply", file, "--note", "no more of them")
        assert is_blocked(gateway) and not is_blocked(gateway, "other@partner.example")
        assert gateway.get("status")["policyVersion"] == 1
        rules = wait_for(lambda: [item["rule"] for item in gateway.get("messages")["items"] if item["fate"] == "rejected"], "the refusal in the trace")
        assert rules == ["blocked-senders"], rules
        assert gateway.stop() == 0
        gateway.start()
        gateway.wait_until_scanning()
        assert is_blocked(gateway), "the policy must outlive a restart"
        assert json.loads(gateway.ctl("policy", "show").stdout)["version"] == 1
    finally:
        gateway.close()


def export_and_import_bring_back_domains_and_policy():
    with Gateway() as gateway:
        gateway.wait_until_scanning()
        gateway.ctl("domains", "add", "second.test", "--mailbox", "dora")
        gateway.ctl("policy", "apply", document(gateway, "policy.json", policy_with(gateway, blocking_rule())))
        exported = json.loads(gateway.ctl("config", "export").stdout)
        file = document(gateway, "export.json", exported)

        gateway.ctl("domains", "remove", "second.test")
        gateway.ctl("domains", "add", "third.test")
        other = blocking_rule("other@partner.example")
        gateway.ctl("policy", "apply", document(gateway, "other.json", {"schema": 1, "name": "Other", "rules": [other]}))
        assert not is_blocked(gateway) and is_blocked(gateway, "other@partner.example")

        gateway.ctl("config", "import", file)
        assert json.loads(gateway.ctl("config", "export").stdout) == exported
        assert sorted(domain["name"] for domain in gateway.get("domains")["items"]) == ["second.test", "trial.test"]
        assert is_blocked(gateway) and not is_blocked(gateway, "other@partner.example")
        for recipient, expected in (("dora@second.test", 250), ("emil@second.test", 550), ("a@third.test", 550)):
            code, text = send(gateway, message(), recipients=[recipient])
            assert code == expected, (recipient, code, text)


def bad_documents_are_refused_whole():
    """D12: the message names the place, and nothing is changed."""
    with Gateway() as gateway:
        gateway.wait_until_scanning()
        gateway.ctl("policy", "apply", document(gateway, "good.json", policy_with(gateway, blocking_rule())))
        before = json.loads(gateway.ctl("config", "export").stdout)
        bad = policy_with(gateway, {"id": "bad", "action": {"type": "explode"}})
        domains = [{"name": "new.test"}]
        for command, content, place in ((("policy", "check"), bad, "rules[0].action.type"), (("policy", "apply"), bad, "rules[0].action.type"),
                                        (("config", "import"), {"domains": domains, "policy": bad}, "policy.rules[0].action.type"),
                                        (("config", "import"), {"domains": [{"name": "not a name"}], "policy": before["policy"]}, "not a name"),
                                        (("config", "import"), {"domains": {}, "policy": before["policy"]}, "domains")):
            result = gateway.ctl(*command, document(gateway, "bad.json", content), check=False)
            assert result.returncode == 1 and place in result.stderr, (command, result.returncode, result.stdout, result.stderr)
        assert json.loads(gateway.ctl("config", "export").stdout) == before
        assert gateway.get("status")["policyVersion"] == 1
        assert is_blocked(gateway)


def what_is_removed_has_its_fate():
    """I2: each recipient of a message that leaves the queue or the quarantine by an administrator's hand, however many they are, and
    whichever file of the message it was."""
    many = [f"u{number}@many.test" for number in range(150)]
    gateway = Gateway(next_hop=f"127.0.0.1:{free_port()}")
    try:
        gateway.start()
        gateway.wait_until_scanning()
        gateway.ctl("domains", "add", "many.test")
        gateway.ctl("domains", "add", "second.test", "--next-hop", f"127.0.0.1:{free_port()}")
        held = {"id": "held", "targets": {"senders": ["held@partner.example"]}, "action": {"type": "quarantine"}}
        gateway.ctl("policy", "apply", document(gateway, "policy.json", policy_with(gateway, held)))

        assert send(gateway, message(subject="To many, held"), sender="held@partner.example", recipients=many)[0] == 250
        quarantined = trace_id(gateway, "To many, held")
        assert set(recipients_of(gateway, quarantined).values()) == {"quarantined"}
        gateway.request("DELETE", "quarantine/" + quarantined)
        wait_for(lambda: recipients_of(gateway, quarantined) == dict.fromkeys(many, "discarded"), "the fates after the quarantine", 10)

        assert send(gateway, message(subject="To many"), recipients=many)[0] == 250
        remove_from_queue(gateway, trace_id(gateway, "To many"), many)

        assert send(gateway, message(subject="To two servers"), recipients=["alice@trial.test", "dora@second.test"])[0] == 250
        two = trace_id(gateway, "To two servers")
        assert gateway.get("queue")["total"] == 2
        for recipient in ("dora@second.test", "alice@trial.test"):
            remove_from_queue(gateway, two, [recipient])
    finally:
        gateway.close()


def remove_from_queue(gateway, message_id, recipients):
    """Removes the file that holds the first recipient; checks the fates that these recipients, and only they, then have."""
    before = recipients_of(gateway, message_id)
    file = next(item["id"] for item in gateway.get("queue")["items"] if recipients[0] in item["recipients"])

    def is_removed():  # Refused while an attempt is under way.
        try:
            gateway.request("DELETE", "queue/" + file)
            return True
        except urllib.error.HTTPError:
            return False
    wait_for(is_removed, "the removal")
    wait_for(lambda: recipients_of(gateway, message_id) == {**before, **dict.fromkeys(recipients, "discarded")}, "the fates after the queue", 10)


def status_is_whole_once_the_address_is_published():
    gateway = Gateway()
    try:
        gateway.start()
        gateway.wait_until_scanning()
        assert gateway.stop() == 0
        address_file = os.path.join(gateway.data, "api.json")
        assert not os.path.exists(address_file)
        seen = []

        def ask():
            def published():
                try:
                    with open(address_file) as file:
                        return json.load(file)["url"]
                except (OSError, ValueError):
                    return None
            gateway.api = wait_for(published, "the address")
            seen.append(gateway.get("status"))
        asking = threading.Thread(target=ask)
        asking.start()
        gateway.start()
        asking.join(30)
        assert len(seen) == 1 and seen[0]["api"] == gateway.api and seen[0]["smtp"] == f"{gateway.host}:{gateway.port}" and seen[0]["nextHop"], seen
    finally:
        gateway.close()


def damaged_database_is_told_and_made_anew_D7():
    """D7: a health problem while it is in use; after a restart another that says what is lost, and the settings are still there."""
    gateway = Gateway()
    try:
        gateway.start()
        gateway.wait_until_scanning()
        gateway.ctl("policy", "apply", document(gateway, "policy.json", policy_with(gateway, blocking_rule())))
        for number in range(5):
            assert send(gateway, message(subject=f"Before the damage {number}"))[0] == 250
        assert gateway.stop() == 0
        gateway.start()
        gateway.wait_until_scanning()
        with open(os.path.join(gateway.data, "postern.db"), "r+b") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(4096)
            file.write(b"\xff" * (size - 4096))

        def is_told():
            try:
                gateway.get("messages")
            except urllib.error.HTTPError:
                pass
            status = gateway.get("status")
            return status["health"] == "bad" and any("is damaged" in problem for problem in status["problems"])
        wait_for(is_told, "the health")
        gateway.stop()
        gateway.start()
        gateway.wait_until_scanning()
        status = gateway.get("status")
        assert status["health"] == "attention" and any("made anew" in problem for problem in status["problems"]), status
        assert status["policyVersion"] == 1 and is_blocked(gateway)
        assert gateway.stop() == 0
        gateway.start()
        assert not any("made anew" in problem for problem in gateway.get("status")["problems"])
    finally:
        gateway.close()


run([policy_is_edited_checked_and_applied, export_and_import_bring_back_domains_and_policy, bad_documents_are_refused_whole, what_is_removed_has_its_fate,
     status_is_whole_once_the_address_is_published, damaged_database_is_told_and_made_anew_D7])
