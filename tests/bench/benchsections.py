"""The sections: what is set up, which load runs, and which figures are shown. Each is a function of the Bench."""
import datetime
import email.message
import email.policy
import os
import resource
import shutil
import statistics
import tempfile

import benchfilters
import benchload
import benchmeter
import postern
import postfixserver
from benchrun import Contest
from benchservers import PosternServer, PostfixServer
from benchtable import Column, Ratio, print_table

SIGNATURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../resources/signatures/postern-test.ndb")
UNFILTERED = ["scan.content=false", "scan.virus=false"]
COST = [Column("CPU s/1000", "cpu1k", digits=2, has_range=True), Column("RSS/PSS MiB", "rss", "pss")]
FATE = [Column("failed", "failed", is_sum=True), Column("lost", "lost", is_sum=True)]
FOREIGN = [Column("foreign %", "foreign")]
ACCEPTED = [Column("accepted/s", "acc_s", has_range=True)]
DELIVERED = [Column("delivered/s", "del_s", has_range=True)]
LATENCY = [Column("250 ms p50/95/99", "a50", "a95", "a99")]
ARRIVAL = [Column("at sink ms p50/95/99", "d50", "d95", "d99")]
CHEAPER = Ratio("CPU x", "cpu1k", low_is_good=True)


def heading(title, text):
    print(f"\n== {title}: {text}", flush=True)


def relay(bench):
    heading("relay", "without content filters, Postern cut-through against Postfix's durable queue")
    bench.tools.tool("mailload")
    sink = benchload.service_port()
    cells = []
    with Contest(bench, [lambda: PosternServer(sink, UNFILTERED), lambda: PostfixServer(sink)],
                 lambda server: bench.tools.mail(server.port, bench.tools.plain(4096), 20, 0.3, sink)) as contest:
        for size in bench.options.sizes:
            for sessions in bench.options.sessions:
                runs = bench.cell(contest, {"section": "relay", "size": size, "sessions": sessions},
                                  lambda server: bench.tools.mail(server.port, bench.tools.plain(size), sessions, bench.options.seconds, sink))
                cells.append(((str(size), str(sessions)), runs))
    print_table(["octets", "sessions"], ACCEPTED + DELIVERED + LATENCY + ARRIVAL + COST + [Column("failed", "failed", is_sum=True),
                Column("waiting", "waiting", is_sum=True), Column("lost", "lost", is_sum=True)] + FOREIGN, [Ratio("delivered x", "del_s"), CHEAPER], cells)


def signatures():
    """A directory with our small signature set that every server may read."""
    directory = tempfile.mkdtemp(prefix="signatures-")
    os.chmod(directory, 0o755)
    shutil.copy(SIGNATURES, directory)
    return directory


def prove_filters(server):
    """Sends what the signature describes: who lets it through has no filters worth measuring."""
    with open(SIGNATURES) as file:
        virus = bytes.fromhex(file.readline().split(":")[3])
    mail = email.message.EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@src.example", benchload.RECIPIENT, "Scan"
    mail.set_content("Your scan is attached.\n")
    mail.add_attachment(virus, "application", "octet-stream", filename="scan.bin")  # rspamd has only attachments scanned.
    before = server.held() + server.refused()
    answer = benchload.send_one(server.port, mail.as_bytes(policy=email.policy.SMTP))
    try:
        postern.wait_for(lambda: server.held() + server.refused() > before, "the test virus to be stopped", 10)
    except AssertionError:
        raise benchload.BenchError(f"{server.name} did not stop the test virus ({answer}): its filters do not work.") from None


def filters(bench):
    heading("filters", "content and virus scan on, mixed mail of 4 to 200 KiB; Postern against Postfix with rspamd (no network checks) and clamd")
    benchfilters.require()
    sink, known, corpus = benchload.service_port(), signatures(), bench.tools.corpus()
    responder = bench.tools.source("nxdns.py")
    cells, added = [], {}

    def warm_up(server):
        prove_filters(server)
        bench.tools.mail(server.port, corpus, 20, 0.5, sink)

    def load(server, sessions):
        begin = datetime.datetime.now(datetime.timezone.utc)
        run = bench.tools.mail(server.port, corpus, sessions, bench.options.seconds, sink)
        if isinstance(server, PosternServer):
            added[sessions] = added.get(sessions, []) + server.added_times(begin, 200 * 1024, 300)
        return run
    with Contest(bench, [lambda: PosternServer(sink, [f"scan.signatures={known}"]), lambda: benchfilters.FilteringPostfix(sink, known, responder)],
                 warm_up) as contest:
        for sessions in bench.options.sessions:
            runs = bench.cell(contest, {"section": "filters", "sessions": sessions}, lambda server: load(server, sessions))
            cells.append(((str(sessions),), runs))
    print_table(["sessions"], [Column("decided/s", "dec_s", has_range=True)] + DELIVERED + [Column("accepted", "accepted", is_sum=True), Column("refused", "refused", is_sum=True),
                Column("held", "held", is_sum=True), Column("delivered", "delivered", is_sum=True)] + LATENCY + ARRIVAL + COST + FATE + FOREIGN,
                [Ratio("decided x", "dec_s"), CHEAPER], cells)
    for sessions, times in added.items():
        if len(times) > 20:
            cuts = statistics.quantiles(times, n=100)
            print(f"Postern's own trace, {sessions} sessions: end of data to the next hop's 250, up to 200 KiB, {len(times)} messages: "
                  f"p50 {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms, p99 {cuts[98]:.1f} ms")


