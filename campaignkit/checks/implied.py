"""What follows from a source's figure: "more than 4,000" from 4,200, "nearly 900" from 872."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from campaignkit.checks.amounts import is_fraction, rounds_to
from campaignkit.checks.claims import LARGE, LARGE_SUM, SMALL
from campaignkit.checks.known import Figures, Known
from campaignkit.checks.likeness import GENERAL_UNITS, beside, beside_in_clause, contradict, one_unit
from campaignkit.checks.look import Look
from campaignkit.figures import content_words, supports

CLOSE = Decimal("0.1")  # how far "nearly" and "about" may lie from a source's number, as a share of it
# Nobody who knows of 10,000 says "more than 1,000": how many times a source's number may be the bound.
FAR = Decimal("1.5")
SLACK = Decimal("0.05")  # how far "about" may lie from it in any case
NEAR = Decimal("0.02")  # how near two large sums lie that are one by their number alone
FRACTION_OFF = 3  # how many points "about a third of them" may lie from a percentage
AROUND = 400  # code points on either side of a source's sum that tell of one matter
TOLD_OF = 2  # words that two clauses share, by which numbers of something unnamed are of one thing
FAR_SHARE = 10  # the same of shares, in points
# "Up to 25 percent" makes "up to 35 percent" true, and nobody who knows the first would say the second.
UPPER_BOUNDS = ("up-to", "at-most", "under")


def implying_figures(look: Look, figures: Figures) -> Iterator[Known]:
    """Yield the figures of sources, with other values, that make the draft's figure true."""
    scale, value, qualifier, _ = look.amount
    low, high = value * (1 - 2 * CLOSE), value * (1 + 2 * CLOSE)
    if qualifier in ("over", "at-least"):
        high = value + FAR_SHARE if scale == "%" else value * FAR
    for one in _candidates(look, figures, low, high):
        if one.amount.value != value and not one.hedge and implies(one, look) and _may_imply(one, look):
            yield one


def _candidates(look: Look, figures: Figures, low: Decimal, high: Decimal) -> Iterator[Known]:
    """Those of the draft's unit, the nearest first, then those that share a word with the draft."""
    near = figures.of_unit_between(look.amount.scale, look.head, low, high)
    yield from sorted(near, key=lambda one: abs(one.amount.value - look.amount.value))
    if look.amount.scale == "count":
        yield from (one for one in figures.nearest_of_all(look.words) if low <= one.amount.value <= high)


def _half_a_step(value: Decimal) -> Decimal:
    """Half the worth of the last digit of a number that is no nought: people say "about 300" of 327."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(5).scaleb(int(exponent) - 1) if value and isinstance(exponent, int) and exponent > 0 else Decimal(0)


def _is_another_bound(known: Known, look: Look) -> bool:
    """Whether a source's number lies above a bound that nobody would take for it: "over 1,700" of over 1,900."""
    one, bound = known.quantity, look.quantity
    told_alike = one.value * look.amount.value == bound.value * known.amount.value  # not 41,300 hours in days
    return (
        told_alike
        and one.value > bound.value
        and not is_fraction(bound)
        and not _is_rounded_down(one.value, bound.value)
    )


def _is_rounded_down(value: Decimal, bound: Decimal) -> bool:
    """Whether a bound is what people say of a number: 1,350 is over 1,300 and over 1,000, 1,900 over 1,500."""
    step = 2 * _half_a_step(bound) or Decimal(1)
    if bound / step % 5 == 0:
        step *= 5
    return value // step * step == bound


def _may_imply(known: Known, look: Look) -> bool:
    if contradict(known.quantity, look.quantity):
        return False
    if one_unit(known.quantity, look.quantity) and look.quantity.unit not in GENERAL_UNITS:
        return True
    close = abs(known.amount.value - look.amount.value) <= CLOSE * known.amount.value
    if close and known.quantity.heading and known.quantity.kind == "money" and known.amount.value >= LARGE:
        return True  # "just over £1m" of a total of £1,027,000
    if look.quantity.kind == "money" and look.amount.value >= LARGE * LARGE:
        off = abs(known.amount.value - look.amount.value)
        if look.amount.scale == known.amount.scale and off <= NEAR * known.amount.value:
            return True  # "about KSh 310 million" of 312 million
    if close and look.quantity.kind == "money" and look.amount.value >= LARGE_SUM and _is_around(known, look):
        return True  # "nearly $4 million" of a contract for $3.84 million
    if one_unit(known.quantity, look.quantity):
        return beside(known.quantity, look.quantity) > 0
    if not look.quantity.unit and beside_in_clause(known.quantity, look.quantity) >= TOLD_OF:
        return True  # "more than a hundred were going to a hospital" of 118 who were
    return close and known.amount.value > SMALL and bool(known.quantity.context & look.words)


def _is_around(known: Known, look: Look) -> bool:
    at = known.quantity.span
    around = known.passage.text[max(0, at.start - AROUND) : at.end + AROUND]
    return look.amount.scale == known.amount.scale and bool(content_words(around) & look.words)


def implies(known: Known, look: Look) -> bool:
    """Return whether a source's figure makes that of the draft true; "nearly" and "about" as people say."""
    one, other = known.amount, look.amount
    near = abs(one.value - other.value) <= max(SLACK * one.value, _half_a_step(other.value))
    if look.amount.scale == "%" and is_fraction(look.quantity):
        near = abs(one.value - other.value) <= FRACTION_OFF
    if other.qualifier in UPPER_BOUNDS:
        plain = one._replace(qualifier="") if one.qualifier == "about" else one  # "under $400,000" of about $380,000
        return near and not plain.qualifier and supports(plain, other)  # "fewer than 40" of 38
    if other.qualifier in ("nearly", "about") and one.qualifier in ("", "about"):
        return near
    if other.qualifier in ("over", "at-least") and _is_another_bound(known, look):
        return False
    rounded = one.qualifier == other.qualifier and rounds_to(known.quantity.value, look.quantity.value, look.written)
    return supports(one, other) or rounded
