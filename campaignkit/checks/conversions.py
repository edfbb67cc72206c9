"""One size in two systems: 82 degrees Fahrenheit are 28 Celsius, 19 miles are 30 kilometres, 14 µg are 0.014 mg."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from campaignkit.checks.amounts import rounds_to
from campaignkit.checks.known import Figures, Known
from campaignkit.checks.look import Look
from campaignkit.figures import Quantity
from campaignkit.nouns import head_of
from campaignkit.units import powers_of

ROUGH = Decimal("0.06")  # how far people round what they convert, as a share of it
ROUNDED = Decimal("0.025")  # how far a size in a larger unit of its own system may be rounded
# How many of the second unit are one of the first; a gallon is that of the United States or of Britain.
_FACTORS = [
    ("mile", "kilometre", "1.609344"), ("foot", "metre", "0.3048"), ("yard", "metre", "0.9144"),
    ("inch", "centimetre", "2.54"), ("acre", "hectare", "0.404686"), ("pound", "kilogram", "0.453592"),
    ("ounce", "gram", "28.3495"), ("gallon", "litre", "3.78541"), ("gallon", "litre", "4.54609"),
    ("ton", "tonne", "0.907185"), ("ton", "tonne", "1.01605"),
]  # fmt: skip
_SCALE = re.compile(r"[^.;,()\n]{0,12}?(?:\b(Celsius|Fahrenheit|centigrade)\b|°\s?([CF])\b|\b([CF])\b)", re.IGNORECASE)


def converted(look: Look, figures: Figures) -> Known | None:
    """Return the figure of a source that is the draft's in another system of measures, as people round.

    Of degrees, one of the two must say on which scale it is.
    """
    if not look.head or look.amount.scale != "count":
        return None
    return next((one for one in _held(look, figures) if _differ(one.quantity, look.quantity)), None)


def _held(look: Look, figures: Figures) -> Iterator[Known]:
    for head, made in _made(look.head, look.quantity.value):
        off = ROUGH * abs(made)
        yield from figures.of_unit_between("count", head, made - off, made + off)
    yield from _held_in_another_power(look, figures)


def _held_in_another_power(look: Look, figures: Figures) -> Iterator[Known]:
    """Yield the figures that are the draft's in a unit of the same family: 0.014 mg, 14 µg."""
    size, loosely = look.quantity.value, bool(look.quantity.qualifier)
    for head, times in powers_of(look.head):
        off = (ROUGH if loosely else ROUNDED) * abs(size * times)
        for one in figures.of_unit_between("count", head, size * times - off, size * times + off):
            theirs = one.amount.value / times
            if loosely or theirs == size or rounds_to(theirs, size, look.written):
                yield one


def _made(head: str, value: Decimal) -> Iterator[tuple[str, Decimal]]:
    """Yield what a size is in the units that a source may have."""
    if head == "degree":
        yield head, value * 9 / 5 + 32
        yield head, (value - 32) * 5 / 9
    for first, second, factor in _FACTORS:
        if head == first:
            yield second, value * Decimal(factor)
        if head == second:
            yield first, value / Decimal(factor)


def _differ(known: Quantity, quantity: Quantity) -> bool:
    """Whether two sizes can be of two scales: of degrees, one says so."""
    if head_of(quantity.unit) != "degree":
        return True
    ours, theirs = _scale(quantity), _scale(known)
    return bool(ours or theirs) and ours != theirs


def _scale(quantity: Quantity) -> str:
    told = _SCALE.match(quantity.text, quantity.number.end)
    return next((group[0].upper() for group in told.groups() if group), "") if told else ""
