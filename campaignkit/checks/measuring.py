"""What the library says to each figure of a draft: given, implied, bounded otherwise, another value, not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from campaignkit.checks.amounts import amount_of, is_fraction
from campaignkit.checks.borrowed_words import told_in_words_of_another
from campaignkit.checks.claims import (
    BARE_FROM,
    MEASURES,
    SMALL,
    Weight,
    is_denied,
    is_like_a_year,
    tells_a_difference,
    tells_when,
)
from campaignkit.checks.conversions import converted
from campaignkit.checks.draft import Draft
from campaignkit.checks.given import given_figures, is_in_this_paragraph, same_number
from campaignkit.checks.implied import implying_figures
from campaignkit.checks.known import MEASURED, Figures, Known, known_figures
from campaignkit.checks.library import Library
from campaignkit.checks.likeness import (
    CURRENCIES_AND_SHARES,
    GENERAL_UNITS,
    PERSONS,
    beside,
    beside_in_clause,
    contradict,
    of_one_body,
    of_one_rate,
    one_unit,
    rate_of,
    same_measure,
    same_talk,
    stems_beside,
)
from campaignkit.checks.look import Look
from campaignkit.checks.lost_bounds import bounded_otherwise, is_the_same_limit, says_whose
from campaignkit.checks.measured import Kind, Measured
from campaignkit.checks.opposites import of_the_other_side
from campaignkit.checks.parts import Part, parts_with
from campaignkit.checks.payers import paid_by_another
from campaignkit.checks.points import told_as_percent
from campaignkit.checks.reckoning import made_in_a_sentence, reckoned
from campaignkit.checks.remembered import remembered
from campaignkit.checks.senders_own import is_senders
from campaignkit.checks.swapped import told_of_another
from campaignkit.checks.turned import with_digits_turned
from campaignkit.checks.two_matters import are_of_two_matters
from campaignkit.checks.vote_measuring import measured_vote
from campaignkit.checks.votes import find_votes
from campaignkit.checks.wholes import (
    is_converted,
    is_the_rest,
    other_whole,
    pair_apart,
    part_of_a_whole,
    sum_of_rows,
    tells_a_change,
    total_of_parts,
    whole_told_as_part,
)
from campaignkit.checks.written_otherwise import written_otherwise
from campaignkit.figures import Quantity, supports
from campaignkit.folding import Span
from campaignkit.units import is_measure

WEIGHTS: dict[Weight, Kind] = {"claim": "unsupported", "talk": "doubtful", "light": "own", "own": "own"}
_APPOSED = re.compile(r"\w(?:,|\s\()\s?(?:(?:or|that is,?|i\.e\.,?|just|only|a mere|some)\s)?\Z")
# "According to the Echo, 80 percent": what opens a sentence is nothing that a share stands in apposition to.
_OPENED = re.compile(
    r"\W*(?:According to|In|On|At|By|For|Since|Among|After|Before|Across|Today|Now|Yet)\b[^,.;]{0,120},\s*\Z"
)
EXACT = 3  # digits before the noughts at the end
SURELY = 4  # words in common by which a figure is that of a source, whoever tells it


def measure(draft: Draft, library: Library, spared: list[Span]) -> list[Measured]:
    """Return what the library says to each figure of the draft that a source could give, outside `spared`."""
    wanted = [
        one
        for one in draft.quantities
        if one.kind in MEASURED and not one.number.within(spared) and not tells_when(one)
    ]
    if not wanted:
        return []
    figures = known_figures(library)
    votes = {vote.numbers[0].number: vote for vote in find_votes(draft.text, draft.quantities)}
    seconds = {vote.numbers[1].number for vote in votes.values()}
    told = _measured_by_parts(draft, [one for one in wanted if one.number not in {*votes, *seconds}], library)
    found = [
        measured_vote(votes[one.number], Look(draft, one, library)) if one.number in votes else told[one.number]
        for one in wanted
        if one.number not in seconds
    ]
    return _with_the_senders_own(draft, reckoned(draft.text, found, figures))


def _with_the_senders_own(draft: Draft, found: list[Measured]) -> list[Measured]:
    """The same, with the sender's own figures for what they are, also where a headline has them, too."""
    told = [_as_the_senders(draft, one) for one in found]
    own = {amount_of(one.quantity)[:2] for one, was in zip(told, found, strict=True) if one is not was}
    absent = ("unsupported", "doubtful")
    return [
        Measured(one.quantity, "own") if one.kind in absent and amount_of(one.quantity)[:2] in own else one
        for one in told
    ]


