"""What a draft reckons itself: "from 22 minutes to 14, a saving of 8", "13,900 of 36,000, or 39 percent"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from campaignkit.checks.amounts import HUNDRED, Amount, amount_of, is_fraction
from campaignkit.checks.claims import tells_a_difference
from campaignkit.checks.known import Figures, Known
from campaignkit.checks.likeness import CURRENCIES_AND_SHARES
from campaignkit.checks.look import Look
from campaignkit.checks.measured import Measured
from campaignkit.figures import Quantity, supports
from campaignkit.nouns import head_of, is_plural

_REACH = 400  # code points within which the numbers stand that a writer adds up
_SENTENCE = re.compile(r"[.!?][\"”’')]*\s|\n\s*\n")
_PARAGRAPH = re.compile(r"\n\s*\n")
# Some of what was just counted: "93 calls. Sixty-two of the callers …".
_OF_THEM = re.compile(r"\sof\s(?:the|them|these|those|whom|which)\b", re.IGNORECASE)
_A_PIECE = re.compile(r"\s{1,6}(?:an?|per)\s\w|\s(?:each|apiece)\b")
_EACH = re.compile(r"\b[Ee](?:ach|very)\b")
_PLANS = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|hopes?|hoped|intends?|aims?|expects?|will|would|could|wants?)\s(?:to\s)?(?:[\w’'-]+\s){0,3}\Z",
    re.I,
)
_PLANS_TOO = re.compile(
    r"\b(?:plan\w*|will|would|hope\w*|soon|by the|altogether|in all|total|eventually|after)\b", re.I
)
AT_MOST = 8
A_YEAR = (12, 52)  # months, weeks
STEPS = 2  # "94 workers and 21 vacancies make 115 posts; 18 percent of them are empty"
ROUGH = Decimal("0.1")


class _Result(NamedTuple):
    value: Decimal
    qualifier: str = ""
    hedge: str = ""


def reckoned(text: str, found: list[Measured], figures: Figures) -> list[Measured]:
    """Take for given what follows from two given figures of one paragraph: sum, difference, product, share, change."""
    for _ in range(STEPS):
        given = [one for one in found if one.kind in ("given", "implied")]
        if not given and not any(one.quantity.kind == "percent" for one in found):
            return found
        before, found = found, [_reckoned(text, one, given, found, figures) for one in found]
        if all(one is other for one, other in zip(before, found, strict=True)):
            break
    return found


def _reckoned(text: str, one: Measured, given: list[Measured], found: list[Measured], figures: Figures) -> Measured:
    if one.kind not in ("unsupported", "doubtful", "own", "mismatch", "bounded") or amount_of(one.quantity).value <= 1:
        return one
    if one.sure:
        return one
    near = [other for other in given if _is_near(text, one, other)]
    pair = _pair_that_makes(one, near) or _pair_that_multiplies(one, near, found, text)
    pair = pair or _apart_from_a_source(one, near, figures) or _for_each_of_them(one, near, figures)
    if pair:
        return Measured(one.quantity, "implied", pair.known)
    if one.kind == "mismatch" and (known := _makes_with_another(one, near, found, text)):
        return Measured(one.quantity, "implied", known.known)
    if one.kind != "own" and _is_part_of_own(text, one, found):
        return Measured(one.quantity, "own")
    own = [other for other in found if other.kind in ("own", "given") and _is_near(text, one, other)]
    is_own_share = one.kind in ("doubtful", "unsupported") and one.quantity.kind == "percent" and one.known is None
    return Measured(one.quantity, "own") if is_own_share and _pair_that_makes(one, own) else one


def _is_part_of_own(text: str, one: Measured, found: list[Measured]) -> bool:
    """Whether a figure is of those whom the figure right before it counts, and that is the writer's own."""
    before = [other for other in found if other.quantity.span.start < one.quantity.span.start]
    if not before or not _OF_THEM.match(text, one.quantity.number.end) or not _is_near(text, one, before[-1]):
        return False
    return before[-1].kind == "own" and before[-1].quantity.value >= one.quantity.value


