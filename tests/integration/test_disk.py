"""D2, D6: the disk loses its power, turns read-only, or hangs. New mail is deferred, everything else goes on, and all is well again when the
disk is.

A failing disk is played by a shim between the gateway and the C library, which a file switches on; a power cut by the kernel.
"""
import concurrent.futures
import errno
import fcntl
import os
import shutil
import struct
import subprocess
import time

from load import GTUBE, Load
from postern import PROGRAMS, ROOT_IS_US, Client, Gateway, Sink, Skip, message, ordinary_user, run, send, wait_for, work_directory

BIG = message(subject="Big", body="An ordinary line of text.\r\n" * 60_000)


class Disk:
    """A gateway on a disk that can be made to fail, with a next hop that is away."""

    def __init__(self, mode, error=0):
        self.switch = os.path.join(work_directory(), "fails")
        data = os.path.join(work_directory(), "data")
        self.sink = Sink().start()
        options = ["queue.first-retry=1", "queue.max-retry=1", "delivery.deadline=3", "delivery.final-patience=0", "disk.patience=5"]
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
        with Client(gateway) as small, Client(gateway) as spam, Client(gateway) as big:
            sending = [(small, message(subject="Given up")), (spam, message(subject="Spam", body=GTUBE)), (big, BIG)]
            with concurrent.futures.ThreadPoolExecutor() as pool:
                for code, text in pool.map(lambda each: each[0].send(each[1]), sending):
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
        wait_for(lambda: gateway.log_text().count("stored-too-late") == 2 and len(disk.files()) == 1, "the end of what was given up")
        assert gateway.get("quarantine")["total"] == 0
        wait_for(lambda: send(gateway, message(subject="After"))[0] == 250, "new mail being taken", 90)
        assert disk.queued() == 2
        disk.sink.start()
        gateway.post("queue/drain")
        wait_for(lambda: disk.queued() == 0, "the end of the queue")
        subjects = sorted(data.split(b"Subject: ")[1].split(b"\r\n")[0] for _, _, data in disk.sink.taken())
        assert subjects == [b"After", b"Before"], subjects


def stops_while_the_disk_hangs_D12():
    with Disk("hang") as disk:
        disk.fail()
        with Client(disk.gateway) as client:
            assert client.send(message(subject="Given up"))[0] == 451
        assert disk.gateway.stop(seconds=60) == 1
        disk.mend()
        disk.gateway.start()
        disk.gateway.wait_until_scanning()
        assert send(disk.gateway, message(subject="After"))[0] == 250


class Ext4:
    """A file system of its own in a file, whose power can be cut; needs the rights to mount one."""

    def __init__(self):
        self.directory = work_directory()
        self.image, self.mount_point = os.path.join(self.directory, "image"), os.path.join(self.directory, "mounted")
        os.mkdir(self.mount_point)
        with open(self.image, "wb") as file:
            file.truncate(256 << 20)
        try:
            self.run("mkfs.ext4", "-q", self.image)
            self.mount()
        except OSError:
            shutil.rmtree(self.directory)
            raise
        if ROOT_IS_US:
            os.chown(self.mount_point, ordinary_user().pw_uid, ordinary_user().pw_gid)

    def run(self, *command):
        result = subprocess.run(command, capture_output=True, text=True)
        if result.returncode != 0:
            raise OSError(f"{command[0]}: {result.stderr.strip()}")

    def mount(self):
        self.run("mount", "-o", "loop", self.image, self.mount_point)

    def unmount(self):
        try:
            self.run("umount", self.mount_point)
        except OSError:
            return False
        return True

    def cut_power(self):
        """EXT4_IOC_SHUTDOWN without a flush of the journal: what was not flushed is gone, and nothing works any more."""
        descriptor = os.open(self.mount_point, os.O_RDONLY)
        fcntl.ioctl(descriptor, 0x8004587D, struct.pack("I", 2))
        os.close(descriptor)

    def remove(self):
        wait_for(self.unmount, "the end of all who use the disk")
        shutil.rmtree(self.directory)


def power_cut_D2():
    """Under load, into the queue and the quarantine, on a real file system."""
    try:
        disk = Ext4()
    except OSError as error:
        raise Skip(f"no file system can be mounted here ({error})") from error
    try:
        with Load(data=os.path.join(disk.mount_point, "data"), log_path=os.path.join(disk.directory, "log"),
                  options=["disk.reserve=1000000", "smtp.max-message-size=1000000"]) as load:
            gateway = load.gateway
            for round_number in range(3):
                load.sink.stop()
                load.wait_for_more(40, f"load into the queue before cut {round_number}")
                disk.cut_power()
                gateway.kill()
                wait_for(disk.unmount, "the end of all who use the disk")
                disk.mount()
                gateway.start()
                load.sink.start()
                load.wait_for_more(20, f"load after cut {round_number}")
            load.settle()
    finally:
        disk.remove()


run([read_only_file_system_D6, hanging_disk_D6, stops_while_the_disk_hangs_D12, power_cut_D2])
