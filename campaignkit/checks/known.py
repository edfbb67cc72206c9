"""The figures that the sources give, indexed: a figure of a draft meets only those that share its number or unit."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Literal

from campaignkit.checks.amounts import HUNDRED, Amount, amount_of, is_fraction
from campaignkit.checks.claims import is_told_as_wrong, tells_a_difference, tells_when
from campaignkit.checks.library import Library, Passage
from campaignkit.checks.places import places_in
from campaignkit.figures import Quantity
from campaignkit.models.finding import Evidence
from campaignkit.models.statement import Statement
from campaignkit.nouns import head_of, stem

MEASURED = ("count", "percent", "money", "duration")  # dates, ordinals and labels are other rules' matter
Part = Literal["", "whole", "share"]


@dataclass(frozen=True, eq=False)  # one figure is itself
class Known:
    """A figure that a source gives.

    Attributes:
        quantity: As it stands in the source's words.
        hedge: Also one that stands outside the words of the statement.
        measure: What the campaign says it measures; "" if it says nothing.
        part: "whole" for the 120 of "47 of 120 homes", "share" for the percentage that follows from it.
    """

    quantity: Quantity
    passage: Passage
    hedge: str = ""
    measure: str = ""
    part: Part = ""

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

    @cached_property
    def amount(self) -> Amount:
        """What it comes to."""
        return amount_of(self.quantity)

    @cached_property
    def head(self) -> str:
        """The noun of what is counted."""
        return head_of(self.quantity.unit)

    @cached_property
    def tells_a_difference(self) -> bool:
        """Whether it says how much more or less there is."""
        return tells_a_difference(self.quantity)

    @cached_property
    def places(self) -> frozenset[str]:
        """The places that its sentence names."""
        return places_in(self.quantity.sentence)


class _Row:
    """Figures in the order of their values."""

    def __init__(self, figures: Iterable[Known]) -> None:
        self.figures = sorted(figures, key=lambda one: one.amount.value)
        self.values = [one.amount.value for one in self.figures]

    def between(self, low: Decimal, high: Decimal) -> list[Known]:
        """The figures from `low` to `high`, both of them with it."""
        return self.figures[bisect_left(self.values, low) : bisect_right(self.values, high)]

    @cached_property
    def by_word(self) -> dict[str, list[Known]]:
        """The figures by each word of the sentences they stand in."""
        found: defaultdict[str, list[Known]] = defaultdict(list)
        for one in self.figures:
            for word in one.quantity.context:
                found[word].append(one)
        return dict(found)

    def nearest(self, context: frozenset[str]) -> Iterator[Known]:
        """Yield the figures that share a word with `context`, those that share most first."""
        shared: Counter[Known] = Counter()
        seen = 0
        for held in sorted((self.by_word.get(word, []) for word in context), key=len):
            seen += len(held)
            if shared and seen > LOOKED_AT:  # what nearly every figure has in common tells nothing
                break
            shared.update(held[:LOOKED_AT])
        return (one for one, _ in shared.most_common(AT_MOST))


def _heads_of(one: Known) -> set[str]:
    """The nouns of which a figure may be told: "2,914 times" of whatever is said to have been done so often."""
    return {one.head, *map(stem, one.quantity.clause)} if one.quantity.unit == "time" else {one.head}


class Figures:
    """All figures of a library, by value, by unit, and by the words around them."""

    def __init__(self, figures: Iterable[Known], wrong: frozenset[Decimal] = frozenset()) -> None:
        self.all = list(figures)
        self.wrong = wrong  # the numbers that the sources give as mistakes
        self.recorded = [one for one in self.all if one.measure]
        groups: defaultdict[tuple[str, str], list[Known]] = defaultdict(list)
        for one in self.all:
            groups[one.amount.scale, ""].append(one)
            if one.amount.scale == "count":
                for head in _heads_of(one):
                    groups[one.amount.scale, f"{head}."].append(one)
        self._rows = {key: _Row(group) for key, group in groups.items()}

    @cached_property
    def in_tables(self) -> list[Known]:
        """The figures that stand in the cells of tables."""
        return [one for one in self.all if one.quantity.heading]

    @cached_property
    def _by_number(self) -> dict[Decimal, list[Known]]:
        found: defaultdict[Decimal, list[Known]] = defaultdict(list)
        for one in self.all:
            if not one.part:
                found[one.quantity.value].append(one)
        return dict(found)

    def of_number(self, value: Decimal) -> list[Known]:
        """Return the figures with a number, whatever they count or measure."""
        return self._by_number.get(value, [])

    def between(self, scale: str, low: Decimal, high: Decimal) -> list[Known]:
        """Return the figures on a scale whose values lie from `low` to `high`, in order of value."""
        row = self._rows.get((scale, ""))
        return row.between(low, high) if row else []

    def of_unit_between(self, scale: str, head: str, low: Decimal, high: Decimal) -> list[Known]:
        """Return the figures of a unit whose values lie from `low` to `high`, in order of value, the first few."""
        row = self._row(scale, head)
        return row.between(low, high)[:LOOKED_AT] if row else []

    def of_unit(self, scale: str, head: str) -> list[Known]:
        """Return the figures of a unit; on a scale other than "count", all that are on it."""
        row = self._row(scale, head)
        return row.figures if row else []

    def measured(self, measure: str) -> list[Known]:
        """Return the figures for which the campaign recorded a measure."""
        return [one for one in self.recorded if one.measure == measure]

    def nearest(self, scale: str, head: str, context: frozenset[str]) -> Iterator[Known]:
        """Yield the figures of a unit that share a word with `context`, those that share most first."""
        row = self._row(scale, head)
        return row.nearest(context) if row else iter(())

    def beside(self, known: Known) -> list[Known]:
        """Return the figures of the same passage that stand close to one, and the parts of both."""
        near = self._by_passage[id(known.passage)]
        at = known.quantity.span.start
        return [one for one in near if one is not known and abs(one.quantity.span.start - at) < BESIDE]

    @cached_property
    def _by_passage(self) -> dict[int, list[Known]]:
        found: defaultdict[int, list[Known]] = defaultdict(list)
        for one in self.all:
            found[id(one.passage)].append(one)
        return dict(found)

    def nearest_of_all(self, context: frozenset[str]) -> Iterator[Known]:
        """Yield the counts of whatever unit that share a word with `context`, those that share most first."""
        row = self._rows.get(("count", ""))
        return row.nearest(context) if row else iter(())

    def _row(self, scale: str, head: str) -> _Row | None:
        return self._rows.get((scale, f"{head}." if scale == "count" else ""))


BESIDE = 200  # code points between two figures of one sentence
AT_MOST = 24  # figures of one unit that a draft's figure is held against
LOOKED_AT = 150  # figures among which those are chosen


@lru_cache(maxsize=8)
def known_figures(library: Library) -> Figures:
    """Return the figures that the sources give, those with a measure first."""
    recorded = [known for passage in library.passages for known in _recorded(passage, library.statements)]
    taken = {(known.passage.source, known.quantity.number.start + known.passage.base) for known in recorded}
    rest = [
        Known(quantity, passage)
        for passage in library.passages
        for quantity in passage.quantities
        if quantity.kind in MEASURED
        and not (tells_when(quantity) or is_told_as_wrong(quantity))
        and (passage.source, quantity.number.start + passage.base) not in taken
    ]
    wrong = {
        one.value for passage in library.passages for one in passage.quantities
        if one.kind in MEASURED and is_told_as_wrong(one)
    }  # fmt: skip
    return Figures([*recorded, *rest, *(part for one in rest for part in _parts(one))], frozenset(wrong))


def _parts(known: Known) -> Iterator[Known]:
    """Yield what follows from "47 of 120 homes": that there are 120, and that it is 39 percent."""
    quantity = known.quantity
    if quantity.kind == "count" and is_fraction(quantity):
        whole = Decimal(quantity.denominator)
        yield replace(known, quantity=_with(quantity, whole), part="whole")
        share = _with(quantity, quantity.value * HUNDRED / whole)
        yield replace(known, quantity=replace(share, kind="percent", unit="%"), part="share")


def _with(quantity: Quantity, value: Decimal) -> Quantity:
    return replace(quantity, value=value, denominator="", qualifier="")


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
