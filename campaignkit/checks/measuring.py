"""What the library says to each figure of a draft: given, implied, bounded otherwise, another value, not there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from campaignkit.checks.amounts import HUNDRED, Amount, amount_of, is_fraction, rounds_to
from campaignkit.checks.claims import SMALL, Weight, is_denied, paragraph_at, tells_when, weigh
from campaignkit.checks.draft import Draft
from campaignkit.checks.known import MEASURED, Figures, Known, known_figures
from campaignkit.checks.library import Library, Passage
from campaignkit.checks.likeness import (
    GENERAL_UNITS,
    beside,
    beside_in_clause,
    contradict,
    one_unit,
    same_measure,
    same_talk,
)
from campaignkit.checks.rivals import rival_figures
from campaignkit.checks.votes import Vote, find_votes, known_votes
from campaignkit.figures import Quantity, content_words, qualifier_lost, supports
from campaignkit.folding import Span, fold
from campaignkit.nouns import head_of
from campaignkit.people import surname

Kind = Literal["given", "implied", "bounded", "mismatch", "unsupported", "doubtful", "own"]

CLOSE = Decimal("0.1")  # how far "nearly" and "about" may lie from a source's number, as a share of it
FAR = 2  # nobody who knows of 10,000 says "more than 1,000": how many times a source's number may be the bound
# "Up to 25 percent" makes "up to 35 percent" true, and nobody who knows the first would say the second.
UPPER_BOUNDS = ("up-to", "at-most", "under")
WEIGHTS: dict[Weight, Kind] = {"claim": "unsupported", "talk": "doubtful", "light": "own", "own": "own"}
VOTE_WORDS = 2  # words in common that tell one vote from another
POINT = Decimal(1)  # how far "two thirds" may lie from a percentage


@dataclass(frozen=True)
class Measured:
    """What the library says to one figure of a draft.

    Attributes:
        known: The figure of a source that says so.
        alike: All figures of sources that have this number of this thing.
    """

    quantity: Quantity
    kind: Kind
    known: Known | None = None
    alike: tuple[Known, ...] = ()


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
    votes = {one: vote for vote in find_votes(draft.text, draft.quantities) for one in vote.numbers}
    found = [
        _measured_vote(votes[one], look) if one in votes else _measured(look, figures)
        for one in wanted
        for look in [_Look(draft, one, library)]
    ]
    return list(_reckoned(draft.text, found))


def _measured(look: _Look, figures: Figures) -> Measured:
    quantity = look.quantity
    alike = tuple(_given(look, figures))
    if (other := _told_of_another(look, alike, figures)) is not None:
        return Measured(quantity, "mismatch", other)
    free = next((one for one in alike if not _bounded_otherwise(one, quantity)), None)
    if free:
        return Measured(quantity, "given", free, alike)
    implying = next(_implying(look, figures), None)
    if implying and not any(look.names(one.passage) for one in alike):
        return Measured(quantity, "implied", implying, (*alike, implying))
    if alike:
        return Measured(quantity, "bounded", alike[0], alike)
    return _not_given(look, figures)


def _not_given(look: _Look, figures: Figures) -> Measured:
    quantity = look.quantity
    other = _of_this(look, figures)
    if other and _is_worth_saying(other, look):
        return Measured(quantity, "doubtful" if is_denied(look.draft, quantity) else "mismatch", other)
    strange = next((one for one in _same_number(look, figures) if _is_of_something_else(one.quantity, quantity)), None)
    if strange and (look.weight == "claim" or contradict(strange.quantity, quantity)):
        return Measured(quantity, "mismatch", strange)
    return Measured(quantity, WEIGHTS[look.weight])


def _is_worth_saying(other: Known, look: _Look) -> bool:
    """Whether another value in a source is news: of the writer's own figures, and of how people talk, it is not."""
    quantity = look.quantity
    if look.weight == "own":
        return not (quantity.unit in GENERAL_UNITS or _is_talk(other, quantity))
    if look.weight == "light":
        return not _is_talk(other, quantity) and beside_in_clause(other.quantity, quantity) >= 2
    return True


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
    if known.part == "share" or is_fraction(known.quantity) != is_fraction(quantity):
        return False
    return qualifier_lost(known.quantity, quantity)


