"""Runs of one load against each server in turn, with what they cost and what became of every message."""
import contextlib
import sys
import time

import benchmeter
from benchload import BenchError


class Contest:
    """The servers of one section, running and warmed up. A server is made anew after a run that left messages in its queue."""

    def __init__(self, bench, factories, warm_up=None):
        self.bench, self.factories, self.warm_up = bench, factories, warm_up
        self.servers = [None] * len(factories)
        self.complaints = {}

    def __enter__(self):
        try:
            for place in range(len(self.factories)):
                self.start(place)
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_):
        self.close()
        for name, lines in self.complaints.items():
            self.bench.notes.append(f"{name} logged {len(lines)} warnings or errors in section {self.bench.section}, the first: {lines[0][:300]}")

    def start(self, place):
        server = self.servers[place] = self.factories[place]()
        try:
            server.start()
        except (AssertionError, OSError) as error:
            raise BenchError(f"{server.name} did not start: {error}") from error
        if self.warm_up:
            self.warm_up(server)

    def renew(self, place):
        self.end(place)
        self.start(place)

    def end(self, place):
        server, self.servers[place] = self.servers[place], None
        if server:
            with contextlib.closing(server):
                lines = server.complaints()
                if lines:
                    self.complaints.setdefault(server.name, []).extend(lines)

    def close(self):
        with contextlib.ExitStack() as all_servers:  # Whatever one of them does at its end, the others are stopped too.
            for place in range(len(self.servers)):
                all_servers.callback(self.end, place)


class Bench:
    """What all sections share: options, tools, results and errors."""

    def __init__(self, options, tools):
        self.options, self.tools = options, tools
        self.runs, self.notes, self.errors = [], [], []
        self.section = ""  # The one that runs.

    def cell(self, contest, labels, load):
        """`load(server)` for each server in turn, `reps` times; {server name: runs}."""
        runs = {server.name: [] for server in contest.servers}
        for _ in range(self.options.reps):
            for place in range(len(contest.servers)):
                server = contest.servers[place]
                run = labels | {"server": server.name} | self.measured(server, load)
                self.check(run)
                self.runs.append(run)
                runs[server.name].append(run)
                if run["waiting"]:
                    contest.renew(place)
        return runs

    def measured(self, server, load):
        held, refused, waiting = server.held(), server.refused(), server.waiting()
        with benchmeter.Meter(server.account) as meter:
            run = load(server)
            time.sleep(0.5)  # What is written after the reply (logs, traces) belongs to the cost.
        run |= meter.figures
        end = time.monotonic() + 3  # Traces and logs are written a moment later.
        while True:
            run |= {"held": server.held() - held, "refused": server.refused() - refused, "waiting": server.waiting() - waiting}
            run["lost"] = max(0, run["accepted"] - run["delivered"] - run["held"] - run["waiting"])
            run["failed"] = max(0, run["fail"] - run["refused"])
            if run["lost"] + run["failed"] == 0 or time.monotonic() > end:
                break
            time.sleep(0.2)
        run["decided"] = run["accepted"] + run["refused"]
        run["dec_s"] = run["acc_s"] * run["decided"] / run["accepted"] if run["accepted"] else 0
        run["cpu1k"] = run["cpu"] / run["decided"] * 1000 if run["decided"] else 0
        return run

    def check(self, run):
        where = ", ".join(f"{key} {value}" for key, value in run.items() if key in ("section", "server", "size", "sessions", "mode"))
        if run["lost"]:
            self.error(f"{run['lost']} messages lost ({where})")
        if run.get("dup"):
            self.notes.append(f"{run['dup']} messages arrived twice ({where})")
        if run["failed"]:
            self.notes.append(f"{run['failed']} failures ({where}): {run.get('fail_text', '')}")
        if not run["decided"]:
            self.error(f"nothing was accepted ({where}): {run.get('fail_text', '')}")

    def error(self, text):
        self.errors.append(text)
        print(f"ERROR: {text}", file=sys.stderr, flush=True)
