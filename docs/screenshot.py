"""Draws the pictures of the README: docs/check.svg, the check of its draft as a terminal shows it, and docs/letter.png,
a letter as a page (which needs pdftoppm, of poppler).

python docs/screenshot.py
"""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.text import Text

from campaignkit.catalog import load
from campaignkit.composer import compose
from campaignkit.models import Sender
from campaignkit.render import render

ROOT = Path(__file__).resolve().parent.parent
WIDTH = 96


def draft() -> str:
    """Return the draft that the README shows: the fenced block before the picture."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"Say `draft\.txt` is\n\n```\n(.*?)```", readme, re.DOTALL)
    assert found
    return found[1]


def session(folder: str) -> str:
    """Return what a terminal of WIDTH columns shows, with its colours."""
    Path(folder, "draft.txt").write_text(draft(), encoding="utf-8")
    environment = {**os.environ, "COLUMNS": str(WIDTH), "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    ours, theirs = pty.openpty()
    command = [str(Path(sys.executable).with_name("campaignkit")), "check", "draft.txt"]
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=theirs, stderr=theirs):
        os.close(theirs)
        shown = b"".join(iter(lambda: read(ours), b""))
    return shown.decode().replace("\r\n", "\n")


def read(terminal: int) -> bytes:
    """Return what a terminal has to show; nothing once it is closed, which Linux tells by an error."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


def page() -> bytes:
    """Return the first page of a letter as a PNG."""
    sender = Sender(name="Ana Ruiz", title="organizer", organisation="Clean Cameras Coalition",
                    postal_address={"address_lines": ["12 Mill Lane"], "locality": "Averley", "region": "OH",
                                    "postal_code": "44001"})  # fmt: skip
    letter = compose(
        load("face-recognition-2020"), "letter", target="amazon", demand="end-ring-police-partnerships",
        date=date(2026, 11, 23), sender=sender,
    )  # fmt: skip
    command = ["pdftoppm", "-r", "70", "-f", "1", "-l", "1", "-png", "-gray", "-"]
    return subprocess.run(command, input=render(letter, ".pdf"), capture_output=True, check=True).stdout


def main() -> None:
    """Write the pictures."""
    (ROOT / "docs" / "letter.png").write_bytes(page())
    with tempfile.TemporaryDirectory() as folder:
        told = session(folder)
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text("$ campaignkit check draft.txt", style="bold"))
    console.print(Text.from_ansi(told))
    console.save_svg(str(ROOT / "docs" / "check.svg"), title="campaignkit check")


if __name__ == "__main__":
    main()
