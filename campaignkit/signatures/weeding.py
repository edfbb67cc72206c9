"""Weeding by hand: what is flagged is shown, and a person says of each whether it counts, and why."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from campaignkit.errors import InputError, UsageError
from campaignkit.signatures.names import tidy
from campaignkit.signatures.petitions import Version

Act = Literal["weed", "restore", "keep"]
_ABOUT_ADDRESS = {"throwaway-address", "shared-address"}


@dataclass(frozen=True)
class Suspect:
    """A flagged signature, with what is needed to judge it and no more: of an address, the domain alone.

    Attributes:
        at_address: How many signatures of its version have this address.
    """

    id: int
    reasons: tuple[str, ...]
    name: str = field(repr=False)
    town: str = field(repr=False)
    domain: str = field(repr=False)
    at_address: int
    signed: str


@dataclass(frozen=True)
class Decision:
    """What was decided of a signature; the reason is None once the petition is anonymised."""

    signature: int
    act: Act
    reason: str | None
    decided: str


def suspects(ledger: sqlite3.Connection, version: Version) -> list[Suspect]:
    """Return the signatures of a version that are flagged and on which nobody has decided yet."""
    rows = ledger.execute(
        "SELECT signature.*, group_concat(flag.reason) AS reasons,"
        " (SELECT count(*) FROM signature other WHERE other.address_key = signature.address_key"
        "   AND other.version = signature.version) AS at_address"
        " FROM signature JOIN flag ON flag.signature = signature.id"
        " WHERE signature.version = ? AND NOT judged AND state = 'counted' AND name IS NOT NULL"
        " GROUP BY signature.id ORDER BY signature.id",
        (version.id,),
    )
    return [_suspect(row) for row in rows]


def _suspect(row: sqlite3.Row) -> Suspect:
    reasons = tuple(sorted(row["reasons"].split(",")))
    about_address = bool(_ABOUT_ADDRESS & set(reasons))
    return Suspect(
        id=row["id"],
        reasons=reasons,
        name=tidy(row["name"] or ""),
        town=row["town"] or "",
        domain=(row["email"] or "").rpartition("@")[2] if about_address else "",
        at_address=row["at_address"] if about_address else 0,
        signed=row["signed_on"] or "",
    )


def decide(
    ledger: sqlite3.Connection, version: Version, act: Act, ids: Sequence[int], *, reason: str, today: date
) -> int:
    """Decide on signatures of a version; return how many of them are not as they were before.

    Args:
        ledger: Of `open_ledger`.
        version: The version they signed.
        act: "weed" takes them out of what is counted and handed over; "restore" brings them back; "keep" says that a
            flagged one is in order.
        ids: Of the signatures.
        reason: Why; it is kept.
        today: The day of the decision.

    Raises:
        UsageError: There is no reason.
        InputError: No signature of this version has one of the ids. Nothing was decided.
    """
    if not reason.strip():
        raise UsageError("A decision needs a reason, which is kept.", "--reason")
    held = states(ledger, version, ids)
    if unknown := [str(one) for one in ids if one not in held]:
        what = f"No signature of version {version.number} has the id {', '.join(unknown)}; nothing was decided."
        raise InputError(what, version.petition, "`campaignkit petition weed` lists the ids of those to be judged.")
    state = "weeded" if act == "weed" else "counted"
    for one in dict.fromkeys(ids):
        ledger.execute("UPDATE signature SET state = ?, judged = 1 WHERE id = ?", (state, one))
        ledger.execute(
            "INSERT INTO decision (signature, act, reason, decided) VALUES (?, ?, ?, ?)",
            (one, act, reason.strip(), today.isoformat()),
        )
    return sum(held[one] != state for one in dict.fromkeys(ids))


def states(ledger: sqlite3.Connection, version: Version, ids: Iterable[int]) -> dict[int, str]:
    """Return the state of each of the ids that is a signature of this version."""
    found = (
        ledger.execute("SELECT id, state FROM signature WHERE id = ? AND version = ?", (one, version.id)).fetchone()
        for one in ids
    )
    return {row["id"]: row["state"] for row in found if row}


def decisions(ledger: sqlite3.Connection, version: Version) -> list[Decision]:
    """Return what was decided, oldest first."""
    rows = ledger.execute(
        "SELECT decision.signature, act, reason, decided FROM decision"
        " JOIN signature ON signature.id = decision.signature WHERE signature.version = ? ORDER BY decision.id",
        (version.id,),
    )
    return [Decision(*row) for row in rows]
