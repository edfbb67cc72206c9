"""Numbers and dates as other languages than English write them, for what is composed in them to be checked.

What a number in digits means depends on who reads it: "1.350" is 1350 in Spain and in Germany, and 1.35 in Mexico. It
is read in all the ways in which it can be; a figure is right if one of them is what its source says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from campaignkit.folding import Span
from campaignkit.languages import Vocabulary

# Digits in groups of three, or with a fraction; what is glued to a letter or a sign ("COVID-19", "F.3d") is a name.
_DIGITS = re.compile(
    r"(?<![\w.,/:#§-])(?:\d{1,3}(?:[.,\u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)(?![\w]|[.,/:-]\d|\.?[ºª])"
)
SMALL = 12  # number words up to this are too often no figures: "one of the two"


@dataclass(frozen=True, slots=True)
class Number:
    """A number or a date in prose.

    Attributes:
        readings: What it can mean; of a date nothing.
        date: What is told of a date, in ISO 8601: "2020-06-10", "2020-06", "--06-10"; "" of a number.
    """

    span: Span
    readings: frozenset[float] = frozenset()
    date: str = ""

    @property
    def is_date(self) -> bool:
        """Whether it is a date, or a month with its year."""
        return bool(self.date)


def find_numbers(text: str, words: Vocabulary) -> list[Number]:
    """Return the numbers and dates of a text, in their order.

    Examples:
        >>> from campaignkit.languages import SPANISH
        >>> [sorted(one.readings) for one in find_numbers("más de 1.350, y veintiocho", SPANISH)]
        [[1.35, 1350.0], [28.0]]
        >>> [one.date for one in find_numbers("el 10 de junio de 2020, y el 3 de mayo", SPANISH)]
        ['2020-06-10', '--05-03']
    """
    found = list(_dates(text, words))
    for numbers in (_in_digits(text), _in_words(text, words)):
        taken = [one.span for one in found]
        found += [_scaled(text, one, words) for one in numbers if not one.span.touches(taken)]
    return sorted(found, key=lambda one: one.span)


def readings(digits: str) -> frozenset[float]:
    """Return what digits can mean.

    Examples:
        >>> [sorted(readings(one)) for one in ("1.350", "1,350.5", "34,7", "28", "1.350.000")]
        [[1.35, 1350.0], [1350.5], [34.7], [28.0], [1350000.0]]
    """
    plain = digits.replace("\u00a0", "").replace("\u202f", "")
    marks = re.findall(r"[.,]", plain)
    if not marks:
        return frozenset([float(plain)])
    whole, fraction = re.split(r"[.,](?=[^.,]*$)", plain)
    grouped = float(re.sub("[.,]", "", plain))
    if len(marks) > 1 and len(set(marks)) == 1:
        return frozenset([grouped])
    fractional = float(f"{re.sub('[.,]', '', whole)}.{fraction}")
    return frozenset([fractional, grouped] if len(marks) == 1 and len(fraction) == 3 else [fractional])


def _dates(text: str, words: Vocabulary) -> Iterator[Number]:
    months = [one.lower() for one in words.months]
    for found in re.finditer(rf"\b{words.dates}\b", text, re.IGNORECASE):
        month, number = months.index(found["month"].lower()) + 1, re.match(r"\d+", found["day"] or "")
        day, year = int(number[0]) if number else 0, int(found["year"] or 0)
        if (day or year) and _is_day(year or 2020, month, day or 1):
            told = f"{year:04}-{month:02}" if year else f"--{month:02}"
            yield Number(Span(*found.span()), date=f"{told}-{day:02}" if day else told)


def _is_day(year: int, month: int, day: int) -> bool:
    """Whether there is such a day; the numbers of one that is not are read as numbers."""
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


def _scaled(text: str, number: Number, words: Vocabulary) -> Number:
    """Return a number with what "millones" behind it makes of it: 5 in "5 millones" may be either."""
    for word, times in words.scales.items():
        if found := re.compile(rf"\s+{word}\b", re.IGNORECASE).match(text, number.span.end):
            span = Span(number.span.start, found.end())
            return Number(span, number.readings | {round(one * times, 6) for one in number.readings})
    return number


def _in_digits(text: str) -> Iterator[Number]:
    for found in _DIGITS.finditer(text):
        yield Number(Span(*found.span()), readings(found[0]))


def _in_words(text: str, words: Vocabulary) -> Iterator[Number]:
    if not words.number_words:
        return
    for found in re.finditer(words.number_words, text, re.IGNORECASE):
        value = _value([words.numbers[one] for one in found[0].lower().split() if one in words.numbers])
        if value > SMALL:
            yield Number(Span(*found.span()), frozenset([float(value)]))


def _value(parts: Sequence[int]) -> int:
    """Return what number words come to: [1000, 300, 50] and [2, 1000]."""
    whole = below = 0
    for part in parts:
        if part == 1000:
            whole, below = whole + max(1, below) * 1000, 0
        else:
            below += part
    return whole + below
