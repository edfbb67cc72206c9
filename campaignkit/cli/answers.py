"""Answers that have been given before: the same question about the same files is answered from the cache.

A check is asked for again and again: by an editor, before each commit, for each letter of a hundred of which one has
changed. What was printed is kept with what it follows from: the words of the command, the day, the terminal, this
state of the library, and the content of every file that was read. If all of it is the same, it is printed again; no
other module of campaignkit is even imported. What was printed is sealed with the content of those files.
"""

from __future__ import annotations

import os
import stat
import sys
from hashlib import file_digest, sha256
from pathlib import Path

from campaignkit import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any, TextIO

KINDS_READ = (".toml", ".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".eml", ".json")
_question: list[str] = []  # a hash of what the process was asked, if its answer is to be kept
_ENVIRONMENT = ("CAMPAIGNKIT_DOCUMENTS", "NO_COLOR", "FORCE_COLOR", "TERM", "COLORTERM", "COLUMNS", "LANG", "LC_ALL")


def answer_again(arguments: list[str]) -> int | None:
    """Print what was printed for this check before, and return its exit code; None if it has to be made."""
    if arguments[:1] != ["check"] or "-" in arguments:
        return None
    asked = _hash_of_question(arguments)
    _question.append(asked)
    inputs = cache.load("asked", asked)
    told = inputs and _told(asked, inputs.decode().split("\n"))
    if not told:
        return None
    code, out, err = told
    for stream, text in ((sys.stderr, err), (sys.stdout, out)):
        stream.write(text)
        stream.flush()
    return code


def _told(asked: str, inputs: list[str]) -> tuple[int, str, str] | None:
    import json

    held = _digest(inputs)
    body = cache.load("answered", _name(asked, held))
    if body is None:
        return None
    code, out, err = json.loads(cache.sealed(body, held))
    return code, out, err


def recorded(inputs: Iterable[str], command: Callable[[], int]) -> int:
    """Run `command`, which prints and returns an exit code, and keep what it prints for `answer_again`.

    Args:
        inputs: The paths of all files and folders that it reads, or would read if they were there.
    """
    if not _question:
        return command()
    paths = sorted(map(str, inputs))
    before = _digest(paths)
    out, err = _Tee(sys.stdout), _Tee(sys.stderr)
    sys.stdout, sys.stderr = out, err
    try:
        code = command()
    finally:
        sys.stdout, sys.stderr = out.stream, err.stream
    if _digest(paths) == before:
        _keep(paths, before, [code, "".join(out.written), "".join(err.written)])
    return code


def _keep(paths: list[str], held: bytes, told: list[Any]) -> None:
    import json

    asked = _question[-1]
    cache.save("asked", asked, "\n".join(paths).encode())
    cache.save("answered", _name(asked, held), cache.sealed(json.dumps(told).encode(), held))


class _Tee:
    """A stream that remembers what is written to it."""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.written = stream, list[str]()

    def write(self, text: str) -> int:
        count = self.stream.write(text)  # first: whoever asks what it takes by writing bytes to it is refused
        self.written.append(text)
        return count

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


def _hash_of_question(arguments: list[str]) -> str:
    """Return a hash of all that an answer follows from, but for the content of files."""
    from time import localtime

    terminals = [(stream.isatty(), _width(stream), stream.encoding) for stream in (sys.stdout, sys.stderr)]
    environment = [os.environ.get(name) for name in _ENVIRONMENT]
    here = Path.cwd()
    places = [Path(place) for place in sys.path if place and Path(place) != here]  # what is installed there, and when
    installed = [(str(place), place.stat().st_mtime_ns) for place in places if place.is_dir()]
    told = (arguments, here, localtime()[:3], terminals, environment, installed)
    return sha256(repr(told).encode("utf-8", "surrogateescape")).hexdigest()


def _width(stream: TextIO) -> int:
    return os.get_terminal_size(stream.fileno()).columns if stream.isatty() else 0


def _name(asked: str, held: bytes) -> str:
    return sha256(asked.encode() + held).hexdigest()


def _digest(paths: Iterable[str]) -> bytes:
    """Return a hash of what stands at `paths`: of files, also in folders, the content; that one is not there counts.

    A pipe, a device, or a link to a folder is never the same again: what is behind it is not looked at.
    """
    told = sha256()
    for path in paths:
        for file in _files(path):
            told.update(f"{file}\0{_content(file)}\0".encode("utf-8", "surrogateescape"))
    return told.digest()


def _files(path: str) -> Iterator[str]:
    if not Path(path).is_dir():
        yield path
        return
    for place, inner, names in os.walk(path):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        yield from (link for name in inner if Path(link := f"{place}/{name}").is_symlink())
        yield from (f"{place}/{name}" for name in sorted(names) if name.lower().endswith(KINDS_READ))


def _content(path: str) -> str:
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116  # a path that is a text already
            return os.urandom(16).hex()
        with Path(path).open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError) as error:
        return type(error).__name__
