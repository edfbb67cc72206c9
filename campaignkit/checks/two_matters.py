"""What tells that two figures of one unit are of two matters: other names, other adjectives, an age and a sentence."""

from __future__ import annotations

import re
from decimal import Decimal

from campaignkit.checks.claims import SMALL, is_age
from campaignkit.checks.known import Known
from campaignkit.checks.likeness import CURRENCIES_AND_SHARES, beside_in_clause
from campaignkit.checks.look import Look
from campaignkit.figures import Quantity

_SMALLER = re.compile(r",?\s(?:and\s)?[\w.]{1,9}[\s-](?:inch(?:es)?|ounces?|minutes|seconds|months|pence|cents)\b")
_LARGER = re.compile(r"\b(?:feet|foot|ft|pounds?|lbs?|hours?|minutes|years?|dollars?)(?:,|\sand)?\s\Z")
FAR = 20  # how many times one sum is another where little else tells that they are sums of one thing
FAR_COUNT = 8  # the same of counts, of which one is narrower: "three activists", "700 committed activists"
MUCH = 3  # words of a clause that tell one thing, whatever else differs


def are_of_two_matters(known: Known, look: Look) -> bool:
    """Return whether a source's figure, though in the draft's unit, is of another matter than the draft's."""
    ours, theirs = look.quantity, known.quantity
    if is_age(ours) != is_age(theirs):
        return True
    if _is_compound(ours) != _is_compound(theirs):
        return True
    if known.measure or known.quantity.heading:
        return False
    together = beside_in_clause(theirs, ours)
    if is_age(ours) and together < MUCH:
        return True
    if not look.is_about(known.passage):
        return True
    return together < MUCH and _differ_in_kind(theirs, ours, together)


def _is_compound(one: Quantity) -> bool:
    """Whether a measure is one half of another: the 6 inches of "7 feet 6 inches"."""
    text = one.text
    after = _SMALLER.match(text, one.span.end)
    return bool(after or _LARGER.search(text[max(0, one.span.start - 14) : one.span.start]))


def _differ_in_kind(known: Quantity, quantity: Quantity, together: int) -> bool:
    """Whether two figures count things of two kinds, or sums that have nothing to do with each other."""
    low, high = sorted((known.value, quantity.value))
    apart = high / low if low else Decimal(FAR)
    if quantity.unit in CURRENCIES_AND_SHARES:
        same_digits = _digits(known.value) == _digits(quantity.value)  # millions told as thousands
        return quantity.kind == "money" and apart >= FAR and not same_digits
    if apart >= FAR and not together:
        return True
    first, second = _adjectives(known), _adjectives(quantity)
    if high <= SMALL and first != second:  # "three major technology companies", "two major companies"
        return True
    if first and second:
        return first.isdisjoint(second)
    return bool(first or second) and apart >= FAR_COUNT and together < MUCH - 1


def _digits(value: Decimal) -> tuple[int, ...]:
    return value.normalize().as_tuple().digits


def _adjectives(quantity: Quantity) -> frozenset[str]:
    """The words before the noun that is counted: of "small businesses", that they are small."""
    return frozenset(quantity.unit.partition(" of ")[0].split()[:-1])
