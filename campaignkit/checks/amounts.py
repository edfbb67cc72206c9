"""Amounts: what two figures must have in common to be compared, whatever words they are written in.

One in five, 20 percent and 3 of 15 are one share; twelve months, one year and a decade are lengths of time in months.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from campaignkit.figures import Quantity

_MONTHS = {"month": 1, "year": 12, "decade": 120, "century": 1200}
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
_SCALE = re.compile(
    r"(\d(?:[\d,]*\d)?(?:\.(\d+))?)[\s-]*(hundred|thousand|million|billion|trillion|lakh|crore|[kmb]n?\b)?", re.I
)
_POWERS = {"h": 2, "t": 3, "k": 3, "m": 6, "b": 9, "tr": 12, "l": 5, "c": 7}
HUNDRED = Decimal(100)


class Amount(NamedTuple):
    """A number on a scale: "count", "%", a currency, "months" or "seconds"; and what bounds and hedges it."""

    scale: str
    value: Decimal
    qualifier: str
    hedge: str


def amount_of(quantity: Quantity) -> Amount:
    """Return the amount of a quantity: a share as a percentage, a length of time in months or in seconds.

    >>> from campaignkit.figures import find_quantities
    >>> [str(amount_of(one).value) for one in find_quantities("one in five, 20 percent; over two years")]
    ['20', '20', '24']
    """
    scale, value = _scaled(quantity)
    return Amount(scale, value, quantity.qualifier, quantity.hedge)


def _scaled(quantity: Quantity) -> tuple[str, Decimal]:
    value, unit = quantity.value, quantity.unit
    if quantity.kind == "percent":
        return "%", value * HUNDRED / Decimal(quantity.denominator) if is_fraction(quantity) else value
    if quantity.kind == "duration":
        in_months = unit in _MONTHS
        return ("months", value * _MONTHS[unit]) if in_months else ("seconds", value * _SECONDS.get(unit, 1))
    return (unit if quantity.kind == "money" else "count"), value


def is_fraction(quantity: Quantity) -> bool:
    """Whether a share or a count is stated of a number: "one in five", "two-thirds", "47 of 120"."""
    return quantity.denominator.isdigit() and quantity.denominator.strip("0") != ""


def last_place(written: str) -> Decimal:
    """Return the worth of the last place that is written: of "1.4 million" 100,000, of "38.6" a tenth.

    >>> last_place("$1.4 million"), last_place("39"), last_place("two")
    (Decimal('1E+5'), Decimal('1'), Decimal('1'))
    """
    match = _SCALE.search(written)
    if written.endswith(("cent", "cents", "pence", "penny")):
        return Decimal("0.01")  # "eleven dollars and ninety-one cents"
    if not match:
        return Decimal(1)
    word = (match[3] or "").lower()
    power = _POWERS["tr" if word.startswith("tr") else word[0]] if word else 0
    return Decimal(1).scaleb(power - len(match[2] or ""))


def rounds_to(known: Decimal, said: Decimal, written: str) -> bool:
    """Whether `said`, as written, is `known` rounded to the places that are written.

    >>> rounds_to(Decimal(1_383_000), Decimal(1_400_000), "1.4 million")
    True
    >>> rounds_to(Decimal(1383), Decimal(1400), "1,400")
    False
    """
    off = abs(known - said)
    return 0 < off <= min(last_place(written) / 2, known / 40)  # "2 million" of 1.8 million is no rounding