def _as_the_senders(draft: Draft, measured: Measured) -> Measured:
    """A figure that is not as in the sources, told as the sender's own where the whole draft says that it is."""
    if measured.kind not in ("unsupported", "doubtful", "mismatch") or measured.sure:
        return measured
    quantity, known = measured.quantity, measured.known
    surely = known and known.quantity.value != quantity.value and _is_surely(known, quantity)
    return measured if surely or not is_senders(draft, quantity) else Measured(quantity, "own")


def _is_surely(other: Known, quantity: Quantity) -> bool:
    """Whether a figure has so many words of another that it is that one, whoever tells it."""
    together = max(beside_in_clause(other.quantity, quantity), beside(other.quantity, quantity) - 1)
    return together >= SURELY and one_unit(other.quantity, quantity) and beside_in_clause(other.quantity, quantity) >= 3


def _measured_by_parts(draft: Draft, wanted: list[Quantity], library: Library) -> dict[Span, Measured]:
    """Return what the library says to each figure, by its place."""
    return {
        quantity.number: replace(measured, quantity=quantity)
        for part, held, numbers in parts_with(draft, wanted)
        for quantity, measured in zip(held, _measured_in(library, part.text, part, numbers), strict=True)
    }


@remembered
def _measured_in(library: Library, _: str, part: Part, numbers: tuple[int, ...]) -> tuple[Measured, ...]:
    """Return what the library says to some of the figures of a part, given by their numbers in it."""
    draft, figures = part.as_draft(), known_figures(library)
    return tuple(_measured(Look(draft, draft.quantities[number], library), figures) for number in numbers)


def _measured(look: Look, figures: Figures) -> Measured:
    quantity = look.quantity
    alike = given_figures(look, figures)
    limit = any(is_the_same_limit(one.quantity, quantity) for one in alike)
    if not limit and (other := told_of_another(look, alike, figures)) is not None:
        return Measured(quantity, "mismatch", other, guessed=_is_a_size_given(alike, look))
    for surely in (of_the_other_side, total_of_parts, whole_told_as_part, told_as_percent):
        if other := surely(look, alike, figures):
            return Measured(quantity, "mismatch", other, sure=True)
    free = next((one for one in alike if not bounded_otherwise(one, quantity) or says_whose(one, look)), None)
    if free and (whole := other_whole(look, free, figures)):
        return Measured(quantity, "mismatch", whole)
    if alike and all(paid_by_another(quantity, one) for one in alike):
        return Measured(quantity, "mismatch", alike[0])
    if free:
        other, sure = told_in_words_of_another(look, alike, figures) or (None, True)
        return (
            Measured(quantity, "mismatch", other, guessed=not sure)
            if other
            else Measured(quantity, "given", free, alike)
        )
    implying = next(implying_figures(look, figures), None)
    if implying and (other := _in_other_words(look, implying, figures)):
        return Measured(quantity, "mismatch", other)
    if implying and not any(look.names(one.passage) or _is_nearer(one, implying, quantity) for one in alike):
        return Measured(quantity, "implied", implying, (*alike, implying))
    if alike:
        return Measured(quantity, "bounded" if _is_meant(alike, look) else "own", alike[0], alike)
    return _not_given(look, figures)


def _is_a_size_given(alike: tuple[Known, ...], look: Look) -> bool:
    """Whether a source has a measured size to its last digit, by a word of the draft: of which place, is a guess."""
    if not is_measure(look.head) or not _is_exact(look.quantity.value):
        return False
    return any(one_unit(one.quantity, look.quantity) and stems_beside(one.quantity, look.quantity) for one in alike)


def _is_meant(alike: tuple[Known, ...], look: Look) -> bool:
    """Whether a draft's figure is that of a source: of the writer's own and everyday ones, the words must tell."""
    few = look.quantity.value <= SMALL and look.head and look.amount.scale == "count"
    if few and not any(one_unit(one.quantity, look.quantity) for one in alike):
        return False  # "two men" where a source has "at least two reviewers"
    large = look.amount.scale == "count" and look.quantity.value >= BARE_FROM  # hardly by chance
    if (look.weight == "light" and large) or look.weight not in ("own", "light"):
        return True
    least = 2 if look.head in MEASURES and look.quantity.value <= SMALL else 1  # "nearly two miles" are told of much
    return any(
        beside(one.quantity, look.quantity) >= min(least, len(look.quantity.context - {look.head})) > 0 for one in alike
    )


