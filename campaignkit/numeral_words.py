"""The forms of numerals in words, beside plain numbers: "third", "two-thirds", and the "one" that counts."""

from __future__ import annotations

import re
from decimal import Decimal

from campaignkit.number_words import BIG, CARDINALS, GAP, TENS, UNITS, either, end_of_number
from campaignkit.numeral_values import Reading, value_of

_ORDINALS = {
    "first": 1, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "eleventh": 11, "twelfth": 12, "thirteenth": 13, "twentieth": 20, "hundredth": 100,
}  # fmt: skip  # "second" is left out: it is as often a time as a place
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
TIME_UNITS = "second minute hour day week month year decade century".split()
_J = rf"(?:-|{GAP})"
_LETTERS = re.compile(r"[^\W\d_]{1,12}\b")
_FEW = [part for part in _PARTS if part != "half"]
_FRACTION = re.compile(
    rf"(?:{either(UNITS[1:10])}){_J}(?:{either([part + 's?' for part in _PARTS])})\b(?={GAP}of\b)"
    rf"|(?:{either(UNITS[2:10])}){_J}(?:{either([part + 's' for part in _FEW])})\b(?!-)"
    rf"|a{GAP}(?:{either(_FEW)})\b(?={GAP}of\b)|half\b(?={GAP}(?:of|the)\b)",
    re.IGNORECASE,
)
# What makes "one" a number rather than a pronoun or an article: what comes before it, or what comes after.
_COUNTED_ONE_BEFORE = re.compile(rf"\b(?:exactly|precisely|only|at{GAP}least|at{GAP}most){GAP}\Z", re.IGNORECASE)
_COUNTED_ONE_AFTER = re.compile(
    rf"(?:-|{GAP})(?:(?!day|second|minute)(?:{either(TIME_UNITS)})|per{GAP}?cent|percent)\b|-(?:day|minute|hour)\b"
    rf"|{GAP}(?:in|out{GAP}of|of){GAP}(?:every{GAP})?"
    rf"(?:\d|(?:{either(UNITS[2:] + TENS)})\b|a{GAP}(?:hundred|{'|'.join(BIG)}))",
    re.IGNORECASE,
)
# "One ward round in six": what is counted may stand before the whole. In "one store in six counties" it does not.
ONE_THING_IN = re.compile(
    rf"{GAP}(?:(?!in\b|and\b|or\b|is\b|was\b|day\b)[a-z]{{2,20}}{GAP}){{1,2}}(in){GAP}"
    rf"(?=(?:\d{{1,4}}|{either(UNITS[2:] + TENS)})\b(?!(?:-|{GAP})"
    r"(?:(?!is\b|was\b|has\b|does\b|says\b)[a-z]+s|[A-Z]\w*|of|hundred|thousand|million|percent|per)\b))",
)
_ONE_DAY_BEFORE = re.compile(rf"\b(?:within|for|in|after|every|than|under|over){GAP}\Z", re.IGNORECASE)
_ONE_DAY_AFTER = re.compile(rf"{GAP}(?:day|minute|second)\b", re.IGNORECASE)


def read_words(text: str, at: int) -> tuple[int, Reading | None]:
    """Return where the numeral in words ends that begins at a place, and what it says; 0 if none does.

    Of what only looks like a numeral ("no one") there is an end, and nothing is said.
    """
    if not text[at].isalpha():
        return 0, None
    if end := _end_of_ordinal(text, at):
        return end, _ordinal_in_words(text[at:end])
    if (match := _FRACTION.match(text, at)) and (reading := _fraction(match)):
        return match.end(), reading
    end = end_of_number(text, at)
    return end, _in_words(text, at, end) if end else None


def _end_of_ordinal(text: str, at: int) -> int:
    """Where "third" or "twenty-second" ends that begins at a place, else 0."""
    word = _LETTERS.match(text, at)
    first = word[0].lower() if word else ""
    if word and first in TENS and text.startswith("-", word.end()):
        word = _LETTERS.match(text, word.end() + 1)
        return word.end() if word and (word[0].lower() in _ORDINALS or word[0].lower() == "second") else 0
    return word.end() if word and first in _ORDINALS else 0


def _ordinal_in_words(written: str) -> Reading:
    tens, _, last = written.casefold().rpartition("-")
    return Reading(Decimal(CARDINALS.get(tens, 0) + _ORDINALS.get(last, 2)), "ordinal")


def _fraction(match: re.Match[str]) -> Reading | None:
    """Two-thirds is 2 with the denominator "3"."""
    numerator, *_, denominator = re.split(r"[\s-]+", f"one {match[0]}".casefold())[-2:]
    part = _PARTS.get(denominator.removesuffix("s"))
    value = value_of(numerator if numerator != "a" else "one") if part else None
    return None if value is None else Reading(value, "percent", denominator=str(part))


def _in_words(text: str, start: int, end: int) -> Reading | None:
    written = text[start:end]
    value = value_of(written)
    if value is None or (written.casefold() == "one" and not _is_a_count_of_one(text, start, end)):
        return None
    return Reading(value)


def _is_a_count_of_one(text: str, start: int, end: int) -> bool:
    """Whether "one" counts, as in "one year", "one in five" and "at least one", but not in "no one" or "one of us"."""
    before = text[max(0, start - 16) : start]
    if _ONE_DAY_AFTER.match(text, end):  # "one day we will win"
        return bool(_ONE_DAY_BEFORE.search(before))
    if ONE_THING_IN.match(text, end):
        return True
    return bool(_COUNTED_ONE_AFTER.match(text, end) or _COUNTED_ONE_BEFORE.search(before))
