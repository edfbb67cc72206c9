"""Petitions and their versions: a text that is signed is locked by its sha256; another text is another version."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from campaignkit.errors import InputError, UsageError, did_you_mean
from campaignkit.models.base import slug
from campaignkit.models.document import Document
from campaignkit.render.tree import from_json, to_json

Opening = Literal["opened", "new-version", "same", "back"]


@dataclass(frozen=True)
class Version:
    """A text that can be signed.

    Attributes:
        id: Of the row in the ledger.
        petition: The petition's name.
        number: From 1; the text that was opened first is 1.
        sha256: Of the text (`Document.sha256`): what a signature is bound to.
        opened: The first day on which this text could be signed.
        current: Whether it is the one that is being signed now.
        anonymised: The day on which its signers' data were taken out; None while they are there.
    """

    id: int
    petition: str
    number: int
    sha256: str
    opened: date
    current: bool
    anonymised: date | None
    kept: str

    def __repr__(self) -> str:
        return f"Version({self.petition!r}, number={self.number}, sha256={self.sha256[:12]!r})"

    @cached_property
    def document(self) -> Document:
        """The text, with its sources.

        Raises:
            InputError: It is not the one that was opened: somebody has changed the ledger.
        """
        document = from_json(self.kept.encode(), name=f"{self.petition}, version {self.number}")
        if document.sha256 != self.sha256:
            what = f"The text of version {self.number} is not the one that was signed: it was changed."
            raise InputError(what, self.petition, "Go back to a copy of the file of petitions.")
        return document


def name_of(document: Document) -> str:
    """Return what a petition is called by default: its demand, and whom it is put to."""
    named = [part for part in (document.demand, document.target) if part]
    return slug("-".join(named) or document.title, 64)


def open_petition(
    ledger: sqlite3.Connection, document: Document, *, name: str | None = None, opened: date
) -> tuple[Version, Opening]:
    """Open a text for signatures.

    Args:
        ledger: Of `open_ledger`.
        document: A petition.
        name: What the petition is called, in a-z, 0-9 and -; `name_of` it if left out.
        opened: The first day on which this text can be signed.

    Returns:
        The version, and what has happened: "opened" a petition, a "new-version" of one, the "same" text again (nothing
        has changed), or "back" to an earlier text, which is now the one that is signed.

    Raises:
        UsageError: The name is none.
        InputError: The document is no petition, or the day lies before that of an earlier version.
    """
    if document.kind != "petition":
        what = f"This is a {document.kind}, not a petition."
        raise InputError(what, document.template, "Write one: campaignkit write petition … -o petition.json")
    if name is not None and not re.fullmatch(r"[a-z0-9-]{1,64}", name):
        hint = f"Use a-z, 0-9 and -, such as {slug(name, 64)}."
        raise UsageError("This is no name of a petition.", "--petition", hint)
    name = name or name_of(document)
    held = [one for one in versions(ledger) if one.petition == name]
    same = next((one for one in held if one.sha256 == document.sha256), None)
    if same:
        _point_to(ledger, name, same.id)
        return find_version(ledger, name, same.number), "same" if same.current else "back"
    if held and opened < held[-1].opened:
        what = f"Version {held[-1].number} was opened on {held[-1].opened}; a later version cannot open before it."
        raise InputError(what, name, "Give the day from which the new text could be signed.")
    number = len(held) + 1
    ledger.execute("INSERT OR IGNORE INTO petition (name) VALUES (?)", (name,))
    row = ledger.execute(
        "INSERT INTO version (petition, number, sha256, opened, document)"
        " SELECT id, ?, ?, ?, ? FROM petition WHERE name = ? RETURNING id",
        (number, document.sha256, opened.isoformat(), to_json(document).decode(), name),
    ).fetchone()
    _point_to(ledger, name, row["id"])
    return find_version(ledger, name, number), "new-version" if held else "opened"


def _point_to(ledger: sqlite3.Connection, name: str, version: int) -> None:
    ledger.execute("UPDATE petition SET current = ? WHERE name = ?", (version, name))


def versions(ledger: sqlite3.Connection) -> list[Version]:
    """Return every version of every petition, by name and number."""
    rows = ledger.execute(
        "SELECT version.*, petition.name, petition.current FROM version JOIN petition ON petition.id = version.petition"
        " ORDER BY petition.name, version.number"
    )
    return [
        Version(
            id=row["id"],
            petition=row["name"],
            number=row["number"],
            sha256=row["sha256"],
            opened=date.fromisoformat(row["opened"]),
            current=row["id"] == row["current"],
            anonymised=date.fromisoformat(row["anonymised"]) if row["anonymised"] else None,
            kept=row["document"],
        )
        for row in rows
    ]


def find_petition(ledger: sqlite3.Connection, name: str | None) -> list[Version]:
    """Return the versions of a petition; without a name, of the only one there is.

    Raises:
        UsageError: There are several, and none was named.
        InputError: There is none of that name, or none at all.
    """
    held = versions(ledger)
    names = sorted({one.petition for one in held})
    if not names:
        raise InputError("No petition has been opened yet.", hint="campaignkit petition open PETITION.json")
    if name is None and len(names) > 1:
        raise UsageError("Which petition?", "--petition", f"Name one of {', '.join(names)}.")
    if name is not None and name not in names:
        raise InputError(f"No petition is named {name!r}.", "", did_you_mean(name, names))
    return [one for one in held if one.petition == (name or names[0])]


def find_version(ledger: sqlite3.Connection, name: str | None, number: int | None = None) -> Version:
    """Return a version of a petition by its number; without one, the version that is being signed.

    Raises:
        UsageError, InputError: As for `find_petition`, or there is no version of that number.
    """
    held = find_petition(ledger, name)
    for one in held:
        if one.current if number is None else one.number == number:
            return one
    what = f"The petition {held[0].petition!r} has no version {number}."
    raise InputError(what, "--version", f"It has {', '.join(str(one.number) for one in held)}.")