def _is_near(text: str, one: Measured, other: Measured) -> bool:
    a, b = sorted([one.quantity.span.start, other.quantity.span.start])
    return b - a < _REACH and not _PARAGRAPH.search(text, a, b)


def _pair_that_makes(one: Measured, near: list[Measured]) -> Measured | None:
    said = amount_of(one.quantity)
    near.sort(key=lambda other: abs(other.quantity.span.start - one.quantity.span.start))
    amounts = [(amount_of(other.quantity), other) for other in near[:AT_MOST]]
    for a, first in amounts:
        if a.scale == said.scale and any(
            _is(said, made) for times in A_YEAR for made in (a.value * times, a.value / times)
        ):
            return first  # "$11,000 a month, $132,000 a year"
        if a.scale == said.scale == "%" and a.value + said.value == HUNDRED:
            return first  # "22 percent; the other 78"
        share = said.scale == "%" and a.scale == "count" and is_fraction(first.quantity)
        if share and _is(said, a.value / Decimal(first.quantity.denominator) * HUNDRED):
            return first
        for b, second in amounts:
            if first is not second and b.value > 0 and any(_is(said, made) for made in _made_of(a, b, said.scale)):
                return first
    return None


def _makes_with_another(one: Measured, near: list[Measured], found: list[Measured], text: str) -> Measured | None:
    """A given figure and another number of the same sentence that make a third: "78 were lost: 140 went, 62 came"."""
    said = amount_of(one.quantity)
    for other in found:
        if other is one or not _is_in_one_sentence(text, one, other):
            continue
        for first in near:
            low, high = sorted((amount_of(first.quantity), amount_of(other.quantity)), key=lambda each: each.value)
            if said.scale == low.scale == high.scale and said.value in (high.value - low.value, high.value + low.value):
                return first
    return None


def _is_in_one_sentence(text: str, one: Measured, other: Measured) -> bool:
    a, b = sorted([one.quantity.span.start, other.quantity.span.start])
    return b - a < _REACH and not _SENTENCE.search(text, a, b)


def _apart_from_a_source(one: Measured, near: list[Measured], figures: Figures) -> Measured | None:
    """A given figure that lies as far from one of a source as is said: "their $5m is $1m less than your estimate"."""
    said = amount_of(one.quantity)
    for other in near if tells_a_difference(one.quantity) else ():
        scale, value, *_ = amount_of(other.quantity)
        apart = (value - said.value, value + said.value) if scale == said.scale else ()
        alike = (known for made in apart for known in figures.between(scale, made, made))
        if any(known.head == head_of(other.quantity.unit) for known in alike):
            return other
    return None


def _pair_that_multiplies(one: Measured, near: list[Measured], found: list[Measured], text: str) -> Measured | None:
    """A sum and a count of which one is given: "at $250 a route, 40 late routes make $10,000"."""
    said = amount_of(one.quantity)
    others = [other for other in found if _is_near(text, one, other)] if one.quantity.kind == "money" else []
    for first in near:
        for second in others:
            a, b = amount_of(first.quantity), amount_of(second.quantity)
            if {a.scale, b.scale} == {said.scale, "count"} and _is(said, a.value * b.value):
                return first
            if {a.scale, b.scale} == {said.scale, "months"} and _is(said, a.value * b.value / 12):
                return first  # "$1.9 million a year; over seven years that is some $13 million"
    return None


def _for_each_of_them(one: Measured, near: list[Measured], figures: Figures) -> Measured | None:
    """A given count by which a sum of its source is shared out: "each of the 30 costs $1,400", of $42,000."""
    said = amount_of(one.quantity)
    if one.quantity.kind != "money" or not _tells_of_each(one.quantity):
        return None
    for other in near:
        count = amount_of(other.quantity)
        held = {known.passage.source for known in (other.known, *other.alike) if known}
        sums = figures.of_unit(said.scale, "") if count.scale == "count" and count.value > 1 else ()
        if any(known.passage.source in held and _is(said, known.amount.value / count.value) for known in sums):
            return other
    return None


def _tells_of_each(quantity: Quantity) -> bool:
    return bool(_A_PIECE.match(quantity.text, quantity.span.end) or _EACH.search(quantity.sentence))


