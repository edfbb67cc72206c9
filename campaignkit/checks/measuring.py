"""What the library says to each figure of a draft: given, implied, bounded otherwise, another value, not there."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from campaignkit.checks.claims import SMALL, Weight, is_denied, tells_when, weigh
from campaignkit.checks.draft import Draft
from campaignkit.checks.library import Library, Passage
from campaignkit.figures import Quantity, content_words, qualifier_lost, same_unit, supports
from campaignkit.folding import Span
from campaignkit.models.finding import Evidence
from campaignkit.models.statement import Statement

Kind = Literal["given", "implied", "bounded", "mismatch", "unsupported", "doubtful", "own"]
MEASURED = ("count", "percent", "money", "duration")  # dates, ordinals and labels are other rules' matter

CLOSE = Decimal("0.1")  # how far "nearly" and "about" may lie from a source's number, as a share of it

# Units that say little of what is measured: two sums of money are not yet sums of one thing.
GENERAL_UNITS = frozenset(
    "usd eur gbp % cent dollar crown year month week day hour minute second people person man woman child kid family "
    "member student parent worker resident company city town state country time case vote mile foot".split()
)


# "Up to 25 percent" makes "up to 35 percent" true, and nobody who knows the first would say the second.
UPPER_BOUNDS = ("up-to", "at-most", "under")
WEIGHTS: dict[Weight, Kind] = {"claim": "unsupported", "talk": "doubtful", "own": "own"}


@dataclass(frozen=True)
class Known:
    """A figure that a source gives.

    Attributes:
        quantity: As it stands in the source's words.
        hedge: Also one that stands outside the words of the statement.
        measure: What the campaign says it measures; "" if it says nothing.
    """

    quantity: Quantity
    passage: Passage
    hedge: str = ""
    measure: str = ""

    @property
    def words(self) -> str:
        """The figure as the source has it."""
        words = self.passage.text[self.quantity.span.start : self.quantity.span.end]
        hedge = self.hedge or self.quantity.hedge
        return f"{hedge} {words}" if hedge and hedge not in words else words

    @property
    def evidence(self) -> Evidence:
        """The figure in its source."""
        return self.passage.evidence(self.quantity.span)


@dataclass(frozen=True)
class Measured:
    """What the library says to one figure of a draft."""

    quantity: Quantity
    kind: Kind
    known: Known | None = None


@lru_cache(maxsize=8)
def known_figures(library: Library) -> list[Known]:
    """Return the figures that the sources give, those with a measure first."""
    recorded = [known for passage in library.passages for known in _recorded(passage, library.statements)]
    taken = {(known.passage.source, known.quantity.number.start + known.passage.base) for known in recorded}
    rest = [
        Known(quantity, passage)
        for passage in library.passages
        for quantity in passage.quantities
        if (passage.source, quantity.number.start + passage.base) not in taken
    ]
    return recorded + rest


def _recorded(passage: Passage, statements: tuple[Statement, ...]) -> Iterator[Known]:
    for one in statements:
        if one.source != passage.source or one.figure is None:
            continue
        start = passage.text.find(one.exact)
        for quantity in passage.quantities if start >= 0 else ():
            inside = start <= quantity.number.start and quantity.number.end <= start + len(one.exact)
            if inside and quantity.value == Decimal(str(one.figure.value)):
                yield Known(quantity, passage, one.figure.hedge or "", one.figure.measure)
                break


def measure(draft: Draft, library: Library, spared: list[Span]) -> list[Measured]:
    """Return what the library says to each figure of the draft that a source could give, outside `spared`."""
    wanted = [
        one
        for one in draft.quantities
        if one.kind in MEASURED and not one.number.within(spared) and not tells_when(draft, one)
    ]
    figures = known_figures(library) if wanted else []
    return [_measured(draft, quantity, figures, library.names) for quantity in wanted]


def _measured(draft: Draft, quantity: Quantity, figures: list[Known], names: Set[str]) -> Measured:
    alike = [one for one in figures if one.quantity.kind == quantity.kind and _may_be_same(one.quantity, quantity)]
    given = [one for one in alike if one.quantity.value == quantity.value]
    for one in given:
        if not _bounded_otherwise(one, quantity):
            return Measured(quantity, "given", one)
    for one in alike:
        if one.quantity.value != quantity.value and not one.hedge and _implies(one.quantity, quantity):
            return Measured(quantity, "implied", one)
    if given:
        return Measured(quantity, "bounded", given[0])
    weight = weigh(draft, quantity, names)
    other = next((one for one in alike if _is_of_this(one, quantity)), None)
    if other and not (weight == "own" and (quantity.unit in GENERAL_UNITS or _is_talk(other, quantity))):
        return Measured(quantity, "doubtful" if is_denied(draft, quantity) else "mismatch", other)
    strange = next((one for one in figures if _is_of_something_else(one.quantity, quantity)), None)
    if strange and (weight == "claim" or _contradict(strange.quantity, quantity)):
        return Measured(quantity, "mismatch", strange)
    return Measured(quantity, WEIGHTS[weight])


def _is_of_this(known: Known, quantity: Quantity) -> bool:
    """Whether a source's figure is of what the draft counts; of a recorded measure, one word beside the unit tells."""
    same = bool(known.quantity.unit) and same_unit(known.quantity.unit, quantity.unit)
    recorded = bool(known.measure) and same and _beside(known.quantity, quantity) > 0
    return recorded or same_measure(known.quantity, quantity)


