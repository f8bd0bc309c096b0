#!/usr/bin/env python3
"""Compares Postern with Postfix on this machine, in one run and in turn, and prints what it measured.

    python3 tests/bench/compare.py [--section relay,filters,queueing,tls,idle,classic] [--sizes 4096,65536,1048576]
        [--sessions 1,20,100] [--seconds 3] [--reps 3] [--json FILE] [--install]

Needs root (Postfix does; Postern runs as nobody), a build of Postern (cmake --preset release && cmake --build --preset release, or
POSTERN_PROGRAMS=DIRECTORY), the load tools of the shared benchmarks (../shared/bench, or POSTERN_SHARED_BENCH=DIRECTORY) and these packages,
which --install installs:

    bash -c 'source installer/packages.sh; install_packages build_packages test_packages bench_packages'

All traffic stays on loopback; the load tools use the same processors as the servers. Figures are the median of the repetitions and, in
brackets, the least and the greatest; failed, waiting, lost and the like are sums. "foreign" is the share of the machine that others used
meanwhile: above some 10 % the run should be repeated. The last columns say how many times better Postern is: below 1 it is worse.
Ends with 0 if it measured, with 1 if a message was lost, a server did not start or nothing could be measured, with 2 on wrong options.
"""
import argparse
import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(1, os.path.join(ROOT, "tests/integration"))
os.environ.setdefault("POSTERN_PROGRAMS", os.path.join(ROOT, ".build/release/bin"))
os.environ["PATH"] += ":/usr/sbin:/sbin"

import benchmeter  # noqa: E402: the paths come first.
import benchsections  # noqa: E402
from benchload import BenchError, LoadTools, Missing  # noqa: E402
from benchrun import Bench  # noqa: E402


def numbers(text):
    return [int(part) for part in text.split(",")]


def sections(text):
    names = text.split(",")
    unknown = [name for name in names if name not in benchsections.ALL]
    if unknown:
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: no such section. There are {', '.join(benchsections.ALL)}.")
    return names


def read_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--section", type=sections, default=list(benchsections.ALL), help="all by default")
    parser.add_argument("--sizes", type=numbers, default=[4096, 65536, 1048576], help="octets of a message (relay)")
    parser.add_argument("--sessions", type=numbers, default=[1, 20, 100], help="sessions at a time (relay, filters)")
    parser.add_argument("--seconds", type=float, default=3, help="length of a run")
    parser.add_argument("--reps", type=int, default=3, help="runs of each cell and server")
    parser.add_argument("--directory", default="/var/tmp", help="where the servers keep their files; not on tmpfs (default %(default)s)")
    parser.add_argument("--json", metavar="FILE", help="writes every single run there")
    parser.add_argument("--install", action="store_true", help="installs the packages first")
    return parser.parse_args()


def install():
    command = "source installer/packages.sh; install_packages build_packages test_packages bench_packages"
    if subprocess.run(["bash", "-c", command], cwd=ROOT).returncode != 0:
        raise BenchError("The packages could not be installed.")


def file_system(directory):
    """Its type, such as ext4."""
    return subprocess.run(["stat", "-f", "-c", "%T", directory], capture_output=True, text=True, check=True).stdout.strip()


def check_requirements(directory):
    posternd = os.path.join(os.environ["POSTERN_PROGRAMS"], "posternd")
    if not os.access(posternd, os.X_OK):
        raise BenchError(f"{posternd} is not there: run `cmake --preset release && cmake --build --preset release`, or set POSTERN_PROGRAMS.")
    if os.geteuid() != 0:
        raise BenchError("Postfix cannot be started: run this as root. Postern itself runs as the user nobody then.")
    missing = [name for name in ("postfix", "smtp-source", "smtp-sink", "openssl", "g++") if not shutil.which(name)]
    if missing:
        raise BenchError(f"{', '.join(missing)} not found: run with --install.")
    if file_system(directory) in ("tmpfs", "ramfs"):
        raise BenchError(f"{directory} is in memory, which would spare the servers their disk: name a directory on a disk with --directory.")


def output_of(*command):
    if not shutil.which(command[0]):
        return f"no {command[0]}"
    return subprocess.run(command, capture_output=True, text=True).stdout.strip().split("\n")[0]


def machine(directory):
    with open("/proc/cpuinfo") as file:
        model = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), platform.machine())
    return {
        "cpu": f"{os.cpu_count()} x {model}", "kernel": platform.release(), "file system": f"{file_system(directory)} ({directory})",
        "load average": " ".join(f"{load:.2f}" for load in os.getloadavg()), "CPU accounting": benchmeter.accounting()[1],
        "Postern": output_of(os.path.join(os.environ["POSTERN_PROGRAMS"], "posternd"), "--version") + f" ({os.environ['POSTERN_PROGRAMS']})",
        "Postfix": output_of("postconf", "mail_version"), "rspamd": output_of("rspamd", "--version"), "clamd": output_of("clamd", "--version"),
    }


def run_sections(bench):
    for name in bench.options.section:
        bench.section = name
        try:
            benchsections.ALL[name](bench)
        except Missing as missing:
            print(f"{name} is left out: {missing}", flush=True)
        except (BenchError, AssertionError, OSError, subprocess.SubprocessError) as error:
            bench.error(f"{name}: {error}")
    for note in bench.notes:
        print(f"Note: {note}", flush=True)


def measure(options):
    """Runs all sections with every temporary file below one directory, which is removed at the end."""
    tempfile.tempdir = tempfile.mkdtemp(prefix="postern-bench-", dir=options.directory)
    try:
        os.chmod(tempfile.tempdir, 0o755)
        header = machine(options.directory)
        for name, text in header.items():
            print(f"{name}: {text}")
        bench = Bench(options, LoadTools(os.environ.get("POSTERN_SHARED_BENCH", os.path.join(ROOT, "../shared/bench"))))
        run_sections(bench)
    finally:
        shutil.rmtree(tempfile.tempdir, ignore_errors=True)
    if options.json:
        with open(options.json, "w") as file:
            json.dump({"machine": header, "options": vars(options), "runs": bench.runs, "notes": bench.notes, "errors": bench.errors}, file, indent=1)
    return 0 if bench.runs and not bench.errors else 1


def main():
    options = read_options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # Like Ctrl-C: the servers are stopped on the way out.
    try:
        if options.install:
            install()
        check_requirements(options.directory)
        return measure(options)
    except BenchError as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
    return 1


sys.exit(main())