def made_in_a_sentence(look: Look, figures: Figures) -> Known | None:
    """Return a figure that, with another of one sentence of a source, makes the draft's: "11 of 34", 23 are left."""
    said = amount_of(look.quantity)
    if look.quantity.unit == "cent":  # "50 cents", of $1.75 and $2.25
        said = said._replace(scale="usd", value=said.value / HUNDRED)
    for one in _told_with(look, said.scale, figures):
        beside = [other for other in figures.beside(one) if other.quantity.sentence == one.quantity.sentence]
        alike = [other for other in beside if _may_be_added(one, other, look) and not _is_to_come((one, other), look)]
        pairs = ((a, b) for other in alike for a, b in ((one, other), (other, one)) if b.amount.value > 0)
        if any(_is(said, made) for a, b in pairs for made in _made_of(a.amount, b.amount, said.scale)):
            return one
    return None


def _is_to_come(pair: tuple[Known, Known], look: Look) -> bool:
    """Whether a number is only planned, and the draft tells of what there is: "has 11 crews and plans to add four"."""
    if _PLANS_TOO.search(look.quantity.sentence):
        return False
    told = (one.quantity for one in pair)
    return any(_PLANS.search(one.text[max(one.bounds[0], one.span.start - 40) : one.span.start]) for one in told)


def _may_be_added(one: Known, other: Known, look: Look) -> bool:
    """Whether two numbers of a sentence are of one thing, and of what the draft counts, as far as they say."""
    if one.amount.scale != other.amount.scale:
        return False
    heads = {_sure_head(one.quantity), _sure_head(other.quantity)} - {""}
    if look.amount.scale == "count" and look.head:
        heads.add(look.head)
    return len(heads) <= 1 if one.amount.scale == "count" else True


def _sure_head(quantity: Quantity) -> str:
    """The noun that is counted, if it is a plural: "14 left" counts what was spoken of before."""
    told = quantity.text[quantity.number.end : quantity.span.end].split()
    return head_of(quantity.unit) if any(map(is_plural, told)) else ""


def _told_with(look: Look, scale: str, figures: Figures) -> Iterator[Known]:
    """The figures of which a number on a scale can be made, and that share a word with the draft."""
    yield from figures.nearest_of_all(look.quantity.context) if scale in ("count", "%") else ()
    for one in CURRENCIES_AND_SHARES if scale == "%" else [scale]:
        yield from figures.nearest(one, "", look.quantity.context) if scale != "count" else ()


def _made_of(a: Amount, b: Amount, scale: str) -> Iterator[Decimal]:
    if a.scale == b.scale and a.value >= b.value:
        if scale == a.scale:
            yield from (a.value + b.value, a.value - b.value)
        if scale == "count" != a.scale:  # "€3.5 million, €25,000 each: that is 140 shops"
            yield a.value / b.value
        if scale == "%":
            yield b.value / a.value * HUNDRED
            if a.scale != "%":
                yield from ((a.value - b.value) / a.value * HUNDRED, (a.value - b.value) / b.value * HUNDRED)
    if a.scale == scale and b.scale == "count" and scale not in ("%", "count"):
        yield from (a.value * b.value, a.value / b.value)
    if a.scale == scale and b.scale == "months":  # "$4.2 million a year for three years", "4.2 million tonnes over 15"
        yield from (a.value * b.value / 12, a.value * 12 / b.value, a.value * b.value)
    if a.scale == scale and b.scale == "%":
        yield from (a.value * b.value / HUNDRED, a.value * (HUNDRED - b.value) / HUNDRED)


def _is(said: Amount, made: Decimal) -> bool:
    """Whether what is said is what was made, rounded as people round."""
    if made <= 0:
        return False
    if said.qualifier in ("about", "nearly"):
        return abs(said.value - made) <= ROUGH * made
    if said.qualifier:
        return abs(said.value - made) <= 4 * ROUGH * made and supports(_Result(made), said)
    return said.value == made or (said.value == round(made) and (said.scale == "%" or made > HUNDRED))
