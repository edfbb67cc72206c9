"""Which figures of the sources have the number of a draft's figure, and are of what it counts."""

from __future__ import annotations

from decimal import Decimal

from campaignkit.checks.amounts import is_fraction
from campaignkit.checks.claims import BARE_FROM, SMALL
from campaignkit.checks.known import Figures, Known
from campaignkit.checks.likeness import PERSONS, beside, contradict, one_unit, shares_a_number
from campaignkit.checks.look import Look
from campaignkit.figures import content_words
from campaignkit.years import years_in

AROUND = 400  # code points on either side of a source's number that tell of one matter
MANY = 12  # figures with the draft's number: of more, those in its own words are looked at
TENTH = Decimal("0.1")
POINT = Decimal(1)  # how far "two thirds" may lie from a percentage


def given_figures(look: Look, figures: Figures) -> tuple[Known, ...]:
    """The figures that have the draft's number of the same thing, those in its own words first where there are many."""
    found = [one for one in same_number(look, figures) if _is_given(one, look)]
    if len(found) > MANY:
        found.sort(key=lambda one: -len(one.quantity.context & look.words))
    return tuple(found[:MANY])


def same_number(look: Look, figures: Figures) -> list[Known]:
    """The figures with the number of the draft's; a share in words may lie a point off."""
    scale, value, *_ = look.amount
    if scale == "%" and is_fraction(look.quantity):
        return figures.between(scale, value - POINT, value + POINT)
    if scale == "%":
        near = figures.between(scale, value - POINT, value + POINT)
        off = TENTH if "." in look.written else POINT  # "16.8%" is no rounding of 27 in 164
        return [one for one in near if one.amount.value == value or _is_reckoned(one, value, off)]
    return figures.between(scale, value, value)


def _is_reckoned(one: Known, value: Decimal, off: Decimal) -> bool:
    return (is_fraction(one.quantity) or one.part == "share") and abs(one.amount.value - value) <= off


def _is_given(known: Known, look: Look) -> bool:
    if contradict(known.quantity, look.quantity):
        return False
    if _is_in_words(look) and beside(known.quantity, look.quantity) == 0:
        return False
    return one_unit(known.quantity, look.quantity) or _is_in_this_talk(known, look)


def _is_in_this_talk(known: Known, look: Look) -> bool:
    """Whether the same number, or one close to it, stands in the same talk: "870 infections" for "870 people"."""
    if look.amount.scale != "count":
        return True
    least = 1 if look.quantity.value > SMALL else 2
    shared = len(known.quantity.context & look.words) + (known.head in PERSONS and look.head in PERSONS)
    shared += 2 * shares_a_number(known.quantity, look.quantity)
    if not look.head and look.quantity.value >= BARE_FROM and is_in_this_paragraph(known, look):
        return True
    return (
        shared >= least or shared + len(years_in(known.quantity.sentence) & years_in(look.quantity.sentence)) >= least
    )


def _is_in_words(look: Look) -> bool:
    """Whether a share is half or a third of something, as anything may be: "£70, half of that within 14 days"."""
    return look.amount.scale == "%" and is_fraction(look.quantity) and look.written[:1].isalpha()


def is_in_this_paragraph(known: Known, look: Look) -> bool:
    """Whether a number that counts nothing by itself, "at least 1,350, says Greer", is told of in the same matter."""
    at = known.quantity.span
    return bool(content_words(known.passage.text[max(0, at.start - AROUND) : at.end + AROUND]) & look.words)