def _is_talk(known: Known, quantity: Quantity) -> bool:
    """Whether two small counts are how people talk: "two companies" here and "three companies" there."""
    return not known.measure and max(known.quantity.value, quantity.value) <= SMALL


def _bounded_otherwise(known: Known, quantity: Quantity) -> bool:
    if known.hedge and not quantity.hedge and not known.quantity.hedge:
        return True
    return qualifier_lost(known.quantity, quantity)


def _implies(known: Quantity, quantity: Quantity) -> bool:
    """Whether a source's figure makes that of the draft true; "nearly" and "about" are taken as people say them."""
    if quantity.qualifier not in UPPER_BOUNDS and supports(known, quantity):
        return True
    near = abs(known.value - quantity.value) <= CLOSE * known.value
    return quantity.qualifier in ("nearly", "about") and not known.qualifier and near


def _beside(one: Quantity, other: Quantity) -> int:
    """How many words two contexts share beside the words of the unit."""
    return len((one.context & other.context) - set(one.unit.split()) - set(other.unit.split()))


def _may_be_same(known: Quantity, quantity: Quantity) -> bool:
    """Whether two figures can be of one thing: their units fit, or what is said around them does."""
    if _contradict(known, quantity):
        return False
    if known.unit and quantity.unit and same_unit(known.unit, quantity.unit):
        return quantity.unit not in GENERAL_UNITS or known.value == quantity.value or _beside(known, quantity) > 0
    # The same number, or one that it rounds, in the same talk: "186 ppb" for "186 parts per billion".
    shared = len(known.context & quantity.context)
    close = abs(known.value - quantity.value) <= CLOSE * known.value
    return (close and known.value > SMALL and shared > 0) or (known.value == quantity.value and shared > 1)


def _contradict(known: Quantity, quantity: Quantity) -> bool:
    """Whether two figures say of themselves that they count two things: members of this and of that, shares of both."""
    if known.denominator and quantity.denominator:
        parts = content_words(known.denominator), content_words(quantity.denominator)
        return all(parts) and not parts[0] & parts[1]
    heads = [unit.partition(" of ")[0] for unit in (known.unit, quantity.unit)]
    of_both = " of " in known.unit and " of " in quantity.unit
    return of_both and heads[0] == heads[1] and not same_unit(known.unit, quantity.unit)


def same_measure(known: Quantity, quantity: Quantity) -> bool:
    """Whether two figures with different values are of one thing: the same unit, and the same talk around it."""
    if not (known.unit and quantity.unit and same_unit(known.unit, quantity.unit)):
        return False
    # "Police departments" says by itself what is counted; "books" needs a word more, "percent" two.
    if quantity.unit in GENERAL_UNITS:
        half = min(len(one.context - set(one.unit.split())) for one in (known, quantity)) / 2
        return _beside(known, quantity) >= (2 if quantity.unit in ("usd", "eur", "gbp", "%") else min(2, max(1, half)))
    return " " in quantity.unit or _beside(known, quantity) >= 1


def _is_of_something_else(known: Quantity, quantity: Quantity) -> bool:
    """Whether a source has this very number, said of something else."""
    if (known.kind, known.value) != (quantity.kind, quantity.value):
        return False
    apart = bool(known.unit and quantity.unit) and not known.context & quantity.context
    return _contradict(known, quantity) or (apart and quantity.value > SMALL)