def queueing(bench):
    heading("queueing", "the next hop is down: durable acceptance into the queue; every run has a fresh server, warmed up")
    bench.tools.tool("mailload")
    nobody_there = benchload.service_port()
    cells = []

    def load(server, size, sessions):
        return bench.tools.mail(server.port, bench.tools.plain(size), sessions, bench.options.seconds, messages=int(1000 * bench.options.seconds))
    with Contest(bench, [lambda: PosternServer(nobody_there, UNFILTERED), lambda: PostfixServer(nobody_there)],
                 lambda server: bench.tools.mail(server.port, bench.tools.plain(4096), 20, 0.3)) as contest:
        for size in (4096, 65536):
            for sessions in (20, 100):
                runs = bench.cell(contest, {"section": "queueing", "size": size, "sessions": sessions}, lambda server: load(server, size, sessions))
                cells.append(((str(size), str(sessions)), runs))
    print_table(["octets", "sessions"], ACCEPTED + LATENCY + COST + [Column("queued", "waiting", is_sum=True)] + FATE + FOREIGN,
                [Ratio("accepted x", "acc_s"), CHEAPER], cells)


def tls(bench):
    heading("tls", "STARTTLS, one certificate (P-256) for both, 20 connections at a time")
    bench.tools.tool("tlsload", "-lssl", "-lcrypto")
    certificate, key = certificate_pair()
    cells = []

    def load(server, resume):
        run = bench.tools.handshakes(server.port, 20, bench.options.seconds, resume)
        return run | {"accepted": run["hs"], "acc_s": run["hs_s"], "delivered": run["hs"], "fail": run["fails"], "reused": run["reused"] * 100}
    postfix_settings = (f"smtpd_tls_security_level = may\nsmtpd_tls_chain_files = {key}, {certificate}\n"
                        "smtpd_tls_session_cache_database = btree:${data_directory}/smtpd_scache\n")
    with Contest(bench, [lambda: PosternServer(benchload.service_port(), UNFILTERED + [f"tls.certificate={certificate}", f"tls.key={key}"]),
                         lambda: PostfixServer(benchload.service_port(), postfix_settings)],
                 lambda server: bench.tools.handshakes(server.port, 20, 0.3, False)) as contest:
        for mode in ("full", "resumed"):
            runs = bench.cell(contest, {"section": "tls", "mode": mode}, lambda server: load(server, mode == "resumed"))
            cells.append(((mode,), runs))
    print_table(["handshake"], [Column("handshakes/s", "hs_s", has_range=True), Column("resumed %", "reused"), Column("ms p50/99", "p50", "p99", digits=1)] + COST
                + [Column("failed", "failed", is_sum=True)] + FOREIGN, [Ratio("handshakes x", "hs_s"), CHEAPER], cells)


def certificate_pair():
    directory = postern.work_directory("tls-")
    paths = [os.path.join(directory, name) for name in ("certificate.pem", "key.pem")]
    postfixserver.make_certificate("gw.example", *paths)
    if postern.ROOT_IS_US:
        for path in paths:
            os.chown(path, postern.ordinary_user().pw_uid, -1)
    return paths


def idle(bench):
    count, goal = 2000, 40
    heading("idle", f"{count} sessions that say nothing after EHLO (Postfix is not measured: it needs a process for each session)")
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if most != resource.RLIM_INFINITY and most < count + 200:
        raise benchload.Missing(f"Only {most} open files are allowed: raise the limit with `ulimit -n {count + 500}`.")
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with Contest(bench, [lambda: PosternServer(benchload.service_port(), UNFILTERED + ["smtp.max-sessions=10000"])]) as contest:
        server, = contest.servers
        sessions = benchload.IdleSessions(server.port)
        try:
            sessions.open(10)  # Warms up.
            before = benchmeter.memory(server.account)[1]
            sessions.open(count)
            after = benchmeter.memory(server.account)[1]
        finally:
            sessions.close()
    bench.runs.append({"section": "idle", "server": "Postern", "sessions": count, "pss_before": before, "pss_after": after})
    growth = after - before
    print(f"PSS {before:.1f} MiB before, {after:.1f} MiB with them: {growth:.1f} MiB more, {growth * 1024 / count:.1f} KiB a session "
          f"({'within' if growth < goal else 'ABOVE'} the goal of {goal} MiB)", flush=True)


def classic(bench):
    sessions, size, messages = 20, 4096, int(500 * bench.options.seconds)
    heading("classic", f"smtp-source -> server -> smtp-sink, {messages} messages of {size} octets, {sessions} sessions; no content filters")
    sink = benchload.service_port()
    with Contest(bench, [lambda: PosternServer(sink, UNFILTERED), lambda: PostfixServer(sink)],
                 lambda server: benchload.classic_load(server.port, sink, sessions, size, 100)) as contest:
        runs = bench.cell(contest, {"section": "classic", "size": size, "sessions": sessions},
                          lambda server: benchload.classic_load(server.port, sink, sessions, size, messages))
    print_table(["octets", "sessions"], ACCEPTED + DELIVERED + COST + FATE + FOREIGN, [Ratio("delivered x", "del_s"), CHEAPER],
                [((str(size), str(sessions)), runs)])


ALL = {"relay": relay, "filters": filters, "queueing": queueing, "tls": tls, "idle": idle, "classic": classic}
