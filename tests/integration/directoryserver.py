"""A private slapd below a directory of its own, on loopback, with what an Active Directory has too."""
import os
import shutil
import signal
import socket
import subprocess

from postern import free_port, wait_for, work_directory

SUFFIX = "dc=example,dc=com"
READER = f"cn=reader,{SUFFIX}"
PASSWORD = "canary-5ecret-Word"
SCHEMA = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data", "slapd", "active-directory.schema")


def person(name, domain, aliases=(), disabled=False):
    """One user as LDIF."""
    lines = [f"dn: cn={name},{SUFFIX}", "objectClass: user", f"cn: {name}", f"sn: {name}", f"displayName: {name.title()}", f"mail: {name}@{domain}",
             f"proxyAddresses: SMTP:{name}@{domain}", f"userAccountControl: {514 if disabled else 512}"]
    lines += [f"proxyAddresses: smtp:{alias}@{domain}" for alias in aliases]
    return "\n".join(lines) + "\n\n"


class DirectoryServer:
    def __init__(self):
        self.directory = work_directory("postern-slapd-")
        self.port = free_port()
        self.process = None
        self.runs = 0

    def path(self, name):
        return os.path.join(self.directory, name)

    def start(self, people):
        """Loads the LDIF of the people, in place of what was there, and starts."""
        self.runs += 1
        database, configuration, data = (self.path(f"{name}{self.runs}") for name in ("db", "slapd.conf", "data.ldif"))
        os.mkdir(database)
        with open(data, "w") as file:
            file.write(f"dn: {SUFFIX}\nobjectClass: dcObject\nobjectClass: organization\ndc: example\no: Example\n\n" + "".join(people))
        with open(configuration, "w") as file:
            for schema in ("core", "cosine", "inetorgperson", "misc"):
                file.write(f"include /etc/ldap/schema/{schema}.schema\n")
            file.write(f"include {SCHEMA}\nmodulepath /usr/lib/ldap\nmoduleload back_mdb\nsizelimit unlimited\nloglevel none\n"
                       f"pidfile {self.path('slapd.pid')}\nargsfile {self.path('slapd.args')}\n"
                       f"database mdb\nmaxsize 100000000\ndbnosync\nsuffix {SUFFIX}\nrootdn {READER}\nrootpw {PASSWORD}\ndirectory {database}\n")
        loaded = subprocess.run(["/usr/sbin/slapadd", "-q", "-f", configuration, "-l", data], capture_output=True, text=True)
        assert loaded.returncode == 0, loaded.stderr
        self.process = subprocess.Popen(["/usr/sbin/slapd", "-d", "0", "-f", configuration, "-h", f"ldap://127.0.0.1:{self.port}"],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(self.answers, "slapd")
        return self

    def answers(self):
        try:
            socket.create_connection(("127.0.0.1", self.port), 5).close()
            return True
        except OSError:
            return False

    def pause(self):
        """It stays, but does nothing, as a host whose disk hangs."""
        self.process.send_signal(signal.SIGSTOP)

    def resume(self):
        self.process.send_signal(signal.SIGCONT)

    def stop(self):
        if self.process and self.process.poll() is None:
            self.resume()
            self.process.terminate()
            self.process.wait(30)

    def close(self):
        self.stop()
        shutil.rmtree(self.directory, ignore_errors=True)
