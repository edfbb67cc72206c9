"""What tells that two figures of one thing are no dispute: asked and allowed, measured and set, before and after.

Two sources that differ disagree only if both tell of the same side, the same day and the same hands.
"""

from __future__ import annotations

import re

from campaignkit.checks.opposites import are_opposed
from campaignkit.figures import Quantity
from campaignkit.function_words import MONTHS
from campaignkit.nouns import head_of
from campaignkit.units import is_measure

REACH = 120  # code points before a number in which it is told what was done to come to it
BEHIND = 40  # the same behind it
_WISHED = re.compile(
    r"\b(?:wants?|wanted|demands?|demanded|asks?|asked|calls? for|called for|should|ought to|wish(?:es)?|hopes?|hoped"
    r"|seeks?|would be (?:closer|nearer|fairer|enough|better)|goal|aims?|promis(?:es?|ed)|plann?(?:s|ed)|target"
    r"|recommends?|recommended|propose[sd]?)\b",
    re.IGNORECASE,
)
_SET = re.compile(
    r"\b(?:trigger|threshold|limit|standard|maximum|minimum|once|reach(?:es)?|must|required?|requires|allow(?:s|ed)?"
    r"|at least|no more than|exceeds?)\b",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"\b(?:ris(?:es?|en|ing)|rose|rais(?:es?|ed|ing)|increas(?:es?|ed|ing)|f[ae]ll(?:s|en|ing)?|cuts?|goes?|went|dropp?(?:s|ed)?"
    r"|lower(?:s|ed)?|reduc(?:es?|ed)|chang(?:es?|ed)|double[sd]?|grow(?:s|n)?|grew)\b[^.;:]{0,60}?\sto\s(?:\w+\s){0,2}\Z",
    re.IGNORECASE,
)
# What somebody did or has, and did not merely count: "we have opened 58 files".
_OWN_DEED = re.compile(
    r"\b(?:we|you|i)\s(?:have\s|had\s|also\s|already\s){0,2}"
    r"(?!(?:counted|estimated|found|calculated|recorded|reckoned|measured|put|believed)\b)(?:\w+ed|have|hold|took|gave|held|made)\s"
    r"(?:\w+\s){0,2}\Z",
    re.IGNORECASE,
)
_BASE = re.compile(r"\b(?:per|for every|in every|of every|out of|for each|in)\s\Z", re.IGNORECASE)
_OF_A_THING = re.compile(
    r"\b(?!(?:levels?|limits?|rates?|speeds?|heights?|lengths?|distances?|depths?|widths?|volumes?|average|totals?|maximum|minimum"
    r"|mean|median|readings?|concentrations?|amounts?|values?|areas?|weights?|loads?|sizes?|rise|fall|doses?)\b)"
    r"[^\W\d_]+\sof\s\Z|\b(?:within|live with|beyond)\s\Z",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_STOP = re.compile(r"[.,;:!?]")
# "We ask you to suspend the software that was put on 1,860 laptops": what is asked is another thing.
_RELATIVE = re.compile(r"\b(?:that|which|who)\s(?:was|were|is|are|has|have|had)\s", re.IGNORECASE)
_WEIGHED = frozenset(["microgram", "milligram", "gram", "ppm", "ppb"])
_IN_EACH = re.compile(r"\s?/|\s{1,6}(?:per|a|in each|in every)\s(?:lit(?:re|er)|kilo|cubic|m3|m³)", re.IGNORECASE)
HUNDREDS = frozenset([100, 1_000, 10_000, 100_000])


def is_a_base(quantity: Quantity) -> bool:
    """Return whether a number is what a rate is told of: the 100 of "7.4 cases per 100 workers"."""
    return int(quantity.value) in HUNDREDS and bool(_BASE.search(_before(quantity)))


def are_no_dispute(one: Quantity, other: Quantity) -> bool:
    """Return whether two figures are of two sides, two moments or two hands, so that both may be true."""
    if any(_OWN_DEED.search(_before(each)) for each in (one, other)):
        return True  # of two sources, "we have" is told by two
    if _is_an_attribute(one) or _is_an_attribute(other):
        return True
    if _is_a_reading(one) and _is_a_reading(other) and not _name_one_time(one, other):
        return True  # water and air are another tomorrow, and a mile on
    return are_opposed(one, other) or _roles(one) != _roles(other) or are_of_two_times(one, other)


def _is_an_attribute(quantity: Quantity) -> bool:
    """Whether a size tells which thing is meant: of "a strip of 20 metres" and "a 30-metre strip" there may be two."""
    if not is_measure(head_of(quantity.unit)):
        return False
    return quantity.text.startswith("-", quantity.number.end) or bool(_OF_A_THING.search(_before(quantity)))


def are_of_two_times(one: Quantity, other: Quantity, *, clause: bool = False) -> bool:
    """Return whether both sentences name years, or months, and none in common; of the first, if asked, its clause."""
    told = one.clause_text if clause else one.sentence
    return any(_are_apart(pattern, told, other.sentence) for pattern in (_YEAR, _MONTH))


def _is_a_reading(quantity: Quantity) -> bool:
    """Whether a number tells how much of a thing is in water, air or food: "14 µg/L"."""
    if head_of(quantity.unit) not in _WEIGHED:
        return False
    return bool(quantity.heading) or bool(_IN_EACH.match(quantity.text, quantity.span.end))


def _name_one_time(one: Quantity, other: Quantity) -> bool:
    return any(
        set(map(str.lower, pattern.findall(one.sentence))) & set(map(str.lower, pattern.findall(other.sentence)))
        for pattern in (_YEAR, _MONTH)
    )


def _are_apart(pattern: re.Pattern[str], *texts: str) -> bool:
    first, second = ({word.lower() for word in pattern.findall(text)} for text in texts)
    return bool(first and second) and not first & second


def _roles(quantity: Quantity) -> tuple[bool, ...]:
    """Whether a number is wished, set as a bound, and what something has become."""
    before = _RELATIVE.split(_before(quantity))[-1]
    clause = before + _STOP.split(quantity.text[quantity.span.end : quantity.span.end + BEHIND])[0]
    looked_at = ((_WISHED, clause), (_SET, clause), (_NEW, before))
    return tuple(bool(pattern.search(text)) for pattern, text in looked_at)


def _before(quantity: Quantity) -> str:
    """The text of its sentence before a number."""
    return quantity.text[max(quantity.bounds[0], quantity.span.start - REACH) : quantity.span.start]
