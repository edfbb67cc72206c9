"""Retention: once a day is past, who signed is forgotten, and how many did is kept."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from campaignkit.errors import InputError
from campaignkit.signatures.counting import monday
from campaignkit.signatures.petitions import Version

_GONE = (
    "name", "email", "name_key", "address_key", "occasion", "postcode", "comment", "row", "publish", "contact",
)  # fmt: skip


@dataclass(frozen=True)
class Forgotten:
    """What was, or would be, taken out of a version: how many signatures, and how many comments among them."""

    version: Version
    signatures: int
    comments: int


def to_forget(ledger: sqlite3.Connection, version: Version) -> Forgotten:
    """Return what `anonymise` would take out."""
    row = ledger.execute(
        "SELECT count(name), count(comment) FROM signature WHERE version = ?", (version.id,)
    ).fetchone()
    return Forgotten(version, *row)


def anonymise(ledger: sqlite3.Connection, version: Version, *, today: date) -> Forgotten:
    """Take names, addresses, comments, postcodes and reasons out of every signature of a version, weeded ones too.

    Town, region, country and the week stay, and with them all counts. The pages that held the rest are overwritten with
    zeros as they are freed; `compact` gives them back once the transaction has ended.
    """
    forgotten = to_forget(ledger, version)
    ledger.executemany(
        "UPDATE signature SET signed_on = ? WHERE version = ? AND signed_on = ?",
        [(monday(date.fromisoformat(day)).isoformat(), version.id, day) for day in _days(ledger, version)],
    )
    emptied = ", ".join(f"{column} = NULL" for column in _GONE)
    ledger.execute(f"UPDATE signature SET {emptied}, display = 'anonymous' WHERE version = ?", (version.id,))  # noqa: S608
    ledger.execute(
        "UPDATE decision SET reason = NULL WHERE signature IN (SELECT id FROM signature WHERE version = ?)",
        (version.id,),
    )
    ledger.execute("UPDATE version SET anonymised = ? WHERE id = ?", (today.isoformat(), version.id))
    return forgotten


def _days(ledger: sqlite3.Connection, version: Version) -> list[str]:
    rows = ledger.execute(
        "SELECT DISTINCT signed_on FROM signature WHERE version = ? AND signed_on IS NOT NULL ORDER BY signed_on",
        (version.id,),
    )
    return [row[0] for row in rows]


def compact(path: Path) -> None:
    """Write the file anew without its freed pages. Not within a transaction.

    Raises:
        InputError: Another command is using the file, or the disk is full. What was anonymised stays so.
    """
    try:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute("VACUUM")
    except sqlite3.Error as error:
        what = f"The file could not be written anew ({getattr(error, 'sqlite_errorname', type(error).__name__)})."
        raise InputError(
            what, str(path), "The data are gone from it; run the command again to make it small."
        ) from None
