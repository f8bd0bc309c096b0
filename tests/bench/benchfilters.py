"""The filters beside Postfix: rspamd as its milter and clamd, from their Debian packages, with private configurations."""
import os
import pwd
import shutil
import subprocess
import sys
import tempfile

import benchload
from benchservers import PostfixServer

NETWORK_MODULES = """rbl surbl dkim arc dkim_signing spf dmarc fuzzy_check asn phishing greylist ratelimit replies neural history_redis mx_check
url_redirector reputation milter_headers metadata_exporter hfilter spamtrap bimi known_senders aws_s3"""


def require():
    """Raises Missing if a program or its packaged configuration is not there."""
    for name, place in (("rspamd", "/etc/rspamd/rspamd.conf"), ("clamd", None)):
        if not shutil.which(name) or (place and not os.path.exists(place)):
            raise benchload.Missing(f"{name} is not installed: run with --install.")


class FilteringPostfix(PostfixServer):
    """Postfix with rspamd as its milter, and clamd behind rspamd; all in one account."""

    name = "Postfix+rspamd+clamd"

    def __init__(self, next_hop_port, signatures, responder):
        ports = {name: benchload.service_port() for name in ("milter", "worker", "controller", "clamd", "dns")}
        super().__init__(next_hop_port, f"smtpd_milters = inet:127.0.0.1:{ports['milter']}\nmilter_default_action = tempfail\n")
        self.ports, self.signatures, self.responder = ports, signatures, responder
        self.directory = tempfile.mkdtemp(prefix="filters-")
        os.chmod(self.directory, 0o755)
        self.processes = []

    def start(self):
        self.run("dns", [sys.executable, self.responder, str(self.ports["dns"]), "86400"])
        self.run("clamd", ["clamd", "-c", self.clamd_configuration()])
        self.run("rspamd", ["rspamd", "-f", "-u", "_rspamd", "-g", "_rspamd", "-c", self.rspamd_configuration() + "/rspamd.conf", *self.rspamd_variables()])
        for name in ("clamd", "worker", "milter"):
            benchload.wait_until_open(self.ports[name], f"{name} of the filters (log in {self.directory})")
        for process in self.processes:
            self.account.add(process.pid)
        super().start()

    def run(self, name, command):
        with open(os.path.join(self.directory, name + ".out"), "wb") as output:
            self.processes.append(subprocess.Popen(command, stdout=output, stderr=output))

    def own_directory(self, name, user):
        path = os.path.join(self.directory, name)
        os.mkdir(path)
        os.chown(path, pwd.getpwnam(user).pw_uid, -1)
        return path

    def clamd_configuration(self):
        path = os.path.join(self.directory, "clamd.conf")
        with open(path, "w") as file:
            file.write(f"""DatabaseDirectory {self.signatures}
TCPSocket {self.ports['clamd']}
TCPAddr 127.0.0.1
Foreground yes
User clamav
TemporaryDirectory {self.own_directory('clamd', 'clamav')}
MaxThreads 4
DisableCache yes
""")
        return path

    def rspamd_variables(self):
        paths = {"DBDIR": "db", "RUNDIR": "run", "LOGDIR": "log"}
        variables = {variable: self.own_directory(name, "_rspamd") for variable, name in paths.items()}
        variables["CONFDIR"] = variables["LOCAL_CONFDIR"] = os.path.join(self.directory, "rspamd")
        return [f"--var={name}={value}" for name, value in variables.items()]

    def rspamd_configuration(self):
        """The packaged configuration without what asks the network or keeps state elsewhere, as Postern does neither."""
        directory = os.path.join(self.directory, "rspamd")
        shutil.copytree("/etc/rspamd", directory, ignore=shutil.ignore_patterns("local.d", "override.d"))
        files = {f"{module}.conf": "enabled = false;" for module in NETWORK_MODULES.split()}
        files |= {
            "options.inc": f'disable_monitoring = true;\ndns {{ nameserver = ["127.0.0.1:{self.ports["dns"]}"]; timeout = 0.05s; retransmits = 1; }}\n'
                           f'control_socket = "{self.directory}/run/control.sock";',
            "worker-normal.inc": f'bind_socket = "127.0.0.1:{self.ports["worker"]}"; count = 2;',
            "worker-proxy.inc": f'bind_socket = "127.0.0.1:{self.ports["milter"]}"; milter = yes; count = 1; '
                                f'upstream "local" {{ default = yes; hosts = "127.0.0.1:{self.ports["worker"]}"; }}',
            "worker-controller.inc": f'bind_socket = "127.0.0.1:{self.ports["controller"]}"; password = "unused";',
            "logging.inc": f'type = "file"; filename = "{self.directory}/log/rspamd.log"; level = "warning";',
            "antivirus.conf": f'clamav {{ type = "clamav"; servers = "127.0.0.1:{self.ports["clamd"]}"; scan_mime_parts = true; '
                              'symbol = "CLAM_VIRUS"; action = "reject"; log_clean = false; }',
        }
        os.mkdir(os.path.join(directory, "local.d"))
        for name, text in files.items():
            with open(os.path.join(directory, "local.d", name), "w") as file:
                file.write(text + "\n")
        return directory

    def close(self):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait(30)
        super().close()
        shutil.rmtree(self.directory, ignore_errors=True)
