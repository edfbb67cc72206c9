"""Made-up signers, as an export of a petition site would list them: some rows of it dirty, in ways that are known."""

from __future__ import annotations

import csv
import io
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from sqlite3 import Connection

from campaignkit.models.document import CitedSource, Document, Paragraph, Quoted, SourceMark, Text
from campaignkit.signatures.importing import Choices, Intake, import_signatures
from campaignkit.signatures.ledger import open_ledger
from campaignkit.signatures.petitions import open_petition
from campaignkit.signatures.reading import read_table

GIVEN = "Ana Ben Chloé Dov Édith Farid Greta Hal Inés Jörg Kaja Liam Mona Nils Olga Priya Quim Rosa Søren Tuva".split()
ENDS = "berg stad holm vik dal lund nes rud moen haug".split()
TOWNS = "Averley Brin Castleford Dunmere Eastham Fjordby Granby Holt Inverness Jarrow Kelso Lyme".split()
HEADER = ["First name", "Last name", "Email", "City", "Zip code", "Signed on", "Comments", "Show name", "Opt in"]
TODAY = date(2026, 3, 1)
GAZETTE = CitedSource(
    number=1, source="gazette", label="Averley Gazette, January 2, 2026.", url="https://gazette.example/saturdays"
)
DIRT = {  # kind of dirty row → what becomes of it
    "no address": "rejected",
    "no name": "rejected",
    "too few cells": "rejected",
    "too many cells": "rejected",
    "control character": "rejected",
    "empty": "empty",
    "again, in capitals": "duplicate",
    "again, with an initial": "duplicate",
    "again, with a label": "duplicate",
    "placeholder": "added",
    "household": "added",
    "formula": "added",
    "throwaway": "added",
    "consent not given": "added",
}


@dataclass
class Made:
    """A file, and what has to come of it."""

    text: str
    expected: Counter[str] = field(default_factory=Counter)
    addresses: list[str] = field(default_factory=list)


def petition(text: str = "We ask the council to reopen the library on Saturdays.", **more: object) -> Document:
    """Return a petition with a quotation and a source."""
    said = Quoted(text="The library will open on Saturdays again", statement="said", source="gazette")
    grounds = Paragraph(
        inlines=(Text(text="The mayor wrote: "), said, Text(text=" "), SourceMark(numbers=(1,)), Text(text="."))
    )
    return Document.model_validate(
        {
            "kind": "petition",
            "template": "petitions/petition",
            "campaign": "library",
            "title": "Open the library on Saturdays",
            "language": "en-US",
            "date": date(2026, 1, 5),
            "demand": "saturdays",
            "target_name": "Averley Town Council",
            "initiators": ("Friends of the Library",),
            "blocks": (grounds, Paragraph(inlines=(Text(text=text),), role="ask")),
            "sources": (GAZETTE,),
            **more,
        }
    )  # fmt: skip


@contextmanager
def opened(path: Path, document: Document | None = None, day: date = date(2026, 1, 5)) -> Iterator[Connection]:
    """Open a ledger with one petition in it."""
    with open_ledger(path, create=True) as ledger:
        open_petition(ledger, document or petition(), name="library", opened=day)
        yield ledger


def take_in(ledger: Connection, path: Path, **choices: object) -> Intake:
    """Import a file."""
    return import_signatures(ledger, read_table(path), None, Choices(**{"today": TODAY, **choices}))  # type: ignore[arg-type]


def csv_file(path: Path, *rows: str, header: str = "Name,Email,City,Signed on,Show name,Opt in,Comments") -> Path:
    """Write a CSV file; each row is a line of it."""
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def signers(count: int = 10_000, dirty: float = 0.07, seed: int = 4) -> Made:
    """Return so many rows, a part of them dirty."""
    draw = random.Random(seed)
    kinds = [*DIRT] * (int(count * dirty) // len(DIRT) + 1)
    at = set(draw.sample(range(count // 10, count), int(count * dirty)))
    rows: list[list[str]] = [HEADER]
    clean: list[list[str]] = []
    made = Made("")
    for number in range(count):
        if number in at:
            kind = kinds.pop()
            rows.append(_dirty(kind, draw, number, draw.choice(clean)))
            made.expected[DIRT[kind]] += 1
        else:
            rows.append(_clean(draw, number))
            clean.append(rows[-1])
            made.expected["added"] += 1
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    made.text = out.getvalue()
    made.addresses = [row[2] for row in rows[1:] if len(row) > 2 and "@" in row[2]]
    return made


def _clean(draw: random.Random, number: int) -> list[str]:
    family = draw.choice("ABDEFGHKLMNRSTV") + draw.choice("aeiou") + draw.choice("lmnrst") + draw.choice(ENDS)
    provider = "gmail.com" if number % 3 == 0 else "example.org"
    comment = draw.choice(["", "", "", "My children read there.", "It is the warmest room in town.\nKeep it."])
    day = (date(2026, 1, 5) + timedelta(days=draw.randrange(50))).isoformat()
    who = [draw.choice(GIVEN), family, f"person{number}@{provider}"]
    return [*who, draw.choice(TOWNS), f"{number % 90:05}", day, comment, "yes", "no"]


def _dirty(kind: str, draw: random.Random, number: int, before: list[str]) -> list[str]:
    row = _clean(draw, number)
    again = list(before)
    local, _, domain = before[2].partition("@")
    match kind:
        case "no address":
            return [*row[:2], f"person{number} at home", *row[3:]]
        case "no name":
            return ["", " ", *row[2:]]
        case "too few cells":
            return row[:4]
        case "too many cells":
            return [*row, "more"]
        case "control character":
            return ["Ana\0", *row[1:]]
        case "empty":
            return [" "] * len(HEADER)
        case "again, in capitals":
            return [again[0].upper(), again[1].upper(), f"{local}@{domain.upper()}", *again[3:]]
        case "again, with an initial":
            return [f"{again[0]} Q.", *again[1:]]
        case "again, with a label":
            return [*again[:2], f"per.son{local[6:]}+x@gmail.com" if domain == "gmail.com" else again[2], *again[3:]]
        case "placeholder":
            return ["Mickey", "Mouse", *row[2:]]
        case "household":
            return ["Zeno", "Zzz", before[2], *row[3:]]
        case "formula":
            return ["=HYPERLINK", "Ng", *row[2:]]
        case "throwaway":
            return [*row[:2], f"person{number}@mailinator.com", *row[3:]]
        case _:
            return [*row[:7], "", ""]
