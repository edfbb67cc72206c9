"""What the library says to each figure of a draft: given, implied, bounded otherwise, another value, not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from campaignkit.checks.amounts import Amount, amount_of, is_fraction, rounds_to
from campaignkit.checks.claims import SMALL, Weight, is_denied, paragraph_at, tells_when, weigh
from campaignkit.checks.draft import Draft
from campaignkit.checks.known import MEASURED, Figures, Known, known_figures
from campaignkit.checks.library import Library, Passage
from campaignkit.checks.likeness import (
    CURRENCIES_AND_SHARES,
    GENERAL_UNITS,
    beside,
    beside_in_clause,
    contradict,
    one_unit,
    same_measure,
    places_in,
    same_talk,
    says_this,
)
from campaignkit.checks.measured import Kind, Measured
from campaignkit.checks.reckoning import reckoned
from campaignkit.checks.rivals import rival_figures
from campaignkit.checks.votes import Vote, find_votes, known_votes
from campaignkit.figures import Quantity, content_words, qualifier_lost, supports
from campaignkit.folding import Span, fold
from campaignkit.nouns import head_of
from campaignkit.people import surname

CLOSE = Decimal("0.1")  # how far "nearly" and "about" may lie from a source's number, as a share of it
FAR = Decimal("1.5")  # nobody who knows of 10,000 says "more than 1,000": how many times a source's number may be the bound
FAR_SHARE = 10  # the same of shares, in points
# "Up to 25 percent" makes "up to 35 percent" true, and nobody who knows the first would say the second.
UPPER_BOUNDS = ("up-to", "at-most", "under")
WEIGHTS: dict[Weight, Kind] = {"claim": "unsupported", "talk": "doubtful", "light": "own", "own": "own"}
# A number that others are held against: what lies above or below it is another matter than the number.
_THRESHOLD = re.compile(
    r"\b(?:limits?|allow(?:s|ed)?|requires?|required|standards?|thresholds?|maximum|minimum|caps?|capped|ceiling|targets?"
    r"|permit(?:s|ted)?|recommend(?:s|ed)?|policy)\b",
    re.IGNORECASE,
)
_APPOSED = re.compile(r"\w(?:,|\s\()\s?(?:(?:or|that is,?|i\.e\.,?|just|only|a mere|some)\s)?\Z")
VOTE_WORDS = 2  # words in common that tell one vote from another
POINT = Decimal(1)  # how far "two thirds" may lie from a percentage


@dataclass(frozen=True)
class _Look:
    """A figure of a draft before a library."""

    draft: Draft
    quantity: Quantity
    library: Library

    @cached_property
    def amount(self) -> Amount:
        return amount_of(self.quantity)

    @cached_property
    def head(self) -> str:
        return head_of(self.quantity.unit)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words around it: of the sentence, or of the paragraph where the figure does not say what it counts."""
        if self.quantity.unit:
            return self.quantity.context
        return self.quantity.context | content_words(paragraph_at(self.draft.text, self.quantity.span.start))

    @cached_property
    def written(self) -> str:
        return self.draft.text[self.quantity.number.start : self.quantity.number.end]

    @cached_property
    def sentence(self) -> Span:
        return self.draft.sentence_at(self.quantity.span.start)

    @cached_property
    def weight(self) -> Weight:
        return weigh(self.draft, self.quantity, self.library)

    def says(self, value: Decimal) -> bool:
        """Whether the draft gives a value in the same sentence."""
        return any(one.value == value for one in self.draft.quantities if one.span.within([self.sentence]))

    def names(self, passage: Passage) -> bool:
        """Whether the draft names who wrote a passage, in the same sentence."""
        record = passage.record
        called = [*map(surname, record.author), record.publisher or ""] if record else []
        folded = fold(self.draft.text[self.sentence.start : self.sentence.end]).replace("'s ", " ")
        return any(f" {fold(name).strip()} " in folded for name in called if name)


