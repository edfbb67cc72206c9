"""Counts by version, place and week. Signatures on paper are counted beside those that came in as a file."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from campaignkit.signatures.names import key
from campaignkit.signatures.petitions import Version

NO_PLACE = "place not given"


@dataclass(frozen=True)
class Tally:
    """How many have signed a version.

    Attributes:
        signatures: That came in as a file and are counted.
        paper: On paper.
        flagged: Of the signatures, those that are flagged and on which nobody has decided.
        weeded: Those taken out by hand, in none of the other numbers.
    """

    version: Version
    signatures: int
    paper: int
    flagged: int
    weeded: int

    @property
    def total(self) -> int:
        """Signatures and paper."""
        return self.signatures + self.paper


def tally(ledger: sqlite3.Connection, version: Version) -> Tally:
    """Return how many have signed a version."""

    def count(query: str) -> int:
        return int(ledger.execute(query, (version.id,)).fetchone()[0] or 0)

    return Tally(
        version,
        signatures=count("SELECT count(*) FROM signature WHERE version = ? AND state = 'counted'"),
        paper=count("SELECT sum(count) FROM paper WHERE version = ?"),
        flagged=count(
            "SELECT count(*) FROM signature WHERE version = ? AND state = 'counted' AND NOT judged"
            " AND name IS NOT NULL"  # once who signed is forgotten, there is nothing to decide
            " AND id IN (SELECT signature FROM flag)"
        ),
        weeded=count("SELECT count(*) FROM signature WHERE version = ? AND state = 'weeded'"),
    )


def places(ledger: sqlite3.Connection, version: Version) -> list[tuple[str, int]]:
    """Return how many have signed in each place, most first; the last is `NO_PLACE`, if there is such a signature.

    A place is the town with its region, else the region, else the country. Places that differ in case and accents only
    are one, under the spelling that most have used.
    """
    rows = ledger.execute(
        "SELECT town, region, country, count(*) AS count FROM signature WHERE version = ? AND state = 'counted'"
        " GROUP BY town, region, country",
        (version.id,),
    )
    named = [(place_of(row["town"], row["region"], row["country"]), row["count"], row["count"]) for row in rows]
    paper = ledger.execute("SELECT place, count FROM paper WHERE version = ?", (version.id,))
    return _gathered([*named, *((row["place"], row["count"], 1) for row in paper)])  # somebody wrote it once, for all


def place_of(town: str | None, region: str | None, country: str | None) -> str:
    """Return the name of a place.

    Examples:
        >>> place_of("Springfield", "IL", "US"), place_of(None, None, "US"), place_of(None, None, None)
        ('Springfield, IL', 'US', 'place not given')
    """
    if town and "@" not in town:
        return f"{town}, {region}" if region and key(region) != key(town) else town
    return region or country or NO_PLACE


def _gathered(named: Iterable[tuple[str, int, int]]) -> list[tuple[str, int]]:
    """Return places with their counts, of names, how many have signed there, and how many have written the name so."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    counts: Counter[str] = Counter()
    for name, count, written in named:
        place = name if name == NO_PLACE else key(name) or NO_PLACE
        spellings[place][name] += written
        counts[place] += count
    found = [(_best(names), counts[place]) for place, names in spellings.items()]
    return sorted(found, key=lambda one: (one[0] == NO_PLACE, -one[1], key(one[0])))


def _best(names: Counter[str]) -> str:
    """Return the spelling most have used; of those used as often, one that is not all in one case."""
    return max(names, key=lambda name: (names[name], not (name.isupper() or name.islower()), name))


def weeks(ledger: sqlite3.Connection, version: Version) -> list[tuple[date, int]]:
    """Return how many signed in each week, by its Monday; signatures without a day, and paper, are in none."""
    rows = ledger.execute(
        "SELECT signed_on, count(*) FROM signature WHERE version = ? AND state = 'counted' AND signed_on IS NOT NULL"
        " GROUP BY signed_on",
        (version.id,),
    )
    found: Counter[date] = Counter()
    for day, count in rows:
        found[monday(date.fromisoformat(day))] += count
    return sorted(found.items())


def monday(day: date) -> date:
    """Return the Monday of the week of a day."""
    return day - timedelta(days=day.weekday())
