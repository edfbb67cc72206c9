"""Fills in what the documents show of the program: output of commands, the rules, the command line's help.

    python docs/generate.py           rewrites what is out of date
    python docs/generate.py --check   says what is, and exits 1

A place is marked by a comment, and the fenced block after it is replaced:

    <!-- output of: campaignkit gaps --target amazon --as-of 2020-06-12 -->

`lines A-B of:` in place of `output of:` keeps those lines only. The commands run without colour in a folder that is
empty but for what the same document shows as a file:

    <!-- file: letter.txt -->
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACE = re.compile(
    r"(<!-- (?:output|lines (?P<first>\d+)-(?P<last>\d+)) of: (?P<command>[^\n]+?) -->\n```\w*\n)"
    r"(?P<held>.*?)(?=^```$)",
    re.DOTALL | re.MULTILINE,
)
FILE = re.compile(r"<!-- file: (?P<name>\S+) -->\n```\w*\n(?P<held>.*?)^```$", re.DOTALL | re.MULTILINE)


def write_files(text: str, folder: Path) -> None:
    """Write the files that a document shows into `folder`."""
    for file in FILE.finditer(text):
        path = folder / file["name"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file["held"], encoding="utf-8")


def output_of(command: str, folder: str) -> str:
    """Return what `command` prints, errors too; several may be joined by &&."""
    environment = {
        **os.environ,
        "NO_COLOR": "1",
        "COLUMNS": "100",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    environment.pop("CAMPAIGNKIT_DOCUMENTS", None)
    shown = []
    for part in command.split(" && "):
        ran = subprocess.run(
            shlex.split(part), cwd=folder, env=environment, text=True, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        shown.append(f"$ {part}\n{ran.stdout}")
    return "\n".join(shown)


def filled_in(text: str) -> str:
    """Return a document with each marked place filled in anew."""

    def fill(place: re.Match[str]) -> str:
        with tempfile.TemporaryDirectory() as folder:
            write_files(text, Path(folder))
            lines = output_of(place["command"], folder).rstrip().splitlines()
        if place["first"]:
            lines = lines[int(place["first"]) - 1 : int(place["last"])]
        return place[1] + "".join(f"{line.rstrip()}\n" for line in lines)

    return PLACE.sub(fill, text)


def main() -> int:
    """Rewrite what is out of date, or with --check only say so."""
    stale = []
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        held = path.read_text(encoding="utf-8")
        if (wanted := filled_in(held)) != held:
            stale.append(path)
            if "--check" not in sys.argv:
                path.write_text(wanted, encoding="utf-8")
    for path in stale:
        print(f"{path.relative_to(ROOT)}: {'out of date' if '--check' in sys.argv else 'rewritten'}")
    return int(bool(stale) and "--check" in sys.argv)


if __name__ == "__main__":
    sys.exit(main())
