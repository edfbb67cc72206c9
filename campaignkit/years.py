"""The years that a text names: "2022" one, "2022-23" both."""

from __future__ import annotations

import re

_YEAR = re.compile(r"\b(?P<century>19|20)(?P<first>\d\d)(?:\s?[-–/]\s?(?:19|20)?(?P<second>\d\d)(?!\d|[-–/]))?(?!\d)")


def years_in(text: str) -> frozenset[str]:
    """Return the years that `text` names, in four digits; a year of accounts or of a school has two.

    >>> sorted(years_in("from 1999 to 2022-23")), sorted(years_in("on 2022-11-23 it sold 2,022"))
    (['1999', '2022', '2023'], ['2022'])
    """
    found: set[str] = set()
    for match in _YEAR.finditer(text):
        found.add(match["century"] + match["first"])
        if match["second"] and int(match["second"]) == (int(match["first"]) + 1) % 100:
            found.add(str(int(match["century"] + match["first"]) + 1))
    return frozenset(found)