def measure(draft: Draft, library: Library, spared: list[Span]) -> list[Measured]:
    """Return what the library says to each figure of the draft that a source could give, outside `spared`."""
    wanted = [
        one
        for one in draft.quantities
        if one.kind in MEASURED and not one.number.within(spared) and not tells_when(draft, one)
    ]
    if not wanted:
        return []
    figures = known_figures(library)
    votes = {vote.numbers[0].number: vote for vote in find_votes(draft.text, draft.quantities)}
    seconds = {vote.numbers[1].number for vote in votes.values()}
    found = [
        _measured_vote(votes[one.number], look) if one.number in votes else _measured(look, figures)
        for one in wanted
        if one.number not in seconds
        for look in [_Look(draft, one, library)]
    ]
    return reckoned(draft.text, found)


def _measured(look: _Look, figures: Figures) -> Measured:
    quantity = look.quantity
    alike = tuple(_given(look, figures))
    if (other := _told_of_another(look, alike, figures)) is not None:
        return Measured(quantity, "mismatch", other)
    free = next((one for one in alike if not _bounded_otherwise(one, quantity)), None)
    if free:
        return Measured(quantity, "given", free, alike)
    implying = next(_implying(look, figures), None)
    if implying and not any(look.names(one.passage) or _is_nearer(one, implying, quantity) for one in alike):
        return Measured(quantity, "implied", implying, (*alike, implying))
    if alike:
        return Measured(quantity, "bounded", alike[0], alike)
    return _not_given(look, figures)


def _weighed(look: _Look) -> Kind:
    """How grave it is that no source gives a figure; a share in apposition may be the writer's own reckoning."""
    kind = WEIGHTS[look.weight]
    reckoned_here = look.amount.scale == "%" and _APPOSED.search(_before(look))
    return "doubtful" if kind == "unsupported" and reckoned_here else kind


def _before(look: _Look) -> str:
    return look.draft.text[max(0, look.quantity.span.start - 20) : look.quantity.span.start]


def _not_given(look: _Look, figures: Figures) -> Measured:
    quantity = look.quantity
    other = _of_this(look, figures)
    if other and _is_worth_saying(other, look):
        return Measured(quantity, "doubtful" if is_denied(look.draft, quantity) else "mismatch", other)
    strange = next((one for one in _same_number(look, figures) if _is_of_something_else(one.quantity, quantity)), None)
    if strange and (look.weight == "claim" or contradict(strange.quantity, quantity)):
        return Measured(quantity, "mismatch", strange)
    return Measured(quantity, _weighed(look))


def _is_worth_saying(other: Known, look: _Look) -> bool:
    """Whether another value in a source is news: of the writer's own figures, and of how people talk, it is not."""
    quantity = look.quantity
    if other.quantity.heading and look.weight == "light":
        return True
    if look.weight == "own":
        return not (quantity.unit in GENERAL_UNITS or _is_talk(other, quantity))
    if look.weight == "light":
        return beside_in_clause(other.quantity, quantity) >= (3 if _is_talk(other, quantity) else 2)
    return True


def _is_nearer(one: Known, other: Known, quantity: Quantity) -> bool:
    """Whether the draft's words are those of one figure more than of another."""
    return beside_in_clause(one.quantity, quantity) > beside_in_clause(other.quantity, quantity) + 1


# What is given.


def _same_number(look: _Look, figures: Figures) -> list[Known]:
    """The figures with the number of the draft's; a share in words may lie a point off."""
    scale, value, *_ = look.amount
    if scale == "%" and is_fraction(look.quantity):
        return figures.between(scale, value - POINT, value + POINT)
    found = figures.between(scale, value, value)
    if scale == "%":
        near = figures.between(scale, value - POINT, value + POINT)
        found += [one for one in near if one not in found and (is_fraction(one.quantity) or one.part == "share")]
    return found


def _given(look: _Look, figures: Figures) -> Iterator[Known]:
    for one in _same_number(look, figures):
        if not contradict(one.quantity, look.quantity) and (
            one_unit(one.quantity, look.quantity) or _is_in_this_talk(one, look)
        ):
            yield one


def _is_in_this_talk(known: Known, look: _Look) -> bool:
    """Whether the same number, or one close to it, stands in the same talk: "870 infections" for "870 people"."""
    if look.amount.scale != "count":
        return True
    shared = len(known.quantity.context & look.words)
    return shared > (0 if look.quantity.value > SMALL else 1)


