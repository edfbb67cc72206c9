"""Numbers that a source gives of something else than the draft does: both are real, and they do not belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from campaignkit.checks.implied import implies
from campaignkit.checks.known import BESIDE, Figures, Known
from campaignkit.checks.likeness import PERSONS, beside, beside_in_clause, contradict, one_unit, says_this
from campaignkit.checks.look import HEAD, Look
from campaignkit.checks.opposites import are_opposed
from campaignkit.checks.rivals import rival_figures
from campaignkit.figures import Quantity, content_words
from campaignkit.function_words import MONTHS

MOST = 0.6
LED = 3  # words before a number that tell of what it is: "raised a false alarm in 83 percent"
_MONTH = re.compile(rf"\b(?:{'|'.join(month.title() for month in MONTHS)})\b")
_PHRASE = re.compile(r"[^,;:.\n]{0,80}")
FEW = 20  # passages; in more of them, another source has the draft's words by chance


_OF_WHICH = re.compile(r"[^.;:!?]{0,40}?,?\sof\s(?:which|whom|these|those|them)\s(?:\w+\s){0,2}", re.IGNORECASE)


def told_of_another(look: Look, alike: tuple[Known, ...], figures: Figures) -> Known | None:
    """Return the figure of which the draft's clause tells, where its number is another one's.

    Args:
        alike: The figures of sources that have the draft's number.
    """
    given = _Given(look, alike)
    others = list(figures.nearest(look.amount.scale, look.head, look.quantity.context)) if alike else []
    if alike and not look.head and look.amount.scale == "count":
        others += figures.nearest_of_all(look.quantity.clause)
    if alike and (in_its_row := next(given.in_its_own_row(figures), None)):
        return in_its_row
    if given.quantity.told_years and (of_year := next(given.of_its_year(figures), None)):
        return of_year
    return next((one for one in others if given.may_be_swapped_with(one) and given.fits_worse_than(one)), None)


def may_be_swapped(look: Look, alike: tuple[Known, ...], other: Known) -> bool:
    """Return whether the draft may have meant `other`: it names its value nowhere, and no source sets them at odds."""
    return _Given(look, alike).may_be_swapped_with(other)


# What stands behind a number and is no noun: "I have 41 officers and am six short".
_STATES = frozenset("short open vacant present absent strong high long wide deep away ahead behind apart".split())


@dataclass(frozen=True)
class _Given:
    """A figure of a draft with the figures of the sources that have its number."""

    look: Look
    alike: tuple[Known, ...]

    @property
    def quantity(self) -> Quantity:
        return self.look.quantity

    @cached_property
    def score(self) -> int:
        """How many words of the draft's clause stand by its number in a source, too."""
        return max(beside_in_clause(one.quantity, self.quantity) for one in self.alike)

    @cached_property
    def is_of_this_unit(self) -> bool:
        shares = self.quantity.kind == "percent"  # "a third of all homes" and "34 percent of them" are both shares
        alike = (one.quantity for one in self.alike)
        return any(one_unit(one, self.quantity) or (shares and one.kind == "percent") for one in alike)

    @cached_property
    def is_of_this_unit_alone(self) -> bool:
        return all(one_unit(one.quantity, self.quantity) for one in self.alike)

    @cached_property
    def size(self) -> int:
        return len(self.quantity.clause - {self.look.head})

    @cached_property
    def sources(self) -> set[str]:
        return {one.passage.source for one in self.alike}

    @cached_property
    def rivals(self) -> set[int]:
        """The quantities that a source sets against the draft's number: they are estimates of the same."""
        found = rival_figures(self.look.library)
        return {id(rival.quantity) for one in self.alike for rival in found.get(id(one.quantity), ())}

    @cached_property
    def places(self) -> frozenset[str]:
        return frozenset(place for one in self.alike for place in one.places)

    @cached_property
    def unit_words(self) -> set[str]:
        return {word for one in self.alike for word in one.quantity.unit.split()}

    def may_be_swapped_with(self, other: Known) -> bool:
        look = self.look
        if other.part or other.amount.value == look.amount.value or not self._is_on_one_scale_with(other):
            return False
        if len(look.library.passages) > FEW and other.passage.source not in self.sources:
            return False
        if are_opposed(other.quantity, self.quantity):
            return False  # "it lost 512 nurses", where it hired 730
        told = (
            look.says(other.quantity.value)
            or self.quantity.denominator == str(other.quantity.value)
            or id(other.quantity) in self.rivals
        )
        return not told and not contradict(other.quantity, self.quantity) and not self._is_implied_by(other)

    def _is_implied_by(self, other: Known) -> bool:
        """Whether what a source has of the other makes the draft's figure true, bound and all: "just under £600k"."""
        return bool(self.quantity.qualifier) and implies(other, self.look)

    def of_its_year(self, figures: Figures) -> Iterator[Known]:
        """Yield what the same sentence has barely for the draft's year: "610 calls in 2019 and 940 in 2022"."""
        for one in self.alike if self.quantity.kind == "count" else ():
            for other in figures.beside(one):
                bare = other.quantity.kind == "count" and not other.head and not other.part
                told = self.look.says(other.quantity.value) or other.quantity.value == self.quantity.value
                if bare and not told and other.quantity.sentence == one.quantity.sentence:
                    yield from [other] if self._is_of_another_year_than(other) else []

    def in_its_own_row(self, figures: Figures) -> Iterator[Known]:
        """Yield the cell of the draft's year or month, where its number is that of another row of the column."""
        if not all(one.quantity.heading for one in self.alike):
            return
        columns = {(one.passage.source, _column(one)) for one in self.alike}
        years, months = self.quantity.told_years, months_told(self.quantity)
        by_year = bool(years) and all(_is_of_others(one, years) for one in self.alike)
        by_month = len(months) == 1 and all(_is_of_other_months(one, months) for one in self.alike)
        for one in figures.in_tables if by_year or by_month else ():
            of_it = years <= one.quantity.years if by_year else months == months_told(one.quantity)
            in_its_year = not (years and one.quantity.years) or bool(years & one.quantity.years)
            if (one.passage.source, _column(one)) in columns and of_it and in_its_year:
                yield from [] if self.look.says(one.quantity.value) else [one]

    def _is_on_one_scale_with(self, other: Known) -> bool:
        if not self.look.head and other.quantity.kind == self.quantity.kind == "count" and self._is_led_to(other):
            return all(not one.head and one.passage is other.passage for one in self.alike)
        return one_unit(other.quantity, self.quantity) or other.quantity.kind == self.quantity.kind == "percent"

    def fits_worse_than(self, other: Known) -> bool:
        """Whether the draft's words are those of another figure than the one whose number it has."""
        score = beside_in_clause(other.quantity, self.quantity)
        if all(one.part == "whole" for one in self.alike):
            return self._is_said_of(other)  # "61 routes had no driver" where it was seven of 61
        if self._is_of_another_year_than(other) or self._is_a_part_told_of_the_whole(other):
            return True
        if not self.is_of_this_unit:  # "18,200 cars" where 18,200 are riders, and cars are counted, too
            return (score >= 2 and score > self.score) or self._is_of_one_sentence_with(other)
        if (score >= 2 or other.quantity.heading) and self._is_elsewhere(other):
            return True
        if (score >= 1 or other.passage.source in self.sources) and self._is_narrower(other):
            return True
        if says_this(other.quantity, self.quantity, score) and self._says_other():
            return True
        if self.quantity.kind == "duration" and score >= 2 and self.score == 0 and self.size <= 2 * score:
            return True  # a length of time that a source gives of something else altogether
        if self._is_led_to(other):
            return True
        if any(beside(one.quantity, self.quantity) >= score for one in self.alike):
            return False  # another clause of the same sentence has the draft's words
        return self.score <= 1 and score - self.score >= 3 and score >= self.size * 2 / 3

    def _is_said_of(self, other: Known) -> bool:
        """Whether most of what the draft says of its number is said of the other."""
        said = self.quantity.predicate
        return len(said) >= 2 and len(said & other.quantity.predicate) >= MOST * len(said)

    def _is_of_one_sentence_with(self, other: Known) -> bool:
        """Whether one sentence has both the draft's number, of another unit, and another number of the draft's unit."""
        ours, theirs = self.quantity.unit.split(), other.quantity.unit.split()
        if not ours or not set(ours) <= set(theirs):
            return False
        # "870 people" may well be "870 infections", whatever else is counted beside them.
        nouns = (one for one in self.alike if one.head and one.head not in _STATES)
        apart = (one for one in nouns if len(ours) > 1 or one.head not in PERSONS)
        return any(one.quantity.sentence == other.quantity.sentence for one in apart)

    def _is_elsewhere(self, other: Known) -> bool:
        """Whether the draft names a place of which the other figure is told, and its own number is told of others."""
        if other.quantity.heading:
            row, around = content_words(other.quantity.row), self.quantity.context
            if any(one.quantity.heading and content_words(one.quantity.row) <= around for one in self.alike):
                return self._is_of_another_column_than(other)
            if self._is_of_another_column_than(other):
                return True
            return bool(row) and row <= around and not any(_is_told_of(one, row, other) for one in self.alike)
        here = self.look.places
        if not here or not self.places or not here <= other.places:
            return False
        return not any(place in one.quantity.sentence for one in self.alike for place in here)

    def _is_of_another_column_than(self, other: Known) -> bool:
        """Whether the draft's number stands in the same row as the other, and the draft names the other's column."""
        ours = next((one.quantity for one in self.alike if one.passage is other.passage and one.quantity.heading), None)
        if not ours or ours.row != other.quantity.row or self._is_told_outside_tables:
            return False
        here, there = (content_words(one.heading.partition("; ")[2]) for one in (ours, other.quantity))
        around = self.quantity.context
        return bool(there & around - here) and not here & around

    @property
    def _is_told_outside_tables(self) -> bool:
        """Whether a sentence of a source has the draft's number of the same unit, and a word with the draft's."""
        told = (one.quantity for one in self.alike if not one.quantity.heading)
        return any(one_unit(one, self.quantity) and beside(one, self.quantity) for one in told)

    def _is_of_another_year_than(self, other: Known) -> bool:
        """Whether the draft names the year of the other figure, and its own number is always told of other years."""
        years = self.quantity.told_years
        if not years or not years <= other.quantity.told_years:
            return False
        return all(one.quantity.years and one.quantity.years.isdisjoint(years) for one in self.alike)

    def _is_a_part_told_of_the_whole(self, other: Known) -> bool:
        """Whether the draft says of a whole what a source says of a part: "£6.2m, of which £2.5m is not committed"."""
        theirs, said = other.quantity, self.quantity.predicate
        wholes = [
            one for one in self.alike if one.passage is other.passage and _OF_WHICH.fullmatch(_between(one, other))
        ]
        told = theirs.predicate & said
        return bool(told) and any(told.isdisjoint(_told_before(one.quantity, theirs)) for one in wholes)

    def _is_narrower(self, other: Known) -> bool:
        """Whether the draft says "serious injuries" where the number is of injuries, and serious ones have another."""
        named = set(self.quantity.unit.split()[:-1]) - self.unit_words
        return self.is_of_this_unit_alone and bool(named & set(other.quantity.unit.split()))

    def _is_led_to(self, other: Known) -> bool:
        """Whether the words right before the draft's number are told of the other, and never of the draft's."""
        led = self.quantity.lead
        near = any(one.passage is other.passage and _is_near(one, other) for one in self.alike)
        if len(led) < (LED - 1 if near else LED) or not led <= other.quantity.clause:
            return False
        return all(led.isdisjoint(one.quantity.clause) for one in self.alike)

    def _says_other(self) -> bool:
        """Whether what is said of the draft's number in the sources is never what the draft says of it."""
        said = self.quantity.predicate
        return all(one.quantity.predicate and one.quantity.predicate.isdisjoint(said) for one in self.alike)


