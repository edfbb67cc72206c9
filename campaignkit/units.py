"""Units of measure: how they are written, and how many of one are one of another.

"17 µg", "17 &micro;g" and "17 micrograms" are one size, and so is "0.017 mg".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

# Other ways to write a unit, in lower case and the singular.
WRITTEN = {
    "microgram": "µg μg ug mcg microgramme", "milligram": "mg milligramme", "gram": "g gm gramme",
    "kilogram": "kg kilo kilogramme", "tonne": "t", "millilitre": "ml milliliter", "litre": "l liter",
    "megalitre": "megaliter", "micrometre": "µm μm micrometer", "millimetre": "mm millimeter",
    "centimetre": "cm centimeter", "metre": "m meter", "kilometre": "km kilometer", "watt": "w", "kilowatt": "kw",
    "megawatt": "mw", "gigawatt": "gw", "kilowatt-hour": "kwh", "megawatt-hour": "mwh", "gigawatt-hour": "gwh",
    "terawatt-hour": "twh", "hectare": "ha", "decibel": "db dba", "pound": "lb", "foot": "ft", "mile": "mi",
    "ounce": "oz",
}  # fmt: skip
_UNITS = {written: unit for unit, ways in WRITTEN.items() for written in ways.split()}
# What each is of the first, by powers of ten.
_FAMILIES = [
    {"microgram": 0, "milligram": 3, "gram": 6, "kilogram": 9, "tonne": 12},
    {"millilitre": 0, "litre": 3, "megalitre": 9},
    {"micrometre": 0, "millimetre": 3, "centimetre": 4, "metre": 6, "kilometre": 9},
    {"watt": 0, "kilowatt": 3, "megawatt": 6, "gigawatt": 9},
    {"kilowatt-hour": 0, "megawatt-hour": 3, "gigawatt-hour": 6, "terawatt-hour": 9},
]
_MICRO = re.compile(r"(?:-|[^\S\n]|&nbsp;){0,2}(?:&micro;|&mu;|[µμ])(g|m)\b")
_MICRO_UNITS = {"g": "microgram", "m": "micrometre"}


def unit_of(word: str) -> str:
    """Return the unit that a word in lower case and the singular writes, or the word itself.

    >>> unit_of("µg"), unit_of("km"), unit_of("person")
    ('microgram', 'kilometre', 'person')
    """
    return _UNITS.get(word, word)


def is_measure(unit: str) -> bool:
    """Return whether a unit measures and does not count: "mg" and "litre", but not "courier"."""
    return unit_of(unit) in WRITTEN or unit == "degree"


def micro_unit(text: str, at: int) -> tuple[str, int]:
    """Return the unit with a sign for a millionth right behind a number, as in "17 &micro;g", and where it ends."""
    match = _MICRO.match(text, at)
    return (_MICRO_UNITS[match[1]], match.end()) if match else ("", at)


def powers_of(unit: str) -> Iterator[tuple[str, Decimal]]:
    """Yield the other units of a unit's family, with how many of them are one of it.

    >>> dict(powers_of("litre"))
    {'millilitre': Decimal('1E+3'), 'megalitre': Decimal('0.000001')}
    """
    for family in _FAMILIES:
        if unit in family:
            yield from ((one, Decimal(1).scaleb(family[unit] - power)) for one, power in family.items() if one != unit)
