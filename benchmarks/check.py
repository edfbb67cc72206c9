"""A letter of 400 words against 5 documents, and against 1,000: beside the peers that check a text against sources.

The peers come with the extra `bench`. They look for quotations and numbers only, and keep nothing from one call to the
next; so beside the check of a draft that was checked before stand that of one with a line more each time, and that of
documents which were never seen. Of the commands likewise: without the cache, and with it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.corpus import prose
from benchmarks.measure import medians
from campaignkit.catalog import load
from campaignkit.checks import check
from campaignkit.checks.letters_alike import Alike
from campaignkit.composer import compose
from campaignkit.documents import Kept, read_bytes

NAME = "checking a letter of 400 words"
_NAMES = "Ada Lund,Omar Reyes,Ines Okafor,Karl Voss,May Tran,Ruth Adair".split(",")
_UNITS = "police departments,members of Congress,patients,signatures,school buses".split(",")

Contender = tuple[str, Callable[[], object]]
Row = tuple[str, float, str, float]


def rows() -> Iterator[Row]:
    """Yield what was measured, its number, the unit, and how many times the time of the faster peer it took."""
    with TemporaryDirectory() as folder:
        yield from _few(Path(folder))
    with TemporaryDirectory() as folder:
        yield from _many(Path(folder))


def _few(folder: Path) -> Iterator[Row]:
    documents, draft = written(folder, 5, 6000)
    taken = medians(dict([*_ours(documents, draft), *_peers(documents, draft)]))
    yield from _in_ms(taken, "5 documents of 6 kB: ")
    commands = medians(dict(_commands(folder, documents)), rounds=7)
    yield from _in_ms(commands, "the whole command: ")
    yield from _in_ms(medians(dict(_letters())), "letters that are alike: ", "a check of the whole letter")


def _many(folder: Path) -> Iterator[Row]:
    documents, draft = written(folder, 1000, 5000)
    files = sorted(documents.iterdir())
    limit = ("reading the files, and no more", lambda: [path.read_bytes() for path in files])
    taken = medians(dict([*_ours(documents, draft), limit]), rounds=3)
    yield from _in_ms(taken, "1,000 documents of 5 kB: ", limit[0])


def _in_ms(taken: dict[str, float], what: str, least: str = "") -> Iterator[Row]:
    """Yield rows in milliseconds, beside the faster peer; without one, beside the first contender."""
    peers = [seconds for name, seconds in taken.items() if name in ("quotecheck", "grounded-check")]
    beside = taken[least] if least else min(peers, default=next(iter(taken.values())))
    for name, seconds in taken.items():
        yield what + name, seconds * 1000, "ms", seconds / beside


# What is checked, drawn from our own words.


def written(folder: Path, number: int, length: int) -> tuple[Path, str]:
    """Write so many documents of about `length` bytes, and a letter that quotes five of them; one word is altered."""
    random, documents = Random(1), folder / "documents"
    documents.mkdir()
    said = []
    for at in range(number):
        text, quoted = _article(random, length)
        (documents / f"{at:04}.txt").write_text(text, encoding="utf-8")
        said += quoted[:2]
    draft = _letter(random, said[: 2 * min(number, 5)])
    (folder / "draft.txt").write_text(draft, encoding="utf-8")
    return documents, draft


def _article(random: Random, length: int) -> tuple[str, list[tuple[str, str]]]:
    """Return paragraphs of prose with a speaker or a figure in each, and who says what in them."""
    pool, parts, said, size = prose(0.2), [], [], 0
    while size < length:
        start = random.randrange(len(pool) - 600)
        words = " ".join(pool[start : start + 500].replace("”", "").split()[1:60])
        name, quotation = random.choice(_NAMES), _sentence(random)
        figure = f"It counted over {random.randrange(100, 9000):,} {random.choice(_UNITS)}."
        parts.append(f"{words}. {figure}\n\n“{quotation},” said {name} on Tuesday.\n\n")
        said.append((name, quotation))
        size += len(parts[-1])
    return "".join(parts), said


def _sentence(random: Random) -> str:
    words = _words()
    start = random.randrange(len(words) - 30)
    return " ".join(words[start : start + random.randint(8, 20)])


@cache
def _words() -> list[str]:
    return [word for word in prose(0.2).split() if word.isalpha()]


def _letter(random: Random, said: list[tuple[str, str]]) -> str:
    name, quotation = said[0]
    altered = [(name, f"{quotation} never"), *said[1:]]
    parts = [f"{who} said, “{words}.” We ask you to answer." for who, words in altered]
    while sum(len(part.split()) for part in parts) < 390:
        parts.append(_sentence(random).capitalize() + f". We have {random.randrange(20, 90)} members.")
    return "Dear Mayor,\n\n" + "\n\n".join(parts) + "\n"


# Who checks it.


def _ours(documents: Path, draft: str) -> Iterator[Contender]:
    files = sorted(documents.iterdir())
    edits, fresh = count(), count()
    yield "a draft that was checked before", lambda: check(draft, documents=documents)
    yield "a draft with a line more each time", lambda: check(f"{draft}\nLine {next(edits)}.", documents=documents)
    yield "documents never seen before", lambda: check(draft, documents=dict(_new(files, next(fresh))))


def _letters() -> Iterator[Contender]:
    campaign = load("face-recognition-2020")
    composed = compose(
        campaign, "letter", target="amazon", demand="end-ring-police-partnerships", date=date(2026, 11, 23)
    )
    letter, number = f"Dear Ana Ruiz,\n\n{composed.text}", count()
    letters, other = Alike(letter, ["Ana Ruiz"], campaign), letter.replace("Ana Ruiz", "Li Wei")
    yield "another one, its constant parts known", lambda: letters.check(other)
    yield "a check of the whole letter", lambda: check(f"{letter}\nLine {next(number)}.", campaign)


def _new(files: list[Path], number: int) -> Iterator[tuple[str, Kept]]:
    """Yield the documents as if they were others: with a line more each time."""
    for path in files:
        kept = read_bytes(path.read_bytes() + f"\n{number}\n".encode(), path.name)
        yield kept.sha256, kept


def _peers(documents: Path, draft: str) -> Iterator[Contender]:
    files = sorted(documents.iterdir())
    if find_spec("quotecheck"):
        batch, sources = import_module("quotecheck.batch"), import_module("quotecheck.sources")
        yield "quotecheck", lambda: batch.run(draft, "\n\n".join(sources.load_text(path) for path in files))
    if find_spec("grounded"):
        grounded = import_module("grounded")
        yield "grounded-check", lambda: grounded.check(draft, [str(path) for path in files])


def _commands(folder: Path, documents: Path) -> Iterator[Contender]:
    draft, python = str(folder / "draft.txt"), [sys.executable, "-m"]
    ours = [*python, "campaignkit", "check", draft, "--documents", str(documents)]
    yield "campaignkit check, asked before", lambda: _run(ours, str(folder / "cache"))
    yield "campaignkit check, without the cache", lambda: _run(ours, "off")
    if find_spec("grounded"):
        theirs = [*python, "grounded.cli", "check", draft, "--source", str(documents)]
        yield "grounded-check", lambda: _run(theirs, "off")


def _run(command: list[str], cache: str) -> int:
    told = {**os.environ, "CAMPAIGNKIT_CACHE": cache}
    return subprocess.run(command, capture_output=True, check=False, env=told).returncode
