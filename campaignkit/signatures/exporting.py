"""Signatures out, as a CSV file whose cells no spreadsheet program takes for a formula."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from campaignkit.signatures.contacts import without_contacts
from campaignkit.signatures.counting import NO_PLACE, place_of
from campaignkit.signatures.names import shown
from campaignkit.signatures.petitions import Version
from campaignkit.signatures.tabular import as_csv

_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")

COLUMNS: dict[str, Callable[[sqlite3.Row], object]] = {
    "name": lambda row: shown(row["name"], row["display"], row["publish"] == 1),
    "town": lambda row: row["town"] if row["town"] and "@" not in row["town"] else _place(row),
    "region": lambda row: row["region"],
    "postcode": lambda row: row["postcode"],
    "country": lambda row: row["country"],
    "signed_on": lambda row: row["signed_on"],
    "comment": lambda row: without_contacts(row["comment"] or "").text if row["publish"] == 1 else None,
    "id": lambda row: row["id"],
    "version": lambda row: row["number"],
    "email": lambda row: row["email"] if row["contact"] == 1 else None,
    "contact": lambda row: {1: "yes", 0: "no"}.get(row["contact"], ""),
}
"""What can be exported. An address only of those who have agreed to be written to; a comment only with a shown name."""

DEFAULT = ("name", "town")


@dataclass(frozen=True)
class Export:
    """A CSV file, how many signatures are in it, and how many of its cells had to be kept from being a formula."""

    text: str
    rows: int
    neutralised: int

    def __repr__(self) -> str:
        return f"Export(rows={self.rows}, neutralised={self.neutralised})"


def export(ledger: sqlite3.Connection, version: Version, columns: Sequence[str] = DEFAULT) -> Export:
    """Return the signatures of a version as CSV, without those that were weeded, in the order in which they came in.

    Args:
        ledger: Of `open_ledger`.
        version: Which version they signed.
        columns: Of `COLUMNS`.
    """
    found = ledger.execute(
        "SELECT signature.*, version.number FROM signature JOIN version ON version.id = signature.version"
        " WHERE signature.version = ? AND state = 'counted' ORDER BY signature.id",
        (version.id,),
    )
    out, neutralised = [list(columns)], 0
    for row in found:
        cells = [_cell(COLUMNS[column](row)) for column in columns]
        neutralised += sum(changed for _, changed in cells)
        out.append([text for text, _ in cells])
    return Export(as_csv(iter(out)), len(out) - 1, neutralised)


def safe(text: str) -> str:
    """Return a cell that is text in every spreadsheet program: a "'" goes before what would begin a formula.

    Examples:
        >>> safe("=cmd"), safe("  =1+1"), safe("+1 555 0100"), safe("Ana"), safe("")
        ("'=cmd", "'  =1+1", "'+1 555 0100", 'Ana', '')
    """
    begins = text.startswith(_BEGINS_FORMULA) or text.lstrip().startswith(_BEGINS_FORMULA)
    return f"'{text}" if begins else text


def _cell(value: object) -> tuple[str, bool]:
    """Return a cell, and whether it had to be neutralised; numbers of ours stay numbers."""
    if value is None or isinstance(value, int):
        return "" if value is None else str(value), False
    text = str(value)
    return safe(text), safe(text) != text


def _place(row: sqlite3.Row) -> str:
    place = place_of(None, row["region"], row["country"])
    return "" if place == NO_PLACE else place
