"""D6: the file system turns read-only, or hangs. New mail is deferred, everything else goes on, and all is well again when the disk is.

The disk is played by a shim between the gateway and the C library, which a file switches on.
"""
import errno
import os
import time

from postern import PROGRAMS, Client, Gateway, Sink, message, run, send, wait_for, work_directory

BIG = message(subject="Big", body="An ordinary line of text.\r\n" * 60_000)


class Disk:
    """A gateway on a disk that can be made to fail, with a next hop that is away."""

    def __init__(self, mode, error=0):
        self.switch = os.path.join(work_directory(), "fails")
        data = os.path.join(work_directory(), "data")
        self.sink = Sink().start()
        options = ["queue.first-retry=1", "queue.max-retry=1", "delivery.deadline=3", "delivery.final-patience=0", "disk.patience=2"]
        self.gateway = Gateway(data=data, next_hop=self.sink.address, options=options, environment={
            "LD_PRELOAD": os.path.join(PROGRAMS, "libfaultshim.so"), "FAULT_DIRECTORY": data + "/", "FAULT_SWITCH": self.switch,
            "FAULT_MODE": mode, "FAULT_ERRNO": str(error)})

    def __enter__(self):
        self.gateway.start()
        self.gateway.wait_until_scanning()
        self.sink.stop()
        return self

    def __exit__(self, *_):
        self.mend()
        self.gateway.close()
        self.sink.stop()
        os.rmdir(os.path.dirname(self.switch))

    def fail(self):
        with open(self.switch, "w"):
            pass

    def mend(self):
        if os.path.exists(self.switch):
            os.remove(self.switch)

    def queued(self):
        return self.gateway.get("queue")["total"]

    def files(self):
        return [name for _, _, names in os.walk(os.path.join(self.gateway.data, "queue")) for name in names]

    def cpu_share(self, seconds=1.0):
        """Of one processor, while nothing is asked of the gateway."""
        def ticks():
            with open(f"/proc/{self.gateway.process.pid}/stat") as file:
                fields = file.read().rsplit(")", 1)[1].split()
            return int(fields[11]) + int(fields[12])
        begin, since = ticks(), time.monotonic()
        time.sleep(seconds)  # The interval that is measured.
        return (ticks() - begin) / os.sysconf("SC_CLK_TCK") / (time.monotonic() - since)


def read_only_file_system_D6():
    with Disk("once", errno.EROFS) as disk:
        assert send(disk.gateway, message(subject="Before"))[0] == 250
        disk.fail()
        code, text = send(disk.gateway, message(subject="Refused"))
        assert code == 451 and text.startswith("4.3.0"), (code, text)
        assert disk.queued() == 1, "what could not be stored is not there in part"
        share = disk.cpu_share()
        assert share < 0.5, f"a busy loop: {share:.0%} of a processor"
        disk.mend()
        assert send(disk.gateway, message(subject="After"))[0] == 250
        disk.sink.start()
        disk.gateway.post("queue/drain")
        wait_for(lambda: len(disk.sink.taken()) == 2, "both messages at the next hop")


def hanging_disk_D6():
    with Disk("hang") as disk:
        gateway = disk.gateway
        assert send(gateway, message(subject="Before"))[0] == 250
        others = [Client(gateway) for _ in range(8)]  # On every loop.
        disk.fail()
        with Client(gateway) as small, Client(gateway) as big:
            code, text = small.send(message(subject="Given up"))
            assert code == 451 and text.startswith("4.3.0"), (code, text)
            code, text = big.send(BIG)
            assert code == 451 and text.startswith("4.3.0"), (code, text)
        for other in others:  # The loops answer while the disk does not.
            assert other.smtp.noop()[0] == 250
            other.close()
        code, text = send(gateway, message(subject="Given up, too"))
        assert code == 451 and text.startswith("4.3.0"), (code, text)
        problems = gateway.get("status")["problems"]
        assert any("cannot be stored" in problem for problem in problems), problems
        share = disk.cpu_share()
        assert share < 0.5, f"a busy loop: {share:.0%} of a processor"

        disk.mend()
        wait_for(lambda: gateway.log_text().count("stored-too-late") >= 1 and len(disk.files()) == 1, "the end of what was given up")
        wait_for(lambda: send(gateway, message(subject="After"))[0] == 250, "new mail being taken", 90)
        assert disk.queued() == 2
        disk.sink.start()
        gateway.post("queue/drain")
        wait_for(lambda: disk.queued() == 0, "the end of the queue")
        subjects = sorted(data.split(b"Subject: ")[1].split(b"\r\n")[0] for _, _, data in disk.sink.taken())
        assert subjects == [b"After", b"Before"], subjects


run([read_only_file_system_D6, hanging_disk_D6])
