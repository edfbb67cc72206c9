"""Places that a sentence names, as far as a preposition before a name tells them."""

from __future__ import annotations

import re

from campaignkit.function_words import CALENDAR

_PLACE = re.compile(r"\b(?:[Aa]t|[Ii]n|[Oo]f|[Oo]n|[Nn]ear|[Ii]nside)\s(?:the\s)?((?:[A-Z][a-z’'-]+\s?){1,3})")


def places_in(sentence: str) -> frozenset[str]:
    """Return the names that stand as places do, "at Mesa Flats", "of Dry Creek"; months and days are none.

    >>> sorted(places_in("At Mesa Flats it reached 107 degrees in July, the Inspector General found."))
    ['Mesa Flats']
    """
    found = (match[1].strip() for match in _PLACE.finditer(sentence))
    return frozenset(name for name in found if name.split()[0].lower() not in CALENDAR)
