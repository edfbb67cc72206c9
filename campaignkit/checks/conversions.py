"""One size in two systems: 82 degrees Fahrenheit are 28 Celsius, 19 miles are 30 kilometres."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from campaignkit.checks.known import Figures, Known
from campaignkit.checks.look import Look
from campaignkit.figures import Quantity
from campaignkit.nouns import head_of

ROUGH = Decimal("0.06")  # how far people round what they convert, as a share of it
# How many of the second unit are one of the first; a gallon is that of the United States or of Britain.
_FACTORS = [
    ("mile", "kilometre", "1.609344"), ("foot", "metre", "0.3048"), ("yard", "metre", "0.9144"),
    ("inch", "centimetre", "2.54"), ("acre", "hectare", "0.404686"), ("pound", "kilogram", "0.453592"),
    ("ounce", "gram", "28.3495"), ("gallon", "litre", "3.78541"), ("gallon", "litre", "4.54609"),
    ("ton", "tonne", "0.907185"), ("ton", "tonne", "1.01605"),
]  # fmt: skip
_ALIKE = {
    "kilometer": "kilometre", "km": "kilometre", "meter": "metre", "centimeter": "centimetre", "cm": "centimetre",
    "ha": "hectare", "lb": "pound", "kilo": "kilogram", "kg": "kilogram", "kilogramme": "kilogram", "liter": "litre",
    "ft": "foot", "mi": "mile", "oz": "ounce",
}  # fmt: skip
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


def _made(head: str, value: Decimal) -> Iterator[tuple[str, Decimal]]:
    """Yield what a size is in the units that a source may have."""
    if head == "degree":
        yield head, value * 9 / 5 + 32
        yield head, (value - 32) * 5 / 9
    unit = _ALIKE.get(head, head)
    for first, second, factor in _FACTORS:
        if unit == first:
            yield from ((name, value * Decimal(factor)) for name in _names(second))
        if unit == second:
            yield from ((name, value / Decimal(factor)) for name in _names(first))


def _names(unit: str) -> list[str]:
    return [unit, *(name for name, alike in _ALIKE.items() if alike == unit)]


def _differ(known: Quantity, quantity: Quantity) -> bool:
    """Whether two sizes can be of two scales: of degrees, one says so."""
    if head_of(quantity.unit) != "degree":
        return True
    ours, theirs = _scale(quantity), _scale(known)
    return bool(ours or theirs) and ours != theirs


def _scale(quantity: Quantity) -> str:
    told = _SCALE.match(quantity.text, quantity.number.end)
    return next((group[0].upper() for group in told.groups() if group), "") if told else ""
