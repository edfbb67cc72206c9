"""Numerals as English prose writes them: 1,350, twenty-eight, $1.5 million, 34.7%, June 10, 2020, 2:52 p.m.

Only the number is read here; what it counts and how it is qualified is read around it in figures.py. Digits inside a
web address, an e-mail address or a word (4K, AB1215, COVID-19, 3500.jpg) are names, not numerals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from campaignkit.currencies import ONE_CHARACTER, SIGN
from campaignkit.folding import occurrences
from campaignkit.number_words import GAP, either, end_of_number
from campaignkit.numeral_forms import SHORT_MONTHS, read_digits
from campaignkit.numeral_values import DIGITS, Kind, Reading, value_of
from campaignkit.numeral_words import ONE_THING_IN, TIME_UNITS, read_words

# Where a numeral can begin. Most words are none: the stems of number words are looked for one by one, which is several
# times as fast as any pattern of all of them.
_DIGIT = re.compile(rf"\d+|[{ONE_CHARACTER}]")
_SIGN = re.compile(rf"(?:(?<![^\W\d_]){SIGN}\s?\.?|\.|\+|\(|\+?1[-.\s]\(?)\Z")
_ARTICLE = re.compile(rf"\ban?{GAP}\Z", re.IGNORECASE)
_STEMS = (
    "zero one two three four five six seven eight nine ten eleven twel thirt fift twent fort hundred dozen thousand "
    "illion half first third quarter nint"
).split()
_BEFORE_STEM = {"illion": 1}  # million, billion; of trillion the article is found all the same
_WHOSE = rf"(?:the{GAP})?[^\W\d_]{{2,20}}['’]s"  # "19 of the state's 32 counties"
_RATIO = re.compile(rf"{GAP}(in|(?:out{GAP})?of){GAP}(?:(?:{_WHOSE}|every|the|all|all{GAP}the|its|their|our){GAP})?")
_WHOLE = re.compile(DIGITS)
_AFTER_WHOLE = re.compile(r"\w|,\d")
_PER_TIME = re.compile(rf"(?:-|{GAP})(?:{either(TIME_UNITS)})s?\b", re.IGNORECASE)
_PREFIXES_OF_A_YEAR = frozenset(["early", "late", "mid", "post", "pre", "since"])


class Numeral(NamedTuple):
    """A number in a text: where it stands and what it says.

    `value` is the number itself; of a date its year (0 where none is given), of a time the minutes after midnight.
    `unit` is a currency ("usd"), "%", or for a date what is given of it in ISO 8601 ("2020-06-10", "2018-07",
    "--06-08"); `denominator` is the five of "one in five", in digits without separators.
    """

    start: int
    end: int
    value: Decimal
    kind: Kind = "count"
    unit: str = ""
    date: date | None = None
    denominator: str = ""


def find_numerals(text: str) -> Iterator[Numeral]:
    """Yield the numerals of `text` in order; one in "one year" is one, in "no one" it is none.

    "One in five" is one numeral, 1 with the denominator "5" (kind percent); so is "3 of 10" (kind count).

    >>> [(n.kind, str(n.value)) for n in find_numerals("On June 10, 2020, one in five of the 28 paid $1.5 million.")]
    [('date', '2020'), ('percent', '1'), ('count', '28'), ('money', '1500000.0')]
    """
    done = 0
    for start in sorted(_openings(text)):
        if start < done or (start and (text[start - 1].isalnum() or text[start - 1] == "_")):
            continue
        end, reading = _read(text, start)
        if end:
            done = end
            if reading and not _is_part_of_a_name(text, start):
                numeral = _with_ratio(text, Numeral(start, end, *reading))
                done = numeral.end
                yield numeral


def _openings(text: str) -> set[int]:
    """The places at which a numeral may begin."""
    found: set[int] = set()
    for match in _DIGIT.finditer(text):
        start = match.start()
        found.add(start)
        if start and (sign := _SIGN.search(text[max(0, start - 8) : start])):
            found.add(start - len(sign[0]))
    for month in SHORT_MONTHS:
        found.update(occurrences(text, month.title()))
    low = text.lower()
    low = low if len(low) == len(text) else "".join(c.lower() if c.isascii() else c for c in text)
    for stem in _STEMS:
        for place in occurrences(low, stem):
            start = place - _BEFORE_STEM.get(stem, 0)
            found.add(start)
            if article := _ARTICLE.search(text[max(0, start - 12) : start]):
                found.add(start - len(article[0]))
    return found


def _read(text: str, at: int) -> tuple[int, Reading | None]:
    """The end of the numeral that begins at a place, and what it says; 0 where none does."""
    end, reading = read_digits(text, at)
    return (end, reading) if end else read_words(text, at)


def _is_part_of_a_name(text: str, start: int) -> bool:
    """COVID-19, F-16: a number hung on a word by a hyphen, but not mid-2018."""
    if start < 2 or text[start - 1] not in "-\u2011" or not text[start - 2].isalpha():
        return False
    word = re.search(r"[^\W\d_]{1,20}$", text[max(0, start - 21) : start - 1])
    return not (word and word[0].lower() in _PREFIXES_OF_A_YEAR)


def _with_ratio(text: str, numeral: Numeral) -> Numeral:
    match = _RATIO.match(text, numeral.end) if numeral.kind == "count" else None
    if not match and numeral.kind == "count" and numeral.value == 1:
        match = ONE_THING_IN.match(text, numeral.end)
    end = _end_of_whole(text, match.end()) if match else 0
    whole = value_of(text[match.end() : end]) if match and end else None
    if not match or whole is None or whole <= numeral.value or not _is_ratio(match, text[match.end() : end], whole):
        return numeral
    if match[1] == "in" and _PER_TIME.match(text, end):  # "three in 12 months"
        return numeral
    kind: Kind = "percent" if match[1] == "in" else "count"
    return numeral._replace(end=end, kind=kind, denominator=f"{whole:f}")


def _end_of_whole(text: str, at: int) -> int:
    match = _WHOLE.match(text, at)
    end = match.end() if match else end_of_number(text, at)
    return 0 if _AFTER_WHOLE.match(text, end) else end


def _is_ratio(match: re.Match[str], written: str, whole: Decimal) -> bool:
    """Not "28 in 2018": of what is stated with "in", the whole is small or round."""
    if match[1] != "in":
        return not (written.isdigit() and 1900 <= whole < 2100)
    return whole <= 20 or (whole % 10 == 0 and not 1900 <= whole < 2100)
