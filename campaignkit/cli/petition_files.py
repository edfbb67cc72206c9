"""Where the signatures of a campaign are, and how what is made of them is written: for the eyes of its owner."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType

import click

from campaignkit.cli.console import is_terminal, note
from campaignkit.errors import ExistsError, InputError, UsageError
from campaignkit.signatures.ledger import NAME


def today() -> date:
    """Return the day where the command runs."""
    return date.today()  # noqa: DTZ011


def ledger_path(campaign: str | None, file: Path | None) -> Path:
    """Return the file of petitions: the one named, else that in the campaign's folder, else that in this folder."""
    if file:
        return file
    folder = Path(campaign) if campaign and Path(campaign).is_dir() else Path.cwd()
    return folder / NAME


def refuse(path: Path, suffix: str, *, force: bool) -> None:
    """Refuse, before anything is made, a name that cannot be written to.

    Raises:
        UsageError: It has another suffix.
        ExistsError: It is there already, and `force` was not said.
    """
    if path.suffix.lower() != suffix:
        raise UsageError(f"The file must end in {suffix}.", str(path))
    if os.path.lexists(path) and not force:
        hint = "Choose another name, or replace it with --force."
        raise ExistsError("There is a file of that name already; nothing was written.", str(path), hint)


def put_private(data: bytes, path: Path) -> None:
    """Write a file that only its owner can read, whole or not at all.

    Raises:
        InputError: It cannot be written.
    """
    if in_the_way := next((one for one in path.parents if one.exists() and not one.is_dir()), None):
        raise InputError(f"{in_the_way} is a file, not a folder.", str(path), "Name a file in a folder.")
    beside = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        hint = "Name a file in a folder that you may write to."
        raise InputError(f"The file cannot be written ({reason}).", str(path), hint) from None
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def read_ids(path: str) -> list[int]:
    """Return the ids in a file, the first number of each line; empty lines, and what begins with "#", are left out.

    What `petition comments` has printed is read, too: of it, the column of the ids.

    Raises:
        InputError: It cannot be read, or a line does not begin with an id.
    """
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as error:
        raise InputError(f"The file cannot be read ({type(error).__name__}).", path, "Put one id on a line.") from None
    if text.split()[:3] == ["ID", "SIGNED", "COMMENT"]:
        return _printed_ids(text.strip("\r\n"))
    ids = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not (words := line.partition("#")[0].strip()):
            continue
        if not (found := re.match(r"\d+\b", words)):
            raise InputError("The line does not begin with an id.", f"{path}:{number}", "Put one id on a line.")
        ids.append(int(found[0]))
    return ids


def _printed_ids(text: str) -> list[int]:
    """Return the ids of a table; what a line break in a comment has put on a line of its own has none."""
    header, *lines = text.splitlines()
    end = header.index("ID") + 2
    return [int(line[:end]) for line in lines if line[:end].strip().isdecimal() and not line[end : end + 2].strip()]


@contextmanager
def standard_input_as_file() -> Iterator[Path]:
    """Keep standard input in a file that only we can read, for as long as it is read; its name is what errors show.

    A reader of signatures goes over its file more than once.
    """
    with tempfile.TemporaryDirectory(prefix="campaignkit-") as folder:
        held = Path(folder) / "standard input"
        with os.fdopen(os.open(held, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        try:
            yield held
        except InputError as error:
            raise InputError(error.what, error.where.replace(str(held), "standard input"), error.hint) from None


class Progress:
    """Says how far a long reading has come: every second in a terminal, on one line, every ten in a pipe."""

    def __init__(self) -> None:
        self.terminal = is_terminal(err=True)
        self.every = 1.0 if self.terminal else 10.0
        self.last, self.shown = time.monotonic(), False

    def __call__(self, rows: int) -> None:
        if rows % 100 or time.monotonic() - self.last < self.every:
            return
        self.last, self.shown = time.monotonic(), True
        if self.terminal:
            click.echo(f"\r{rows:,} rows …", nl=False, err=True)
        else:
            note(f"{rows:,} rows …")

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.shown and self.terminal:
            click.echo("\r\033[K", nl=False, err=True)
