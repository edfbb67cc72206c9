"""Digits turned: 1,170 for 1,107, $6.4 million for $4.6 million; a nought too many: 16,400 for 1,640.

Nobody has two such numbers of one thing by chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from campaignkit.checks.known import Figures, Known
from campaignkit.checks.likeness import (
    GENERAL_UNITS,
    PERSONS,
    beside,
    beside_in_clause,
    contradict,
    one_unit,
    shares_a_number,
    stems_beside,
)
from campaignkit.checks.look import Look
from campaignkit.figures import Quantity, content_words
from campaignkit.nouns import head_of, stem

_IN_MILLIONS = re.compile(r"(?:illions?|bn|m)\Z", re.IGNORECASE)
LONG = 3  # digits of a number that is hardly another one turned by chance
LIKE = 2  # words in common, beside the unit
CLOSE = 3  # the same of figures that stand without a unit or of shorter numbers


def with_digits_turned(look: Look, figures: Figures) -> Known | None:
    """Return the figure of a source that is the draft's but for two digits in each other's place, or for a nought.

    Only for a number that no source gives.
    """
    slips = (one for one in _slipped(look, figures) if beside(one.quantity, look.quantity))
    held = (one for one in (*_turned(look, figures), *slips) if _is_of_this(one, look))
    return max(held, key=lambda one: beside(one.quantity, look.quantity), default=None)


def turns(number: str) -> Iterator[str]:
    """Yield the digits with two neighbours, or the first and the last, exchanged.

    >>> sorted(turns("46")), sorted(turns("1107"))
    (['64'], ['1017', '1170'])
    """
    for a, b in combinations(range(len(number)), 2):
        if number[a] != number[b] and b == a + 1:
            turned = [*number]
            turned[a], turned[b] = turned[b], turned[a]
            if turned[0] != "0":
                yield "".join(turned)


def _turned(look: Look, figures: Figures) -> Iterator[Known]:
    digits, exponent = _digits(look)
    for turned in turns(digits) if len(digits) > 1 else ():
        value = look.quantity.value.__class__(turned).scaleb(exponent)
        yield from (one for one in figures.of_number(value) if one.quantity.kind == look.quantity.kind)


def _slipped(look: Look, figures: Figures) -> Iterator[Known]:
    """The figures whose point or last nought slipped: 16,400 for 1,640, and billions for millions."""
    told = look.quantity.value.normalize().as_tuple().digits
    powers = (1, -1, 3, -3) if _IN_MILLIONS.search(look.written) else (1, -1) if look.quantity.kind != "money" else ()
    for power in powers if len(told) >= LONG - 1 else ():
        for one in figures.of_number(look.quantity.value.scaleb(power)):
            if one_unit(one.quantity, look.quantity) and one.quantity.unit == look.quantity.unit:
                yield one


def _digits(look: Look) -> tuple[str, int]:
    """The digits of a number as it is written, and the power of ten of the last: of "$4.6 million", 46 and 5."""
    shown = "".join(filter(str.isdigit, look.written)).lstrip("0")
    stripped = look.quantity.value.normalize().as_tuple()
    told = "".join(map(str, stripped.digits))
    exponent = int(stripped.exponent)
    noughts = len(shown) - len(told) if shown.startswith(told) else 0
    return told + "0" * noughts, exponent - noughts


def _is_all_of_its_cell(cell: Quantity, ours: Quantity) -> bool:
    """Whether a draft's sentence has all words of the heads of a cell, whatever their endings."""
    told = {stem(word) for word in cell.context}
    return len(told) >= LIKE and told <= {stem(word) for word in ours.context}


def _is_told_of_its_row(known: Quantity, quantity: Quantity) -> bool:
    """Whether a draft's clause has all words of the row of a table, whatever their endings."""
    row = {stem(word) for word in content_words(known.row)}
    return bool(row) and row <= {stem(word) for word in quantity.clause}


def _is_of_this(known: Known, look: Look) -> bool:
    """Whether two figures are of one thing, told by the words around them, or by another number that both have."""
    ours, theirs = look.quantity, known.quantity
    if contradict(theirs, ours) or not look.is_about(known.passage):
        return False
    in_its_row = len(_digits(look)[0]) >= LONG and _is_told_of_its_row(theirs, ours)
    if in_its_row and head_of(ours.unit) in PERSONS:
        return True  # "931 people opposed it" of 913 answers in the row "Oppose"
    if ours.unit and theirs.unit and not (one_unit(theirs, ours) or head_of(ours.unit) in content_words(theirs.unit)):
        return False
    if theirs.heading and _is_all_of_its_cell(theirs, ours):
        return True
    together = (
        max(beside(theirs, ours), stems_beside(theirs, ours))
        + bool(theirs.told_years & ours.told_years)
        + LIKE * shares_a_number(theirs, ours)
    )
    specific = bool(ours.unit and theirs.unit) and head_of(ours.unit) not in GENERAL_UNITS
    if specific and look.weight in ("claim", "talk") and (together or len(_digits(look)[0]) >= LONG):
        return True
    least = LIKE if len(_digits(look)[0]) >= LONG or ours.kind == "money" else CLOSE
    return together >= least or beside_in_clause(theirs, ours) >= LIKE
