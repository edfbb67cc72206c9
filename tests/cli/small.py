"""A small campaign of a made-up town, written into a folder, and the ways in which tests run the command line."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from campaignkit.cli.group import commands

TEXT = """\
Ferry to go on

“We will not end the ferry before a bridge is open,” the harbour master, Ida Holm, said on Monday.

The ferry carries over 300 people a day. It is slow. It is slow.
"""
QUOTED = "We will not end the ferry before a bridge is open"
COUNTED = "The ferry carries over 300 people a day."

FILES = {
    "campaign.toml": 'id = "ferry"\ntitle = "Keep the ferry"\norganisations = ["Friends of the Ferry"]\n',
    "sources.toml": f"""\
[[source]]
id = "gazette"
title = "Ferry to go on"
publisher = "The Haven Gazette"
issued = 2024-03-04
sha256 = "{hashlib.sha256(TEXT.encode()).hexdigest()}"
file = "ferry.txt"
""",
    "statements.toml": f"""\
[[statement]]
id = "holm-not-before"
source = "gazette"
kind = "quotation"
exact = "{QUOTED}"
start = {TEXT.index(QUOTED)}
end = {TEXT.index(QUOTED) + len(QUOTED)}
speaker = "Ida Holm"
summary = "Ida Holm said in March 2024 that the ferry would not end before a bridge was open."

[[statement]]
id = "ferry-300"
source = "gazette"
kind = "report"
exact = "{COUNTED}"
start = {TEXT.index(COUNTED)}
end = {TEXT.index(COUNTED) + len(COUNTED)}
figure = {{ measure = "ferry-riders", value = 300, unit = "people", qualifier = "over" }}
summary = "The Haven Gazette wrote in March 2024 that the ferry carried over 300 people a day."
""",
    "demands.toml": """\
[[demand]]
id = "keep-the-ferry"
title = "Keep the ferry"
ask = "keep the ferry running for good"
practice = "ferry"
permanence = "permanent"
addressed_to = ["company", "agency"]
made_by = ["Friends of the Ferry"]
statements = ["ferry-300"]
""",
    "targets.toml": """\
[[target]]
id = "harbour-office"
kind = "agency"
name = "Haven Harbour Office"

[[target]]
id = "haven-lines"
kind = "company"
name = "Haven Lines"
""",
    "commitments.toml": """\
[[commitment]]
id = "harbour-office-ferry"
target = "harbour-office"
practice = "ferry"
status = "conditional"
starts = 2024-03-04
condition = "it runs until a bridge is open"
grade = "reported"
statements = ["holm-not-before"]
""",
}


def make(folder: Path, **changed: str) -> Path:
    """Write the campaign into `folder`; `changed` replaces the content of files ("statements" for statements.toml)."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in FILES.items():
        (folder / name).write_text(changed.get(name.removesuffix(".toml"), content), encoding="utf-8")
    return folder


def documents(folder: Path, name: str = "ferry.txt", text: str = TEXT) -> Path:
    """Write the campaign's one document into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def run(*args: str | Path, stdin: str | bytes | None = None, **env: str) -> Result:
    """Run the command line in this process; whatever it raises but its exit is raised here."""
    runner = CliRunner(env={"CAMPAIGNKIT_DOCUMENTS": "", "CAMPAIGNKIT_DEBUG": "", **env})
    return runner.invoke(commands, [str(arg) for arg in args], input=stdin, catch_exceptions=False)


def run_process(*args: str | Path, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, its output piped."""
    return subprocess.run(
        [sys.executable, "-m", "campaignkit", *map(str, args)],
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "CAMPAIGNKIT_DEBUG": "", **env},
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def run_in_terminal(*args: str | Path, columns: int = 80, **env: str) -> str:
    """Run the command line in a terminal of so many columns; return what it shows, escapes and all."""
    import fcntl
    import pty
    import struct
    import termios

    above, below = pty.openpty()
    fcntl.ioctl(below, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    clean = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    command = [sys.executable, "-m", "campaignkit", *map(str, args)]
    with subprocess.Popen(
        command, stdin=below, stdout=below, stderr=below, env={**clean, "TERM": "xterm-256color", **env}
    ) as process:
        os.close(below)
        shown = _everything(above)
        process.wait(timeout=60)
    os.close(above)
    return shown.decode().replace("\r\n", "\n")


def without_escapes(shown: str) -> str:
    """Return what a terminal shows, without colours."""
    return re.sub(r"\x1b\[[0-9;]*m", "", shown)


def _everything(descriptor: int) -> bytes:
    held = b""
    while True:
        try:
            piece = os.read(descriptor, 65536)
        except OSError:  # how a terminal says that nobody writes to it any more
            return held
        if not piece:
            return held
        held += piece
