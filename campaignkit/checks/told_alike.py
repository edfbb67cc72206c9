"""What tells that figures of two sources are of one thing: a row of a table, a change, all that a draft says of it."""

from __future__ import annotations

import re
from decimal import Decimal

from campaignkit.checks.claims import BARE_FROM, SMALL
from campaignkit.checks.known import Known
from campaignkit.checks.likeness import GENERAL_UNITS, PERSONS, contradict, one_unit
from campaignkit.figures import Quantity, content_words
from campaignkit.nouns import head_of, singular

STEM = 5  # code points that "removal" and "removing" have in common
SAID = 2  # words that a draft must say beside what it counts
HEAD = 200  # code points at the head of a source, in which its writer is named
CLOSE = Decimal("1.3")  # how many times the lower of two counts is the higher, of one thing
_THERE_ARE = re.compile(
    r"\b(?:there\s(?:are|were)|has|have|had|holds|contains|comprises|numbers)\s(?:\w+\s)?\Z", re.IGNORECASE
)
REACH = 120  # code points before a number in which it is told what changed
# What a column of sums or counts may be called without saying of what they are.
_NO_MATTER = frozenset("estimate estimated cost amount total value price figure sum number count all other".split())
_CHANGED = re.compile(
    r"([^.;:!?,]*?)\s(?:(?:has|have|had)\s)?(?:(?P<up>rose|risen|increased|grew|grown|climbed|gone\sup|went\sup|jumped)"
    r"|(?:fell|fallen|dropped|declined|decreased|shrank|shrunk|gone\sdown|went\sdown))\s(?:\w+ly\s)?(?:by\s)?\Z",
    re.IGNORECASE,
)
_TOLD_THAT = re.compile(r"\b(?:that|and|but|while|because|as)\s", re.IGNORECASE)
_PREPOSITION = re.compile(r"\s(?:of|in|for|at|on|from|to|by|with|among|across)\s", re.IGNORECASE)


def told_alike(draft: Quantity, known: Known, other: Known) -> bool:
    """Return whether `other` is another source's value of what a draft says with the value of `known`.

    >>> from campaignkit.figures import find_quantities
    >>> [_changed(one) for one in find_quantities("She found that rents had risen by 29 percent.")]
    [('up', 'rent')]
    """
    ours, theirs = known.quantity, other.quantity
    if not one_unit(ours, theirs) or not one_unit(draft, theirs) or contradict(ours, theirs):
        return False
    if known.places and other.places and known.places.isdisjoint(other.places):
        return False
    if _is_row_of(draft, known, theirs) or _is_change_of(draft, ours, theirs) or _is_all_said(draft, ours, theirs):
        return True
    return _are_the_only_ones(draft, known, other) or _are_both_all(draft, known, other)


def _are_both_all(draft: Quantity, known: Known, other: Known) -> bool:
    """Whether all three tell how many such things there are: "there are 103 plots", "the site has 96 plots"."""
    ours, theirs = known.quantity, other.quantity
    if theirs.kind != "count" or head_of(theirs.unit) in GENERAL_UNITS | PERSONS | {""}:
        return False
    if not all(
        _THERE_ARE.search(one.text[max(0, one.span.start - REACH) : one.span.start]) for one in (draft, ours, theirs)
    ):
        return False
    low, high = sorted((ours.value, theirs.value))
    said = draft.clause - set(draft.unit.split())
    matter = content_words(other.passage.text[:HEAD]) | theirs.context
    return (
        high <= CLOSE * low and bool(ours.context & theirs.context - set(theirs.unit.split())) and bool(said & matter)
    )


def _are_the_only_ones(draft: Quantity, known: Known, other: Known) -> bool:
    """Whether each source counts such things but once, and both tell of it with a word of the draft's sentence."""
    head = head_of(other.quantity.unit)
    if (
        other.quantity.kind != "count"
        or not head
        or head in GENERAL_UNITS | PERSONS
        or other.quantity.value < BARE_FROM
    ):
        return False
    shared = (known.quantity.context & other.quantity.context & draft.context) - {head}
    around = (draft.context & other.quantity.context) - {head}
    told = bool(shared) or (len(around) >= SAID and one_unit(draft, known.quantity))
    return told and _counts_but_once(known, head) and _counts_but_once(other, head)


def _counts_but_once(known: Known, head: str) -> bool:
    """Whether a source has one number of a noun."""
    counted = (one for one in known.passage.quantities if one.kind == "count" and head_of(one.unit) == head)
    return len({one.value for one in counted if one.value > SMALL}) == 1


def _is_row_of(draft: Quantity, known: Known, theirs: Quantity) -> bool:
    """Whether a table has the value in the row of what both tell of: "Removal, with transport | Estimate"."""
    row, _, column = theirs.heading.partition("; ")
    named = _stems(content_words(row.partition(",")[0]) - _NO_MATTER)
    ours = known.quantity
    told = _stems(ours.clause) | _stems(content_words(known.passage.text[:HEAD]))  # or its writer is the row
    if not named or not named <= _stems(draft.clause) or not named <= told:
        return False
    return not ours.heading and content_words(column) - _NO_MATTER <= draft.context


def _stems(words: frozenset[str]) -> set[str]:
    return {word[:STEM] for word in words}


def _is_change_of(draft: Quantity, ours: Quantity, theirs: Quantity) -> bool:
    """Whether all tell by how much the same thing rose or fell: "rents had risen by 29 percent"."""
    changed = _changed(theirs)
    return bool(changed and changed[1]) and changed == _changed(ours) == _changed(draft)


def _changed(one: Quantity) -> tuple[str, str] | None:
    """Which way something went by a figure, and the noun of what it was."""
    before = one.text[max(0, one.span.start - REACH) : one.span.start]
    told = _CHANGED.search(before)
    if not told:
        return None
    subject = _PREPOSITION.split(_TOLD_THAT.split(told[1])[-1])[0].split()
    return ("up" if told["up"] else "down"), singular(subject[-1].lower()) if subject else ""


def _is_all_said(draft: Quantity, ours: Quantity, theirs: Quantity) -> bool:
    """Whether a source says all that the draft does of what it counts: "57 thefts from parked lorries"."""
    head = head_of(theirs.unit)
    if theirs.kind != "count" or not head or head in GENERAL_UNITS or theirs.heading:
        return False
    said = draft.clause - {head, *theirs.unit.split(), *draft.unit.split()}
    if len(said) >= SAID and said <= theirs.clause and said & ours.clause:
        return True
    around = ours.text[max(0, ours.span.start - REACH) : ours.span.end + REACH]
    specific = one_unit(draft, ours) and theirs.value > SMALL
    return specific and len(said) >= SAID and said <= theirs.context and bool(said & content_words(around))