def _is_told_of(one: Known, row: frozenset[str], other: Known) -> bool:
    """Whether a figure is of what a row is of: its sentence names it, or it is another source that does at its head."""
    if row <= one.quantity.context:
        return True
    return one.passage is not other.passage and all(f" {word} " in one.passage.words[:HEAD] for word in row)


def _is_of_others(one: Known, years: frozenset[str]) -> bool:
    return bool(one.quantity.years) and one.quantity.years.isdisjoint(years)


def _is_of_other_months(one: Known, months: frozenset[str]) -> bool:
    theirs = months_told(one.quantity)
    return bool(theirs) and theirs.isdisjoint(months)


def months_told(quantity: Quantity) -> frozenset[str]:
    """Return the months of a row, or those in the phrase behind a number: "Rs 118 lakh on cameras in January 2026".

    >>> from campaignkit.figures import find_quantities
    >>> sorted(months_told(find_quantities("We had 41 calls in the whole of May, and in June none.")[0]))
    ['may']
    """
    if quantity.heading:
        told = quantity.row
    else:
        told = _PHRASE.match(quantity.text, quantity.span.end)[0]  # type: ignore[index]
    return frozenset(month.lower() for month in _MONTH.findall(told))


def _column(one: Known) -> str:
    return one.quantity.heading.partition("; ")[2]


def _between(one: Known, other: Known) -> str:
    """The text from one figure to another that follows it."""
    return one.passage.text[one.quantity.span.end : other.quantity.span.start]


def _is_near(one: Known, other: Known) -> bool:
    return abs(one.quantity.span.start - other.quantity.span.start) < BESIDE


def _told_before(whole: Quantity, part: Quantity) -> frozenset[str]:
    """The content words of the sentence of a whole up to a part of it."""
    start = part.text.rfind(".", 0, whole.span.start) + 1
    return content_words(part.text[max(start, whole.span.start - 200) : part.span.start])