def _bounded_otherwise(known: Known, quantity: Quantity) -> bool:
    if known.hedge and not quantity.hedge and not known.quantity.hedge:
        return True
    if quantity.qualifier == "about" and not known.quantity.qualifier and not known.quantity.hedge:
        return False  # "about 870" of 870 says less and loses nothing
    if quantity.qualifier and not known.quantity.qualifier and _THRESHOLD.search(known.quantity.sentence):
        return False  # "above 15 ppb" where 15 is the limit
    if known.part == "share" or is_fraction(known.quantity) != is_fraction(quantity):
        return False
    return qualifier_lost(known.quantity, quantity)


def _told_of_another(look: _Look, alike: tuple[Known, ...], figures: Figures) -> Known | None:
    """The figure of which the draft's clause tells, where its number is another one's."""
    if not alike:
        return None
    for other in figures.nearest(look.amount.scale, look.head, look.quantity.context):
        comparable = one_unit(other.quantity, look.quantity) and not contradict(other.quantity, look.quantity)
        if comparable and not other.part and other.amount.value != look.amount.value:
            if not (look.says(other.quantity.value) or _is_rival(other, alike, look)) and _fits_better(other, alike, look):
                return other
    return None


def _fits_better(other: Known, alike: tuple[Known, ...], look: _Look) -> bool:
    """Whether the draft's words are those of another figure than the one whose number it has."""
    quantity = look.quantity
    score, own = beside_in_clause(other.quantity, quantity), max(beside_in_clause(one.quantity, quantity) for one in alike)
    size = len(quantity.clause - {look.head})
    if all(one.part == "whole" for one in alike):
        return score >= max(2, size * 0.6)  # "61 routes had no driver" where it was seven of 61
    if not any(one_unit(one.quantity, quantity) for one in alike):
        # "18,200 cars" where 18,200 are riders, and cars are counted, too
        return (score >= 2 and score > own) or any(_is_of_its_unit(quantity, other, one) for one in alike)
    if (score >= 2 or other.quantity.heading) and _is_elsewhere(quantity, other, alike):
        return True
    if score >= 1 and _is_narrower(quantity, other, alike):
        return True
    if says_this(other.quantity, quantity, score) and all(_says_other(one.quantity, quantity) for one in alike):
        return True
    return own <= 1 and score - own >= 3 and score >= size * 2 / 3


def _is_of_its_unit(quantity: Quantity, other: Known, one: Known) -> bool:
    """Whether one sentence has both the draft's number, of another unit, and another number of the draft's unit."""
    both = other.quantity.sentence == one.quantity.sentence and bool(one.head)
    return both and " " in quantity.unit and set(quantity.unit.split()) <= set(other.quantity.unit.split())


def _says_other(known: Quantity, quantity: Quantity) -> bool:
    return bool(known.predicate) and known.predicate.isdisjoint(quantity.predicate)


def _is_elsewhere(quantity: Quantity, other: Known, alike: tuple[Known, ...]) -> bool:
    """Whether the draft names a place of which the other figure is told, and its own number is told of other places."""
    if other.quantity.heading:
        row = content_words(other.quantity.row)
        return bool(row) and row <= quantity.context and not any(row <= one.quantity.context for one in alike)
    places = places_in(quantity.sentence)
    theirs = [places_in(one.quantity.sentence) for one in alike]
    if not places or not places <= places_in(other.quantity.sentence) or not any(theirs):
        return False
    return not any(place in one.quantity.sentence for one in alike for place in places)


def _is_rival(other: Known, alike: tuple[Known, ...], look: _Look) -> bool:
    rivals = rival_figures(look.library)
    return any(rival.quantity is other.quantity for one in alike for rival in rivals.get(id(one.quantity), ()))


def _is_narrower(quantity: Quantity, other: Known, alike: tuple[Known, ...]) -> bool:
    """Whether the draft says "serious injuries" where the number is of injuries, and serious ones have another."""
    if not all(one_unit(one.quantity, quantity) for one in alike):
        return False
    theirs = {word for one in alike for word in one.quantity.unit.split()}
    named = set(quantity.unit.split()[:-1]) - theirs
    return bool(named & set(other.quantity.unit.split()))


# What follows.


def _implying(look: _Look, figures: Figures) -> Iterator[Known]:
    scale, value, qualifier, _ = look.amount
    low, high = value * (1 - 2 * CLOSE), value * (1 + 2 * CLOSE)
    if qualifier in ("over", "at-least"):
        high = value + FAR_SHARE if scale == "%" else value * FAR
    for one in figures.between(scale, low, high):
        if one.amount.value != value and not one.hedge and _may_imply(one, look) and _implies(one, look):
            yield one


