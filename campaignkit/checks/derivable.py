"""What a reader can work out from a source: a sum, a difference, a share of a sum, a month's price over a year.

A writer who reckons from the figures of a source gives numbers that no source gives. Whether they reckoned right is for
a person to see; that they made the number up cannot be said of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from campaignkit.checks.amounts import HUNDRED, Amount, amount_of, is_fraction, rounds_to
from campaignkit.checks.known import Figures, Known
from campaignkit.checks.likeness import GENERAL_UNITS, PERSONS
from campaignkit.figures import Quantity, content_words
from campaignkit.nouns import head_of, is_plural

TIMES = (12, 52, 365)  # months, weeks and days of a year
LOOSELY = Decimal("0.05")  # how far "about" and "just over" may lie from what was reckoned, as a share of it
SMALL = 20
OF_ONE_SOURCE_AT_MOST = 60  # figures of one source that are reckoned with


def follows(quantity: Quantity, figures: Figures, written: str) -> bool:
    """Return whether one step of reckoning leads from figures of one source to a figure.

    Args:
        written: The number as the draft has it: "1.2 million" may stand for 1,170,000.
    """
    said = amount_of(quantity)
    return any(_is(said, made, written) for made in _made(said, head_of(quantity.unit), figures))


def stands_beside(quantity: Quantity, known: Known, figures: Figures) -> bool:
    """Return whether the source of `known` has the number of a figure, too: then it may be that one that was meant."""
    said = amount_of(quantity)
    if said.scale == "%" or (said.scale == "count" and said.value <= SMALL) or known.amount.scale != said.scale:
        return False  # a share of another whole, a vote on another motion: these are what the rule is there for
    there = [one for one in figures.between(said.scale, said.value, said.value) if one.passage is known.passage]
    if known.quantity.heading and all(one.quantity.heading or one.part for one in there):
        return False  # the number of another row, or of another column
    row = content_words(known.quantity.row)
    if row and row <= quantity.context and not any(row <= one.quantity.context for one in there):
        return False  # the draft names the row, and nobody tells the number of it
    head = head_of(quantity.unit)
    if (
        head
        and head not in PERSONS | GENERAL_UNITS
        and all(one.head not in ("", head) and is_plural(f"{one.head}s") for one in there)
    ):
        return False  # "63 recordings", of 63 records
    return bool(there)


def _is(said: Amount, made: Decimal, written: str) -> bool:
    if made == said.value or rounds_to(made, said.value, written):
        return True
    return bool(said.qualifier) and abs(made - said.value) <= LOOSELY * abs(made)


def _made(said: Amount, head: str, figures: Figures) -> Iterator[Decimal]:
    """Yield what can be reckoned, on the scale of a figure, from the figures of each source."""
    of_source: defaultdict[int, list[Known]] = defaultdict(list)
    for one in figures.all:
        of_source[id(one.passage)].append(one)
    for held in of_source.values():
        if said.scale == "%":
            yield from _of_shares(held[:OF_ONE_SOURCE_AT_MOST])
            continue
        amounts = [(one.amount, one.head) for one in held[:OF_ONE_SOURCE_AT_MOST] if not is_fraction(one.quantity)]
        shares = [one.amount.value / HUNDRED for one in held[:OF_ONE_SOURCE_AT_MOST] if one.amount.scale == "%"]
        mine = [
            amount.value
            for amount, other in amounts
            if amount.scale == said.scale and (said.scale != "count" or other == head)
        ]
        yield from _of_one(mine, shares, said.scale)
        yield from (made for one, other in combinations(mine, 2) for made in (one + other, abs(one - other)))


def _of_shares(held: list[Known]) -> Iterator[Decimal]:
    """What is left of a share, and what two of one sentence, of one row or of one column make: 81 and 13 percent."""
    shares = [one for one in held if one.amount.scale == "%" and not is_fraction(one.quantity)]
    yield from (HUNDRED - one.amount.value for one in shares)
    for one, other in combinations(shares, 2):
        if one.quantity.sentence == other.quantity.sentence or _share_a_head(one.quantity, other.quantity):
            yield from (one.amount.value + other.amount.value, abs(one.amount.value - other.amount.value))


def _share_a_head(one: Quantity, other: Quantity) -> bool:
    """Whether two cells stand in one row or one column."""
    return any(a and a == b for a, b in zip(one.heading.split("; "), other.heading.split("; "), strict=False))


def _of_one(values: list[Decimal], shares: list[Decimal], scale: str) -> Iterator[Decimal]:
    yield from (made for value in values for share in shares for made in (value * share, value * (1 - share)))
    if scale != "count":
        yield from (made for value in values for times in TIMES for made in (value * times, value / times))
