"""Parts, wholes and rests: "six of 48 air samples", the 78 percent beside 22, "$1,680 a year" of $140 a month."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal

from campaignkit.checks.amounts import HUNDRED, is_fraction
from campaignkit.checks.known import Figures, Known
from campaignkit.checks.likeness import one_unit
from campaignkit.checks.look import Look
from campaignkit.figures import Quantity, content_words
from campaignkit.nouns import same_unit

_BY = re.compile(
    r"\b(?:rose|risen|rising|grew|grown|fell|fallen|dropped|climbed|jumped|shrank|shrunk|cut|went (?:up|down)"
    r"|increased?|decreased?|rise|fall|drop|growth|raised|lowered|reduced)\s(?:\w+\s){0,2}(?:by|of)\s\Z",
    re.IGNORECASE,
)
_IN_ALL = re.compile(r"\b(?:in all|in total|altogether|all told|total|combined|overall)\b", re.IGNORECASE)
_OF_THEM = re.compile(r"\sof\s(?:them|these|those|whom)\b|,?\s(?:said|told|say)\b")
SAID = 2  # words that are said of two numbers, if both are of those who did one thing
AROUND = 400  # code points between a whole and what is said of a part of it
TIMES = {"year": (12, 52, 365), "month": (4, 30), "week": (7, 5), "day": (24,)}
_NEGATED = re.compile(r"\b(?:not|no|never|none|neither|without)\b|n['’]t\b", re.IGNORECASE)
_PER = re.compile(
    r"\b(?:a|an|per|each|every)\s(year|month|week|day)\b|\b(annual|year|month|week|dai)ly\b|\bannual\b", re.I
)


def part_of_a_whole(look: Look, figures: Figures) -> Known | None:
    """Return the 48 of a source that has "48 air samples", and close to it that six of them did, for "six of 48"."""
    quantity = look.quantity
    whole = Decimal(quantity.denominator)
    for one in figures.between("count", whole, whole) if quantity.kind == "count" else ():
        near = (other for other in one.passage.quantities if abs(other.span.start - one.quantity.span.end) < AROUND)
        if one.part or not one_unit(one.quantity, quantity):
            continue
        if any(other.value == quantity.value and _may_be_a_part(other, one.quantity, quantity) for other in near):
            return one
    return None


def _may_be_a_part(part: Quantity, whole: Quantity, quantity: Quantity) -> bool:
    """Whether a number is of what its whole counts, as far as it says, or stands in the same row of a table."""
    in_its_row = bool(part.heading) and part.row == whole.row
    return in_its_row or not part.unit or same_unit(part.unit, quantity.unit)


def whole_told_as_part(look: Look, alike: tuple[Known, ...], figures: Figures) -> Known | None:
    """Return the part of a source, where the draft says of the whole what the source says of that part.

    "We asked 146 carers. Ninety-four of them would stop work": not "146 of them would stop work".
    """
    quantity = look.quantity
    if quantity.kind != "count" or not _OF_THEM.match(quantity.text, quantity.number.end):
        return None
    if any(_OF_THEM.match(one.quantity.text, one.quantity.number.end) for one in alike):
        return None
    for one in alike:
        for other in figures.beside(one):
            follows = other.quantity.span.start - one.quantity.span.end > 0
            if follows and _OF_THEM.match(other.quantity.text, other.quantity.number.end) and not other.part:
                said = quantity.predicate & other.quantity.context - one.quantity.context
                if other.amount.value < look.amount.value and len(said) >= SAID:
                    return other
    return None


def tells_a_change(quantity: Quantity) -> bool:
    """Return whether a figure tells by how much something rose or fell."""
    return bool(_BY.search(quantity.text[max(0, quantity.span.start - 60) : quantity.span.start]))


def pair_apart(look: Look, figures: Figures) -> Known | None:
    """Return a figure that stands close to another in a source, as far apart as the draft says: 14 minutes, 22."""
    held = list(figures.nearest(look.amount.scale, look.head, look.words))
    if look.amount.scale == "count" and not look.head:
        held = list(figures.nearest_of_all(look.words))
    for one in held:
        near = [other for other in figures.beside(one) if _may_be_set_against(other, one)]
        if any(abs(one.quantity.value - other.quantity.value) == look.quantity.value for other in near):
            return one
    return None


def _may_be_set_against(other: Known, one: Known) -> bool:
    """Whether two figures are on one scale, or one of them stands bare in the sentence: "14 minutes, against 22"."""
    if other.amount.scale == one.amount.scale:
        return True
    bare = other.amount.scale == "count" and not other.quantity.unit
    return bare and other.quantity.sentence == one.quantity.sentence


def total_of_parts(look: Look, alike: tuple[Known, ...], figures: Figures) -> Known | None:
    """Return the total that a source has, where the draft calls a total what is only one of its parts."""
    quantity = look.quantity
    if not alike or not _IN_ALL.search(_around(quantity)) or any(_is_a_total(one) for one in alike):
        return None
    larger = (one for one in figures.of_unit(look.amount.scale, look.head) if not look.says(one.quantity.value))
    totals = (one for one in larger if _is_a_total(one))
    of_these = (one for one in totals if any(_is_part_of(one, other) for other in alike))
    return next((one for one in of_these if one.amount.value > look.amount.value), None)


def _around(quantity: Quantity) -> str:
    low, high = quantity.bounds
    return quantity.text[max(low, quantity.span.start - 60) : min(high, quantity.span.end + 30)]


def _is_a_total(one: Known) -> bool:
    return bool(_IN_ALL.search(one.quantity.heading or _around(one.quantity)) or _totals_its_row(one))


def _totals_its_row(one: Known) -> bool:
    """Whether the row of a table is that of the sum, though its first cell is empty."""
    if not one.quantity.heading:
        return False
    line = one.passage.text.rfind("\n", 0, one.quantity.span.start) + 1
    return bool(_IN_ALL.search(one.passage.text, line, one.quantity.span.start))


def _is_part_of(total: Known, part: Known) -> bool:
    column = total.quantity.heading.partition("; ")[2]
    if column and part.quantity.heading:
        return part.passage is total.passage and part.quantity.heading.partition("; ")[2] == column
    return part.passage is total.passage and _is_near(total, part)


def sum_of_rows(look: Look, figures: Figures) -> Known | None:
    """Return a figure of a column of a table of which the rows that the draft names, or all, make the draft's."""
    columns: defaultdict[tuple[int, str], list[Known]] = defaultdict(list)
    for one in figures.in_tables:
        if one.amount.scale == look.amount.scale and not one.part:
            columns[id(one.passage), one.quantity.heading.partition("; ")[2]].append(one)
    for column in columns.values():
        named = [one for one in column if (row := content_words(one.quantity.row)) and row <= look.quantity.context]
        for rows in (named, column):
            if len(rows) > 1 and sum(one.amount.value for one in rows) == look.amount.value:
                return column[0]
    return None


