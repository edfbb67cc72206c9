"""The forms of numerals that have digits or a month: 1,350, $1.5 million, 34.7%, June 10, 2020, 2:52 p.m., 3rd."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from campaignkit.currencies import BY_SIGN, SIGN
from campaignkit.function_words import MONTHS
from campaignkit.number_words import GAP
from campaignkit.numeral_values import DIGITS, DIGITS_LIMIT, Reading, value_of

SHORT_MONTHS = [name[:3] for name in MONTHS]
_FILE_ENDINGS = "jpe?g|png|gif|svg|pdf|docx?|xlsx?|csv|txt|html?|zip|json|mp[34]"
_MONTH = rf"(?:{'|'.join(map(str.title, MONTHS))}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?!\d)(?!,\d{3})(?:st|nd|rd|th)?\b"
_YEAR = r"(?:1[5-9]|20)\d\d(?![\w])(?!,\d)"
# The second day of "between November 2 and 17"; of "on May 4 and 17 people came" 17 counts people.
_TO_DAY = (
    rf"{GAP}(?:and|to|or|through|until){GAP}{_DAY}"
    rf"(?=[,.;:)]|\Z|{GAP}(?:(?:19|20)\d\d|(?!of\b)[a-z]{{1,3}})\b|{GAP}[A-Z\d(])"
)
_SUM = re.compile(SIGN)


def _calendar(match: re.Match[str]) -> Reading:
    """A date with the month in letters: June 10, 2020; 10 June; July 2018; May of 2018; June 10–12."""
    month = re.search(_MONTH, match[0])
    numbers = re.findall(r"\d+", match[0])
    years, days = [n for n in numbers if len(n) == 4], [int(n) for n in numbers if len(n) < 4]
    number = SHORT_MONTHS.index(month[0][:3].lower()) + 1 if month else 0
    return _date_reading(int(years[0]) if years else 0, number, days[0] if len(days) == 1 else 0)


def _date_reading(year: int, month: int, day: int) -> Reading:
    given = f"{year:04}" if year else "-"
    given += f"-{month:02}" if month else ""
    given += f"-{day:02}" if month and day else ""
    return Reading(Decimal(year), "date", given, _date(year, month, day))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # a part is missing, or there is no such day
        return None


def _iso_date(match: re.Match[str]) -> Reading:
    year, month, day = map(int, match[0].split("-"))
    return _date_reading(year, month, day) if _date(year, month, day) else Reading(Decimal(year), "label")


def _slashed_date(match: re.Match[str]) -> Reading:
    """6/11/2020 is in June or in November; only where one number is over 12 is the day known."""
    first, second, year = map(int, match[0].split("/"))
    year += 2000 if year < 100 else 0
    if max(first, second) > 31 or min(first, second) > 12:
        return _label(match)
    if first != second and max(first, second) <= 12:
        return _date_reading(year, 0, 0)
    return _date_reading(year, min(first, second), max(first, second))


def _time(match: re.Match[str]) -> Reading:
    """Minutes after midnight; without a.m. or p.m. the hours are taken as those of a 24-hour clock."""
    hour, minute = map(int, [*re.findall(r"\d+", match[0]), 0][:2])
    if hour > 24 or minute > 59:
        return _label(match)
    half = re.search(r"[ap](?=\.?m)", match[0].lower())
    hour = hour if not half else hour % 12 + 12 * (half[0] == "p")
    return Reading(Decimal(60 * hour + minute), "time")


def _label(match: re.Match[str]) -> Reading:
    digits = re.sub(r"\D", "", match[0])[:DIGITS_LIMIT]
    return Reading(Decimal(digits or 0), "label")


def _ordinal(match: re.Match[str]) -> Reading | None:
    value = value_of(match[0][:-2])
    return None if value is None else Reading(value, "ordinal")


def _decade(match: re.Match[str]) -> Reading:
    return Reading(Decimal(match[0][:4]), "year", "decade")


def _year_range(match: re.Match[str]) -> Reading:
    return Reading(Decimal(match[0][:4]), "year")


def _slash(match: re.Match[str]) -> Reading:
    """2/3 of the cases is a fraction; 24/7, 50/50 and 9/11 are names."""
    top, bottom = match[0].split("/")[:2]
    if top >= bottom or len(match[0]) > 3 or not re.match(rf"{GAP}of\b", match.string[match.end() : match.end() + 9]):
        return _label(match)
    return Reading(Decimal(top), "percent", denominator=bottom)


def _digits(match: re.Match[str]) -> Reading | None:
    sign = _SUM.match(match[0])
    suffix = re.search(r"(?<=[\d.])[A-Za-z]+$", match[0])
    if suffix and not sign and suffix[0] not in ("k", "bn", "mn", "tn"):
        return None  # 4K, 5m: a name or a measure of length
    number = re.search(r"\.?\d[^%]*", match[0])
    value = value_of(number[0]) if number else None
    if value is None:
        return None
    if sign:
        return Reading(value, "money", BY_SIGN[sign[0]])
    return Reading(value, "percent", "%") if match[0].endswith("%") else Reading(value)


# The more particular first: the first that matches at a place reads it.
_FORMS: dict[str, tuple[str, Callable[[re.Match[str]], Reading | None]]] = {
    "iso_date": (r"\d{4}-\d\d-\d\d(?![\w-])", _iso_date),
    "slashed_date": (r"\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\w/])", _slashed_date),
    "slash": (r"\d{1,4}(?:/\d{1,4}){1,5}+(?![\w/])", _slash),
    "month_first": (
        rf"{_MONTH}(?:{GAP}{_DAY}(?:\s?[–-]\s?{_DAY}|{_TO_DAY})?(?:,?{GAP}{_YEAR})?|,?{GAP}(?:of{GAP})?{_YEAR})",
        _calendar,
    ),
    "day_first": (
        rf"(?:{_DAY}{GAP}(?:and|to|or){GAP})?{_DAY}{GAP}(?:of{GAP})?{_MONTH}(?=\W|$)(?:,?{GAP}{_YEAR})?",
        _calendar,
    ),
    "time": (
        r"\d{1,2}:\d\d(?::\d\d)?(?:\s?[AaPp]\.?[Mm]\b\.?|(?!\w))"
        r"|\d{1,2}(?:\.\d\d)?\s?(?:[ap]\.m\.|[AaPp][Mm]\b)",
        _time,
    ),
    "phone": (
        r"(?:\+?1[-.\s])?(?:\(\d{3}\)\s?|\d{3}[-.\s])\d{3}[-.\s]\d{4}(?!\w)|\+\d(?:[\s().-]{0,2}\d){7,14}(?!\w)",
        _label,
    ),
    "zip_plus_four": (r"\d{5}-\d{4}(?!\w)", _label),
    "dotted": (r"\d++(?:\.\d++){2,}+", _label),
    "decade": (r"(?:1[5-9]|20)\d0['’]?s\b", _decade),
    "year_range": (r"(?:1[5-9]|20)\d\d[–-](?:\d\d|(?:1[5-9]|20)\d\d)(?![\w-])", _year_range),
    "ordinal": (r"\d{1,3}(?:,\d{3}){0,3}(?i:st|nd|rd|th)\b", _ordinal),
    "digits": (
        rf"(?:{SIGN}\s?)?(?:(?<=\s)\.(?=\d))?{DIGITS}(?i:bn\b|mn\b|tn\b|[kmb]\b)?(?!\w)"
        rf"(?!\.(?:{_FILE_ENDINGS})\b)(?:(?:{GAP}|-)(?i:hundred|thousand|million|billion|trillion|lakhs?|crores?)\b){{0,2}}(?:\s?%)?",
        _digits,
    ),
}
_NUMERAL = re.compile("|".join(f"(?P<{name}>{pattern})" for name, (pattern, _) in _FORMS.items()))


def read_digits(text: str, at: int) -> tuple[int, Reading | None]:
    """Return where the numeral with digits or a month ends that begins at a place, and what it says; 0 if none does.

    Of what only looks like a numeral ("4K") there is an end, and nothing is said.
    """
    match = _NUMERAL.match(text, at)
    return (match.end(), _FORMS[match.lastgroup or ""][1](match)) if match else (0, None)
