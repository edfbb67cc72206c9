"""What a numeral says: a number of some kind, its unit, its date. And the value of a number in digits or in words."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from campaignkit.number_words import CARDINALS, MULTIPLIERS

Kind: TypeAlias = Literal["count", "percent", "money", "ordinal", "duration", "year", "date", "time", "label"]

_SCALES = {
    "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 1_000_000_000_000,
    "lakh": 100_000, "lakhs": 100_000, "crore": 10_000_000, "crores": 10_000_000,
    "k": 1_000, "m": 1_000_000, "mn": 1_000_000, "b": 1_000_000_000, "bn": 1_000_000_000, "tn": 1_000_000_000_000,
}  # fmt: skip
_VULGAR = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.3333", "⅔": "0.6667"}
DIGITS_LIMIT = 40  # nobody counts further, and a Decimal of a million digits is slow
# Bounded: from each comma of a text of nothing else, the search would run to its end.
_GROUPED = "\\d{1,3}(?:[,\u00a0\u2009\u202f]\\d{3}){1,12}+(?!\\d)"
DIGITS = rf"(?:{_GROUPED}|\d++)(?:\.\d++)?+[{''.join(_VULGAR)}]?"


class Reading(NamedTuple):
    """What is read of a numeral, as `Numeral` in numerals.py has it, but where it stands."""

    value: Decimal
    kind: Kind = "count"
    unit: str = ""
    date: date | None = None
    denominator: str = ""


def value_of(numeral: str) -> Decimal | None:
    """Return the value of a number in digits, words or both, or None where it has none.

    >>> value_of("1,350"), value_of("one hundred and five"), value_of("1.5 million"), value_of("a dozen")
    (Decimal('1350'), Decimal('105'), Decimal('1500000.0'), Decimal('12'))
    >>> value_of("many") is None
    True
    """
    if len(numeral) > 200 or sum(map(str.isdigit, numeral)) > DIGITS_LIMIT:
        return None
    tokens = re.findall(rf"{DIGITS}|\.\d+|[^\W\d_]+", numeral.casefold())
    return _sum(tokens) if tokens else None


def _sum(tokens: list[str]) -> Decimal | None:
    total = current = Decimal(0)
    one = Decimal(1)
    for word in tokens:
        if word in _SCALES:
            total, current = total + (current or one) * _SCALES[word], Decimal(0)
        elif word in MULTIPLIERS:
            current = (current or one) * MULTIPLIERS[word]
        elif (value := _word_value(word)) is not None:
            current += value
        elif word not in ("a", "an", "and"):
            return None
    return total + current


def _word_value(word: str) -> Decimal | None:
    if word in CARDINALS or word == "half":
        return Decimal(CARDINALS.get(word, "0.5"))
    digits, part = re.sub(r"[^0-9.]", "", word), _VULGAR.get(word[-1])
    if not digits and not part:
        return None
    return Decimal(digits or 0) + Decimal(part or 0)