def _told_of_another(look: _Look, alike: tuple[Known, ...], figures: Figures) -> Known | None:
    """The figure of which the draft's clause tells, where its number is another one's."""
    if not alike:
        return None
    quantity = look.quantity
    own = max(beside_in_clause(one.quantity, quantity) for one in alike)
    for other in figures.nearest(look.amount.scale, look.head, quantity.context):
        if other.amount.value == look.amount.value or contradict(other.quantity, quantity) or other.part:
            continue
        if look.says(other.quantity.value) or not one_unit(other.quantity, quantity) or _is_rival(other, alike, look):
            continue
        score = beside_in_clause(other.quantity, quantity)
        size = len(quantity.clause - set(quantity.unit.split()))
        if all(one.part == "whole" for one in alike) and score >= max(2, size * 0.6):
            return other  # "61 routes had no driver" where it was seven of 61
        if own <= 1 and score - own >= 3 and score >= size * 2 / 3:
            return other
        if score >= 1 and _is_narrower(quantity, other, alike):
            return other
    return None


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
        high = value * FAR
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
        return near and supports(one, other)
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
    found = next((one for one in others if not one.part and _is_of_this(one, quantity)), None)
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


def _is_of_this(known: Known, quantity: Quantity) -> bool:
    """Whether a source's figure is of what the draft counts; of a recorded measure, one word beside the unit tells."""
    recorded = bool(known.measure) and one_unit(known.quantity, quantity) and beside(known.quantity, quantity) > 0
    return (recorded and not contradict(known.quantity, quantity)) or same_measure(known.quantity, quantity)


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
    known = known_votes(look.library)
    same = next((one for other, one in known if vote.same_as(other)), None)
    if same:
        return Measured(look.quantity, "given", same)
    shared = [(len(one.quantity.context & look.quantity.context), number) for number, (_, one) in enumerate(known)]
    most, number = max(shared, default=(0, 0))
    if most >= VOTE_WORDS and all(one.value != look.quantity.value for one in known[number][0].numbers):
        return Measured(look.quantity, "mismatch", known[number][1])
    return Measured(look.quantity, "own")


# What the draft itself reckons.


def _reckoned(text: str, found: list[Measured]) -> Iterator[Measured]:
    """Take for given what follows from two given figures of one paragraph: a sum, a difference, a share, a change."""
    for one in found:
        if one.kind in ("unsupported", "doubtful", "own") and not one.known and one.quantity.value > 1:
            near = [other for other in found if other.kind in ("given", "implied") and _is_near(text, one, other)]
            pair = next(_pairs_that_make(amount_of(one.quantity), near), None)
            yield Measured(one.quantity, "implied", pair) if pair else one
        else:
            yield one


def _is_near(text: str, one: Measured, other: Measured) -> bool:
    a, b = sorted([one.quantity.span.start, other.quantity.span.start])
    return b - a < 400 and not re.search(r"\n\s*\n", text[a:b])


def _pairs_that_make(amount: Amount, near: Iterable[Measured]) -> Iterator[Known | None]:
    amounts = [(amount_of(one.quantity), one.known) for one in near]
    for a, known in amounts:
        for b, _ in amounts:
            if a.scale == b.scale and a.value > b.value > 0 and amount.value in _made_of(a, b, amount.scale):
                yield known


def _made_of(a: Amount, b: Amount, scale: str) -> set[Decimal]:
    if scale == a.scale:
        return {a.value + b.value, a.value - b.value}
    share, change = b.value / a.value * HUNDRED, (a.value - b.value) / a.value * HUNDRED
    growth = (a.value - b.value) / b.value * HUNDRED
    return {Decimal(round(one)) for one in (share, change, growth)} if scale == "%" else set()