def _in_other_words(look: Look, implying: Known, figures: Figures) -> Known | None:
    """Another value that a source gives in the draft's words, bound and all, where a stray one would make it true."""
    other = _of_this(look, figures) if look.quantity.qualifier else None
    if not other or other.quantity.qualifier != look.quantity.qualifier or supports(other.amount, look.amount):
        return None
    beside_each_other = implying.passage is other.passage  # another source may have other words for the same
    stray = beside_each_other and beside_in_clause(implying.quantity, look.quantity) <= 1
    return other if stray and beside_in_clause(other.quantity, look.quantity) >= 3 else None


def _weighed(look: Look) -> Kind:
    """How grave it is that no source gives a figure; a share in apposition may be the writer's own reckoning."""
    kind = WEIGHTS[look.weight]
    opened = look.draft.text[look.draft.sentence_at(look.quantity.span.start).start : look.quantity.span.start]
    reckoned_here = look.amount.scale == "%" and _APPOSED.search(_before(look)) and not _OPENED.match(opened)
    return "doubtful" if kind == "unsupported" and reckoned_here else kind


def _before(look: Look) -> str:
    return look.draft.text[max(0, look.quantity.span.start - 20) : look.quantity.span.start]


def _not_given(look: Look, figures: Figures) -> Measured:
    """What is said of a figure that no source gives in so many words: first, whether one has it otherwise."""
    quantity = look.quantity
    apart = tells_a_difference(quantity) or tells_a_change(quantity) or is_fraction(quantity)
    if apart and (pair := pair_apart(look, figures)):
        return Measured(quantity, "implied", pair)
    if is_fraction(quantity) and (part := part_of_a_whole(look, figures)):
        return Measured(quantity, "given", part)
    if one := sum_of_rows(look, figures) or converted(look, figures):
        return Measured(quantity, "implied", one)
    if look.weight != "own" and (one := made_in_a_sentence(look, figures)):
        return Measured(quantity, "implied", one)
    found = _missing(look, figures)
    if found.kind in ("own", "implied") or not (written := written_otherwise(look, figures, found.known)):
        return found
    if written.fits:
        return Measured(quantity, "implied", written.known)
    if found.known:
        return replace(found, sure=False, guessed=True)
    return Measured(look.quantity, "mismatch", written.known, guessed=True) if written.exact else found


def _missing(look: Look, figures: Figures) -> Measured:
    quantity = look.quantity
    turned = None if is_denied(look.draft, quantity) else with_digits_turned(look, figures)
    if turned:
        return Measured(quantity, "mismatch", turned, sure=True)
    other = _of_this(look, figures)
    if other and _is_given_elsewhere(other, look, figures):
        return Measured(quantity, "own")
    if other and (small := _told_with(other, look, figures)):
        return Measured(quantity, "implied", small)
    if other and (is_the_rest(other, look) or is_converted(other, look)):
        return Measured(quantity, "implied", other)
    if other and _is_worth_saying(other, look):
        return Measured(quantity, "doubtful" if is_denied(look.draft, quantity) else "mismatch", other)
    alike = figures.of_number(quantity.value)
    strange = next((one for one in alike if _is_of_something_else(one.quantity, quantity)), None)
    if strange and (look.weight == "claim" or contradict(strange.quantity, quantity)):
        return Measured(quantity, "mismatch", strange)
    named_as_wrong = is_denied(look.draft, quantity) or quantity.value in figures.wrong
    return Measured(quantity, "own" if named_as_wrong else _weighed(look))


def _is_given_elsewhere(other: Known, look: Look, figures: Figures) -> bool:
    """Whether another source than that of `other` has this very number, in a paragraph that is of the same matter."""
    if look.quantity.value < BARE_FROM or not _is_exact(look.quantity.value):
        return False
    alike = (one for one in same_number(look, figures) if one.passage is not other.passage)
    return any(is_in_this_paragraph(one, look) and not contradict(one.quantity, look.quantity) for one in alike)


def _told_with(other: Known, look: Look, figures: Figures) -> Known | None:
    """A small number of the sentence of `other` with the draft's next word: "I have 41 officers and am six short"."""
    near = (one for one in figures.beside(other) if one.amount.value == look.amount.value <= SMALL)
    told = (one for one in near if one.quantity.sentence == other.quantity.sentence and not one.quantity.heading)
    return next((one for one in told if {one.head, one.quantity.next_word} & look.words - {look.head}), None)


