"""What a number that stands alone in a cell counts, by the heads of its column and its row."""

from __future__ import annotations

import re

from campaignkit.currencies import BY_SIGN, SIGN
from campaignkit.nouns import counted_noun
from campaignkit.numeral_values import Kind
from campaignkit.tables import Cell

_ALL = re.compile(r"\A(?:all|total|number\sof|no\.\sof|average|new|other)\s(?:the\s)?", re.IGNORECASE)
_TIME_UNIT = re.compile(r"second|minute|hour|day|week|month|year|decade|centur(?:y|ie)")
_SHARES = re.compile(r"%|\bper\s?cent\b|\bshare\b", re.IGNORECASE)
_TIME_OF_COLUMN = re.compile(r"[(,]\s?(?:in\s)?(second|minute|hour|day|week|month|year)s\)?\s*\Z", re.IGNORECASE)
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "lakh": 10**5, "crore": 10**7}
_SHORT = {"000": 10**3, "k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9}  # "m" without a sign of money is a metre
_SCALE_OF_COLUMN = re.compile(
    rf"(?:[(,]\s?|(?<!\w)(?={SIGN}))(?:in\s)?(?:{SIGN}\s?)?(?:in\s)?(?P<scale>(?i:{'|'.join(_SCALES)}))s?\)?\s*\Z"
    rf"|(?:[(,]\s?['’]?|(?<!\w){SIGN}\s?['’]?)(?P<noughts>000)['’]?s?\)?\s*\Z"
    rf"|(?<!\w){SIGN}\s?(?P<short>{'|'.join(_SHORT)})\)?\s*\Z"
)
_MEASURE_OF_COLUMN = re.compile(
    r"[(,]\s?(?:in\s)?(dba?|[ckmµμ]?m|[kmµμ]?g|t|ha|[km]?w|[gmk]wh|pp[mb]|m?l|mph|km/?h|tonnes|litres|liters|metres|meters|miles"
    r"|hectares|acres|tons|degrees)(?:(?:/|\sper\s)(?:[mk]?[gl]|lit(?:re|er)|m3|m³))?\)\s*\Z",
    re.IGNORECASE,
)
_SIGN_ALONE = re.compile(rf"(?<!\w){SIGN}(?=['’]?(?:{'|'.join(_SHORT)})s?\b|(?!\w))")


def without_measure(column: str) -> str:
    """Return the head of a column without the measure in brackets at its end."""
    return _MEASURE_OF_COLUMN.sub("", column).rstrip()


def scale_of(column: str) -> int:
    """Return what a number in a column is told in: "Minutes (millions)".

    >>> scale_of("Attempts (lakh)"), scale_of("Cost (£m)"), scale_of("Rent ($000s)"), scale_of("Depth (m)")
    (100000, 1000000, 1000, 1)
    """
    told = _SCALE_OF_COLUMN.search(column)
    word = (told["scale"] or told["noughts"] or told["short"]).lower() if told else ""
    return {**_SCALES, **_SHORT}.get(word, 1)


def kind_in(cell: Cell) -> tuple[Kind, str]:
    """Return what a number that stands alone in a cell is, by the heading of its column, or else of its row."""
    if sign := _SIGN_ALONE.search(cell.column):
        return "money", BY_SIGN[sign[0]]
    if _SHARES.search(cell.column):
        return "percent", "%"
    if measure := _MEASURE_OF_COLUMN.search(cell.column):
        return "count", measure[1].lower()
    if time := _TIME_OF_COLUMN.search(cell.column):
        return "duration", time[1].lower()
    of_column = counted_noun(f" {_ALL.sub('', cell.column)}", 0)
    row = _ALL.sub("", cell.row)
    of_row = counted_noun(f" {row[:1].lower()}{row[1:]}", 0)
    unit = of_row.unit if of_row.plural and not of_column.plural else of_column.unit
    if _TIME_UNIT.fullmatch(time_told := unit.partition(" of ")[0]):  # "Hours of spilling"
        return "duration", time_told
    return "count", unit
