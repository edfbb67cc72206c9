"""Who has signed, as others may see it: name, initials or "A supporter", and the town."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from campaignkit.collation import family_name, sort_key
from campaignkit.errors import InputError
from campaignkit.signatures.contacts import without_contacts
from campaignkit.signatures.counting import NO_PLACE, place_of
from campaignkit.signatures.names import SUPPORTER, shown
from campaignkit.signatures.petitions import Version


@dataclass(frozen=True)
class Signer:
    """A signer as others may see them.

    Attributes:
        name: The name, initials, or "A supporter".
        town: The place, or "".
        named: Whether the name or its initials are shown.
    """

    id: int
    name: str = field(repr=False)
    town: str = field(repr=False)
    named: bool
    comment: str = field(repr=False, default="")


def signers(ledger: sqlite3.Connection, version: Version) -> Iterator[Signer]:
    """Yield those who have signed a version and were not weeded, in the order in which they came in."""
    rows = ledger.execute(
        "SELECT id, name, town, region, country, publish, display, comment FROM signature"
        " WHERE version = ? AND state = 'counted' ORDER BY id",
        (version.id,),
    )
    for row in rows:
        name = shown(row["name"], row["display"], row["publish"] == 1)
        place = place_of(row["town"], row["region"], row["country"])
        yield Signer(row["id"], name, "" if place == NO_PLACE else place, name != SUPPORTER, row["comment"] or "")


def by_name(held: Iterable[Signer]) -> list[Signer]:
    """Return signers by family name as a letter sorts its signers, those who are not named last, by place."""
    return sorted(held, key=_order)


def _order(one: Signer) -> tuple[bool, str, str, str]:
    return not one.named, sort_key(family_name(one.name)), sort_key(one.name), sort_key(one.town)


def without_contact(one: Signer) -> Signer:
    """Return a signer in whose comment no way to reach them stands."""
    return replace(one, comment=without_contacts(one.comment).text)


def with_comments(ledger: sqlite3.Connection, version: Version) -> list[Signer]:
    """Return the signers who left a comment and agreed that their name is shown: whose comment may be chosen.

    A signer who is shown as "A supporter" by choice has agreed; one who was not asked has not.
    """
    agreed = {row["id"] for row in ledger.execute(
        "SELECT id FROM signature WHERE version = ? AND publish = 1 AND comment IS NOT NULL", (version.id,)
    )}  # fmt: skip
    return [one for one in signers(ledger, version) if one.id in agreed]


def chosen(ledger: sqlite3.Connection, version: Version, ids: Iterable[int]) -> list[Signer]:
    """Return the signers whose comments were chosen, in the order of `ids`.

    Raises:
        InputError: One of them has no comment, was weeded, or has not agreed that it is shown.
    """
    held = {one.id: one for one in with_comments(ledger, version)}
    wanted = list(dict.fromkeys(ids))
    if missing := [str(one) for one in wanted if one not in held]:
        what = f"No comment that may be shown belongs to signature {', '.join(missing)}."
        raise InputError(what, version.petition, "`campaignkit petition comments` lists those that may be chosen.")
    return [held[one] for one in wanted]