def _is_worth_saying(other: Known, look: Look) -> bool:
    """Whether another value in a source is news: of the writer's own figures, and of how people talk, it is not."""
    quantity = look.quantity
    if look.weight != "own" and (other.measure or of_one_rate(other.quantity, quantity)):
        return True
    if look.weight == "light" and (other.quantity.heading or of_one_body(other.quantity, quantity)):
        return True
    together = max(beside_in_clause(other.quantity, quantity), beside(other.quantity, quantity) - 1)
    if look.weight == "own" and is_like_a_year(quantity) and together >= 3:
        return True  # "2018 members" where a source has 28, in the same words
    if look.weight == "own":
        if _is_surely(other, quantity):
            return True
        counted = bool(quantity.unit) and quantity.unit not in GENERAL_UNITS
        return counted and not _is_talk(other, quantity) and together >= 2
    if look.weight == "light":
        if look.amount.scale == "seconds":  # minutes and hours are of everybody's life
            return together >= 3
        most = look.head not in PERSONS and together >= 1 and together >= len(quantity.clause - {look.head}) / 2
        return together >= 3 or (not _is_talk(other, quantity) and (together >= 2 or most))
    return True


def _is_nearer(one: Known, other: Known, quantity: Quantity) -> bool:
    """Whether the draft's words are those of one figure more than of another."""
    return beside_in_clause(one.quantity, quantity) > beside_in_clause(other.quantity, quantity) + 1


# What is given otherwise.


def _of_this(look: Look, figures: Figures) -> Known | None:
    """The figure of a source that is of what the draft counts, with another value."""
    quantity = look.quantity
    candidates = list(figures.nearest(look.amount.scale, look.head, quantity.context))
    if look.head and look.amount.scale == "count":
        seen = set(candidates)
        candidates += [one for one in figures.of_unit("count", look.head)[:64] if one not in seen]
    difference = tells_a_difference(quantity)
    others = [one for one in candidates if one.amount.value != look.amount.value]
    others = [one for one in others if one.tells_a_difference == difference]
    found = next((one for one in others if not one.part and _is_of_this(one, look)), None)
    return found or next(_in_the_same_words(look, figures), None)


def _in_the_same_words(look: Look, figures: Figures) -> Iterator[Known]:
    """Figures without a unit, in nearly the draft's own words: "32 were above the limit" for 23."""
    if look.amount.scale == "count":
        for one in figures.nearest("count", "", look.quantity.clause):
            if one.amount.value != look.amount.value and same_talk(one.quantity, look.quantity):
                yield one
        for one in figures.nearest_of_all(look.quantity.clause) if not look.head else ():
            told = same_talk(one.quantity, look.quantity) or look.says_after(one.quantity.unit)
            if one.amount.value != look.amount.value and not one.part and told:
                yield one


def _is_of_this(known: Known, look: Look) -> bool:
    """Whether a source's figure is of what the draft counts; of a recorded measure, one word beside the unit tells."""
    quantity = look.quantity
    if known.measure and one_unit(known.quantity, quantity) and stems_beside(known.quantity, quantity) > 0:
        return not contradict(known.quantity, quantity) and rate_of(known.quantity) == rate_of(quantity)
    if quantity.unit in CURRENCIES_AND_SHARES and known.quantity.context & quantity.context <= look.library.names:
        return False  # nothing in common but who is spoken of
    return same_measure(known.quantity, quantity) and not are_of_two_matters(known, look)


def _is_talk(known: Known, quantity: Quantity) -> bool:
    """Whether two small counts are how people talk: "two companies" here and "three companies" there."""
    whole = known.quantity.value % 1 == quantity.value % 1 == 0
    return whole and not known.measure and max(known.quantity.value, quantity.value) <= SMALL


def _is_of_something_else(known: Quantity, quantity: Quantity) -> bool:
    """Whether a source has this very number, said of something else."""
    if contradict(known, quantity):  # "two felony counts" there are of many things
        return quantity.value > SMALL or beside_in_clause(known, quantity) >= 3
    apart = known.kind != quantity.kind or not known.context & quantity.context
    return bool(known.unit and quantity.unit) and apart and _is_exact(quantity.value)


def _is_exact(value: Decimal) -> bool:
    """Whether a number is one that two things hardly have by chance: 1,204, not 1,200."""
    return len(value.normalize().as_tuple().digits) >= EXACT
