"""Figures of two sides of one matter: what was asked and what was allowed, who was for it and who against.

A number that a source gives of one side, told of the other, is wrong, and two that differ are no disagreement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from campaignkit.checks.known import Figures, Known
from campaignkit.checks.likeness import beside, contradict, one_unit
from campaignkit.checks.look import Look
from campaignkit.figures import Quantity

# Two sides, each as words of which one stands in the clause of a number.
_SIDES = [
    (
        r"ask(?:s|ed|ing)?|sought|seeks?|request(?:s|ed)?|appl(?:y|ied) for|wanted|propos(?:es?|ed)|bid",
        r"allow(?:s|ed)?|grant(?:s|ed)|approv(?:es?|ed)|award(?:s|ed)|was given|were given|got|received",
    ),
    (
        r"in fav(?:o|ou)r|fav(?:o|ou)red|support(?:s|ed|ers?)?|voted for|voted yes|spoke for"
        r"|(?<=# )(?:\w+ )?(?:for|ayes|yeas?|yes)",
        r"against|oppos(?:es?|ed|ing|ition)|voted no|objected|objections?|objectors?"
        r"|(?<=# )(?:\w+ )?(?:noes|nays?|no)",
    ),
    (r"accept(?:s|ed)?|approv(?:es?|ed)|granted|upheld", r"refus(?:es?|ed|al|als)|reject(?:s|ed)|denied|turned down"),
    (
        r"promis(?:es?|ed)|plann?(?:s|ed)|target|budget(?:ed)?|agreed|pledged|due|required?|must|at least|limit",
        r"actual(?:ly)?|delivered|managed|reached|measured|found|built|finished|completed|in fact",
    ),
    (r"planted|built|hired|opened|born|arrived|joined|gained", r"felled|demolished|fired|closed|died|left|lost"),
    (r"eastern|east", r"western|west"),
    (r"northern|north", r"southern|south"),
    (r"women|girls|female", r"(?<!wo)men|boys|male"),
    (r"day(?:time)?|daylight", r"night(?:s|ly|time)?"),
    (r"income|revenue|receipts|earned", r"spending|expenditure|costs?|spent"),
    (r"indoors?|inside", r"outdoors?|outside"),
]
_PAIRS = [tuple(re.compile(rf"\b(?:{side})\b", re.IGNORECASE) for side in sides) for sides in _SIDES]
_ANY = re.compile("|".join(rf"\b(?:{side})\b" for sides in _SIDES for side in sides), re.IGNORECASE)
_STOP = re.compile(r"[,;:()—–]|\s(?:and|but|while|whereas|against(?=\s(?:only\s|just\s)?[$£€]?\d))\s", re.IGNORECASE)
_NUMBER = re.compile(r"[$£€]?\d[\d.,]*\d|\d")
CLOSE = 80  # code points between what was asked for and what was given
TELL = frozenset([0, 1, 2, 4, 5, 6])  # the sides by which one number is surely not the other's


@lru_cache(maxsize=4096)
def _piece(text: str, start: int, end: int, low: int, high: int) -> str:
    """The words around a number as far as a stop or another number."""
    before, after = text[low:start], text[end:high]
    stops = [match.end() for pattern in (_STOP, _NUMBER) for match in pattern.finditer(before)]
    ends = [match.start() for pattern in (_STOP, _NUMBER) for match in [pattern.search(after)] if match]
    return before[max(stops, default=0) :] + " # " + after[: min(ends, default=len(after))].lstrip()


def sides_of(quantity: Quantity) -> dict[int, int]:
    """Return on which side of which matters a number stands, as far as its own words or else its sentence tell.

    >>> from campaignkit.figures import find_quantities
    >>> one, two = find_quantities("Of the speakers 48 were against, 11 in favour.")
    >>> sides_of(one)[1], sides_of(two)[1]
    (1, 0)
    """
    if quantity.heading:
        return _told(quantity.heading)
    low, high = quantity.bounds
    piece = _piece(quantity.text, quantity.span.start, quantity.span.end, low, high)
    return {**_told_last(quantity.text[low : quantity.span.start]), **_told(piece)}


@lru_cache(maxsize=4096)
def _told(text: str) -> dict[int, int]:
    """Return the sides that a text names, if it names one of two."""
    found: dict[int, int] = {}
    for number, (one, other) in enumerate(_PAIRS) if _ANY.search(text) else ():
        here = bool(one.search(text)), bool(other.search(text))
        if here[0] != here[1]:
            found[number] = int(here[1])
    return found


@lru_cache(maxsize=4096)
def _told_last(text: str) -> dict[int, int]:
    """Return the sides that the last words of a text name: "it had asked for 9 per cent and was allowed"."""
    found: dict[int, int] = {}
    for number, pair in enumerate(_PAIRS) if _ANY.search(text) else ():
        ends = [max((match.end() for match in side.finditer(text)), default=-1) for side in pair]
        if ends[0] != ends[1]:
            found[number] = int(ends[1] > ends[0])
    return found


def are_opposed(one: Quantity, other: Quantity) -> bool:
    """Return whether two numbers stand on two sides of one matter."""
    ours, theirs = sides_of(one), sides_of(other)
    return any(theirs.get(number, side) != side for number, side in ours.items())


def of_the_other_side(look: Look, alike: Iterable[Known], figures: Figures) -> Known | None:
    """Return the figure of the draft's side where all that have its number are of the other side."""
    ours = {number: side for number, side in sides_of(look.quantity).items() if number in TELL}
    held = [*alike]
    if not ours or not held:
        return None
    told = [sides_of(one.quantity) for one in held]
    turned = {number: side for number, side in ours.items() if all(one.get(number, side) != side for one in told)}
    if not turned:
        return None
    return next((one for one in _others(look, held, figures) if _is_of(one, turned, held)), None)


def _others(look: Look, alike: list[Known], figures: Figures) -> Iterator[Known]:
    """Yield the figures that may be of the draft's side: of its unit, or beside those that have its number."""
    yield from figures.nearest(look.amount.scale, look.head, look.quantity.context)
    for one in alike:
        yield from figures.beside(one)


def _is_of(other: Known, turned: dict[int, int], alike: list[Known]) -> bool:
    """Whether a figure is told of the draft's side, and of what those that have its number are of."""
    sides = sides_of(other.quantity)
    if other.part or not any(sides.get(number) == side for number, side in turned.items()):
        return False
    return any(_is_of_one_matter(other, one) for one in alike)


def _is_of_one_matter(known: Known, alike: Known) -> bool:
    """Whether two figures of two sides count the same, in the same words or right beside each other."""
    other, one = known.quantity, alike.quantity
    same = one.kind == other.kind and (one_unit(one, other) or not one.unit or not other.unit)
    near = known.passage is alike.passage and abs(other.span.start - one.span.start) < CLOSE
    return same and one.value != other.value and not contradict(one, other) and (near or beside(one, other) > 0)
