"""A PostgreSQL of the tests' own: made in a folder, started on a free port of the loopback and a socket, stopped."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from time import sleep

USER = "campaignkit"


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, as Debian and others install them; None if there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[4]))
    named = [Path(path) for path in [shutil.which("initdb")] if path]
    return next((path.resolve().parent for path in [*reversed(found), *named]), None)


def why_not() -> str:
    """Why no server can be started here; "" if one can."""
    if programs() is None:
        return "PostgreSQL is not installed (apt-get install postgresql)"
    if os.name != "posix":
        return "the server of the tests is started on POSIX systems only"
    return "" if os.geteuid() or shutil.which("setpriv") else "PostgreSQL does not run as root, and setpriv is missing"


class Server:
    """A server; `url` leads to it. It is not run as root, which PostgreSQL refuses, but as its own user."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="campaignkit-pg-"))
        self.port = _free_port()
        self.url = f"postgresql://{USER}@127.0.0.1:{self.port}/postgres"
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self._run("initdb", "-D", str(self.folder / "data"), "-A", "trust", "-U", USER, "-E", "UTF8", "--locale=C")
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers. It stops at once when whoever started it dies."""
        command = _as_its_user("postgres", dying=True)
        command += ["-D", str(self.folder / "data"), "-k", str(self.folder), "-p", str(self.port)]
        command += ["-c", "listen_addresses=127.0.0.1", "-c", "max_connections=50"]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log)
        self._run("pg_ctl", "-D", str(self.folder / "data"), "status", tries=50)
        self._run("pg_isready", "-h", "127.0.0.1", "-p", str(self.port), tries=300)

    def stop(self, how: str = "fast") -> None:
        """Stop it: "fast", or "immediate", which is as if the power went."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "stop", "-w", "-m", how)
        self._process.wait()

    def fall(self) -> None:
        """Stop it as if the power went, and start it again."""
        self.stop("immediate")
        self.start()

    def remove(self) -> None:
        """Stop it, if it runs, and delete what it wrote."""
        if self._process.poll() is None:
            self.stop("immediate")
        shutil.rmtree(self.folder)

    def _run(self, program: str, *arguments: str, tries: int = 1) -> None:
        for number in range(1, tries + 1):
            command = [*_as_its_user(program), *arguments]
            done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
            if not done.returncode:
                return
            if number == tries:
                raise RuntimeError(f"{program}: {done.stdout}{done.stderr}")
            sleep(0.1)


def _as_its_user(program: str, dying: bool = False) -> list[str]:
    """The command of a program of PostgreSQL; `dying`: with a signal to stop at once when its parent dies (Linux)."""
    user = ["--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    if dying and sys.platform.startswith("linux"):
        user.append("--pdeathsig=QUIT")
    setpriv = [shutil.which("setpriv") or "setpriv", *user] if user and shutil.which("setpriv") else []
    return [*setpriv, str((programs() or Path()) / program)]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