def other_whole(look: Look, part: Known, figures: Figures) -> Known | None:
    """Return the whole that a source gives close to a part, where the draft names one that no source has.

    Args:
        part: The figure of a source that has the number of the draft's part: "97 of the homes", for "97 of 310 homes".
    """
    quantity = look.quantity
    if quantity.kind != "count" or not is_fraction(quantity) or is_fraction(part.quantity):
        return None
    whole = Decimal(quantity.denominator)
    if not look.head or any(not one.head or one.head == look.head for one in figures.between("count", whole, whole)):
        return None
    if any(one.passage is part.passage and _is_near(one, part) for one in figures.between("count", whole, whole)):
        return None
    wholes = (one for one in figures.of_unit("count", look.head) if _is_whole_of(one, part))
    return next(wholes, None)


def _is_whole_of(one: Known, part: Known) -> bool:
    return one.passage is part.passage and _is_near(one, part) and one.quantity.value > part.quantity.value


def _is_near(one: Known, other: Known) -> bool:
    return abs(one.quantity.span.start - other.quantity.span.start) < AROUND


def is_the_rest(other: Known, look: Look) -> bool:
    """Return whether a share is what a source's share leaves of the whole, and not said of the same: 78 beside 22."""
    if look.amount.scale != "%" or other.amount.value + look.amount.value != HUNDRED:
        return False
    said = look.quantity.predicate
    turned = bool(_NEGATED.search(look.quantity.sentence)) != bool(_NEGATED.search(other.quantity.sentence))
    return turned or 2 * len(said & other.quantity.predicate) <= len(said)


def is_converted(other: Known, look: Look) -> bool:
    """Return whether a draft gives by the year what a source gives by the month or the week, or the other way round."""
    low, high = sorted((other.amount.value, look.amount.value))
    ours, theirs = _per(look.quantity.sentence), _per(other.quantity.sentence)
    if not ours or not theirs or ours == theirs or not low:
        return False
    return any(low * times == high for one in ours | theirs for times in TIMES[one])


def _per(sentence: str) -> set[str]:
    found = (match[1] or match[2] or "year" for match in _PER.finditer(sentence))
    return {{"annual": "year", "dai": "day"}.get(one.lower(), one.lower()) for one in found}