def _may_imply(known: Known, look: _Look) -> bool:
    if contradict(known.quantity, look.quantity):
        return False
    if one_unit(known.quantity, look.quantity) and look.quantity.unit not in GENERAL_UNITS:
        return True
    close = abs(known.amount.value - look.amount.value) <= CLOSE * known.amount.value
    if one_unit(known.quantity, look.quantity):
        return beside(known.quantity, look.quantity) > 0
    return close and known.amount.value > SMALL and bool(known.quantity.context & look.words)


def _implies(known: Known, look: _Look) -> bool:
    """Whether a source's figure makes that of the draft true; "nearly" and "about" are taken as people say them."""
    one, other = known.amount, look.amount
    near = abs(one.value - other.value) <= CLOSE * one.value
    if other.qualifier in UPPER_BOUNDS:
        return near and not one.qualifier and supports(one, other)  # "fewer than 40" of 38
    if other.qualifier in ("nearly", "about") and one.qualifier in ("", "about"):
        return near
    rounded = one.qualifier == other.qualifier and rounds_to(known.quantity.value, look.quantity.value, look.written)
    return supports(one, other) or rounded


# What is given otherwise.


def _of_this(look: _Look, figures: Figures) -> Known | None:
    """The figure of a source that is of what the draft counts, with another value."""
    quantity = look.quantity
    candidates = list(figures.nearest(look.amount.scale, look.head, quantity.context))
    if look.head and look.amount.scale == "count":
        seen = set(candidates)
        candidates += [one for one in figures.of_unit("count", look.head)[:64] if one not in seen]
    others = [one for one in candidates if one.amount.value != look.amount.value]
    found = next((one for one in others if not one.part and _is_of_this(one, look)), None)
    return found or next(_in_the_same_words(look, figures), None)


def _in_the_same_words(look: _Look, figures: Figures) -> Iterator[Known]:
    """Figures without a unit, in nearly the draft's own words: "32 were above the limit" for "23 were above the limit"."""
    if look.amount.scale == "count":
        for one in figures.nearest("count", "", look.quantity.clause):
            if one.amount.value != look.amount.value and same_talk(one.quantity, look.quantity):
                yield one
        for one in figures.nearest_of_all(look.quantity.clause) if not look.head else ():
            if one.amount.value != look.amount.value and not one.part and same_talk(one.quantity, look.quantity):
                yield one


def _is_of_this(known: Known, look: _Look) -> bool:
    """Whether a source's figure is of what the draft counts; of a recorded measure, one word beside the unit tells."""
    quantity = look.quantity
    if known.measure and one_unit(known.quantity, quantity) and beside(known.quantity, quantity) > 0:
        return not contradict(known.quantity, quantity)
    if quantity.unit in CURRENCIES_AND_SHARES and known.quantity.context & quantity.context <= look.library.names:
        return False  # nothing in common but who is spoken of
    return same_measure(known.quantity, quantity)


def _is_talk(known: Known, quantity: Quantity) -> bool:
    """Whether two small counts are how people talk: "two companies" here and "three companies" there."""
    return not known.measure and max(known.quantity.value, quantity.value) <= SMALL


def _is_of_something_else(known: Quantity, quantity: Quantity) -> bool:
    """Whether a source has this very number, said of something else."""
    apart = bool(known.unit and quantity.unit) and not known.context & quantity.context
    return contradict(known, quantity) or (apart and quantity.value > SMALL)


# Votes.


def _measured_vote(vote: Vote, look: _Look) -> Measured:
    """A vote is one figure of two numbers: it is given as a whole or not at all."""
    quantity = replace(vote.numbers[0], span=vote.span)
    known = known_votes(look.library)
    same = next((one for other, one in known if vote.same_as(other)), None)
    if same:
        return Measured(quantity, "given", same)
    shared = [(len(one.quantity.context & quantity.context), -number) for number, (_, one) in enumerate(known)]
    most, number = max(shared, default=(0, 0))
    return Measured(quantity, "mismatch", known[-number][1]) if most >= VOTE_WORDS else Measured(quantity, "own")
