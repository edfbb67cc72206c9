"""figure-conflict: sources disagree about a figure, and the draft does not say so or whose figure it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from campaignkit.checks.amounts import amount_of
from campaignkit.checks.attributions import author_of
from campaignkit.checks.case import Case
from campaignkit.checks.claims import LARGE, SMALL, tells_a_difference
from campaignkit.checks.implied import UPPER_BOUNDS
from campaignkit.checks.known import MEASURED, Known
from campaignkit.checks.likeness import (
    CURRENCIES_AND_SHARES,
    GENERAL_UNITS,
    beside_in_clause,
    contradict,
    one_unit,
    same_measure,
)
from campaignkit.checks.measured import Measured
from campaignkit.checks.no_dispute import are_no_dispute, are_of_two_times, is_a_base
from campaignkit.checks.rivals import rival_figures
from campaignkit.checks.rule import Example, Hit, Rule
from campaignkit.checks.told_alike import told_alike
from campaignkit.figures import Quantity, content_words, supports
from campaignkit.folding import Span, fold
from campaignkit.nouns import FUNCTION_WORDS, head_of, singular
from campaignkit.people import surname
from campaignkit.text import Match

FARTHEST = 3  # two estimates of one thing lie no further apart than one and three
NEARLY_ALL = 0.6  # of the words of the shorter of two clauses, how many both have if they are of one thing
FEW = 12  # sources, gathered for one matter; among more, two have a word beside a number in common by chance
CLOSE = Decimal("1.3")  # how many times the lower of two sums is the higher, of one noun
COINS = frozenset(["cent", "pence", "penny"])
BESIDE = 40  # code points
LITTLE = 3  # words on either side of a number among which that is which says what it is of: "in commissions"
STEM = 6  # code points of a word that are the same in "partner" and "partnered"
_WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*")
_STOP = re.compile(r"[.;:!?,—]|\n\s*\n|\s–\s")
_FROM = re.compile(r"\bfrom\s([\w$£€.,]+(?:\s\w+)?)\sto\s\Z", re.IGNORECASE)
_CAME_TO = re.compile(
    r"\b(?:the|its|their|a)\s([^\W\d_]+)\s(?:(?:will|would|has|have|had)\s)?(?:c[ao]mes?\sto|is|was|were|totall?ed|totals|reached"
    r"|amount(?:s|ed)\sto|cost|be)\s\Z",
    re.IGNORECASE,
)
_AT = re.compile(r"\b(?:at|across|throughout|in|near|around|outside)(?: the)?\Z")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Where the campaign knows no measure, the conflict is a guess, and any word on whose figure it is will do.
_ATTRIBUTED = re.compile(
    r"\b(?:according to|says?|said|states? that|stated|claims?|counts?|counted|puts?|estimates?|reports?|reported|wrote"
    r"|writes|figures?|release|survey|figure for|tells?|told|believes?|thinks?|finds?|found|reckons?|argues?|estimate)"
    r"\b|\[\d+\]",
    re.IGNORECASE,
)


def find(case: Case) -> Iterator[Hit]:
    """Yield the figures for which sources state different values, where the draft names neither value nor source."""
    told: set[Decimal] = set()  # a figure that is named again is the same figure
    for measured in case.measured:
        known, value = _nearest(measured), measured.quantity.value
        held = measured.kind in ("given", "implied") and value not in told
        if known and held and not is_a_base(measured.quantity) and not tells_a_difference(measured.quantity):
            others = [] if case.is_cited(measured.quantity.number) else list(_others(case, measured, known))
            if others and not _says_less(measured, others) and not _is_told(case, measured, [known, *others]):
                told.add(value)
                yield _hit(measured, known, others)


def _nearest(measured: Measured) -> Known | None:
    """The figure of a source that has most of the draft's words, of those with the draft's number."""
    if not measured.known or measured.known.measure:
        return measured.known
    return max((measured.known, *measured.alike), key=lambda one: beside_in_clause(one.quantity, measured.quantity))


def _others(case: Case, measured: Measured, known: Known) -> Iterator[Known]:
    """Yield the figures that are at odds with one: its rivals within a source, and those of other sources."""
    rivals = rival_figures(case.near)
    for one in (known, *measured.alike):
        yield from (rival for rival in rivals.get(id(one.quantity), ()) if _is_given(measured, one))
    yield from _rivals_of_its_number(case, measured, rivals)
    if known.measure:
        yield from (one for one in case.figures.measured(known.measure) if one.amount.value != known.amount.value)
    else:
        near = case.figures.nearest(known.amount.scale, known.head, known.quantity.context)
        few = len(case.near.passages) <= FEW
        yield from (one for one in near if _conflicts(known, one, few=few) and not _has_both(case, known, one))
        near = case.figures.nearest(known.amount.scale, known.head, measured.quantity.context)
        told = (one for one in near if _may_conflict(known, one) and _is_told_alike(measured, known, one))
        yield from (one for one in told if not _has_both(case, known, one))


def _has_both(case: Case, known: Known, other: Known) -> bool:
    """Whether the source of another value has the draft's, too, in the same row: of another year, or another place."""
    row = other.quantity.heading and other.quantity.row
    same = case.figures.between(known.amount.scale, known.amount.value, known.amount.value) if row else ()
    return any(one.passage is other.passage and one.quantity.row == row for one in same)


def _rivals_of_its_number(case: Case, measured: Measured, rivals: dict[int, list[Known]]) -> Iterator[Known]:
    """Yield what a source sets against the draft's number where it gives that barely: "the union puts it at 340"."""
    scale, value, *_ = amount_of(measured.quantity)
    for one in case.figures.between(scale, value, value):
        for rival in rivals.get(id(one.quantity), ()) if not one.quantity.unit else ():
            if one_unit(rival.quantity, measured.quantity) and beside_in_clause(rival.quantity, measured.quantity):
                yield rival


def _is_given(measured: Measured, known: Known) -> bool:
    """Whether a figure of a source is surely the draft's: it counts the same, or stands in the same words."""
    ours, theirs = known.quantity, measured.quantity
    return one_unit(ours, theirs) or bool(ours.context & theirs.context)


def _conflicts(known: Known, other: Known, *, few: bool) -> bool:
    """Whether two figures of two sources, for which no measure is recorded, are of one thing and cannot both be all.

    Only what is counted and the talk around it can tell that it is one thing; a number of 2016 does not deny one of
    2022. "Over 1,350" makes "over 1,300" true; they are at odds all the same, if they surely are of one thing.
    """
    if not _may_conflict(known, other):
        return False
    ours, theirs = known.quantity, other.quantity
    if one_unit(ours, theirs) and not contradict(ours, theirs) and _stand_alike(ours, theirs, few=few):
        return True
    if _change_alike(ours, theirs):
        return True
    if _is_one_sum(ours, theirs):
        return True
    if {ours.qualifier, theirs.qualifier} <= {"over", "at-least"}:
        return False
    both_at_most = {ours.qualifier, theirs.qualifier} <= set(UPPER_BOUNDS)
    if not both_at_most and (supports(ours, theirs) or supports(theirs, ours)):
        return False
    together = beside_in_clause(ours, theirs)
    if not same_measure(ours, theirs) or together < NEARLY_ALL * _fewest_words(ours, theirs):
        return False
    if ours.unit in CURRENCIES_AND_SHARES:
        together += bool(set(_YEAR.findall(ours.sentence)) & set(_YEAR.findall(theirs.sentence)))
        return together >= 3 and (ours.kind == "money" or _share_of_one(ours, theirs))
    return ours.unit not in GENERAL_UNITS and together >= 1


def _may_conflict(known: Known, other: Known) -> bool:
    """Whether two figures are of two sources and of one time, as far as they say, and lie no further than estimates."""
    ours, theirs = known.quantity, other.quantity
    if other.measure or other.part or known.passage.source == other.passage.source or ours.value == theirs.value:
        return False
    if any(one.heading and not content_words(one.row) for one in (ours, theirs)):
        return False  # a row that has only a number does not say what it is of
    if known.tells_a_difference != other.tells_a_difference:
        return False  # "90 metres further" and "180 metres from the nearest home"
    low, high = sorted((ours.value, theirs.value))
    return low > SMALL and high <= FARTHEST * low and not are_no_dispute(ours, theirs)


def _is_told_alike(measured: Measured, known: Known, other: Known) -> bool:
    """Whether another source has another value of what the draft tells, and neither value makes the other true."""
    ours, theirs = known.quantity, other.quantity
    if supports(ours, theirs) or supports(theirs, ours) or are_of_two_times(measured.quantity, theirs, clause=True):
        return False
    return told_alike(measured.quantity, known, other)


def _change_alike(ours: Quantity, theirs: Quantity) -> bool:
    """Whether both tell to what the same number of the same thing changed: "staffed hours fell from 31 to 19"."""
    from_what = [_FROM.search(one.text[max(0, one.span.start - BESIDE) : one.span.start]) for one in (ours, theirs)]
    same = all(from_what) and len({match[1].lower() for match in from_what if match}) == 1
    return same and beside_in_clause(ours, theirs) >= 2


def _is_one_sum(ours: Quantity, theirs: Quantity) -> bool:
    """Whether two sums lie close, and the noun that one is told of is told of the other: "the commission came to"."""
    low, high = sorted((ours.value, theirs.value))
    if not ours.kind == theirs.kind == "money" or high > CLOSE * low or low < LARGE or ours.heading or theirs.heading:
        return False
    told = [match[1].lower() for one in (ours, theirs) if (match := _CAME_TO.search(_before(one)))]
    return any(singular(noun) in ours.clause & theirs.clause for noun in told)


def _before(one: Quantity) -> str:
    return one.text[max(0, one.span.start - BESIDE) : one.span.start]


def _stand_alike(ours: Quantity, theirs: Quantity, *, few: bool) -> bool:
    """Whether two numbers have the same word right before or behind them, and their clauses another: "partners with".

    Of "records of 1.3 million patients" and "records of 1.6 million" the word before is the same, of "$412,000 in
    commissions" that behind.
    """
    unit = {head_of(ours.unit), *ours.unit.split()}
    before = _stem(_last_word(ours)), _stem(_last_word(theirs))
    behind = _stem(_word_behind(ours)), _stem(_word_behind(theirs))
    beside = [a for a, b in (before, behind) if a and a == b and a not in unit]
    others = {_stem(word) for word in ours.clause - unit} & {_stem(word) for word in theirs.clause - unit}
    if not beside:
        return False
    counted = few and ours.unit not in CURRENCIES_AND_SHARES | COINS
    return counted or (len(others - set(beside)) >= 1 or len(beside) == 2 or " " in ours.unit)


def _last_word(one: Quantity) -> str:
    before = one.text[max(0, one.span.start - BESIDE) : one.span.start]
    words = [word for word in _WORD.findall(_STOP.split(before)[-1])[-LITTLE:] if _tells(word)]
    return words[-1].lower() if words else ""


def _word_behind(one: Quantity) -> str:
    behind = one.text[one.span.end : one.span.end + BESIDE]
    words = [word for word in _WORD.findall(_STOP.split(behind)[0])[:LITTLE] if _tells(word)]
    return words[0].lower() if words else ""


def _tells(word: str) -> bool:
    """Whether a word says what a number is of; "owns" does, though "own" says little."""
    word = word.lower()
    return bool(content_words(word)) or (word not in FUNCTION_WORDS and singular(word) in FUNCTION_WORDS)


def _stem(word: str) -> str:
    """The head of a word, by which "partners" and "partnered" are one."""
    return word[:STEM]


def _fewest_words(ours: Quantity, theirs: Quantity) -> int:
    return min(len(one.clause - {head_of(one.unit)}) for one in (ours, theirs))


def _share_of_one(ours: Quantity, theirs: Quantity) -> bool:
    return bool(ours.denominator and theirs.denominator) and not contradict(ours, theirs)


def _says_less(measured: Measured, others: list[Known]) -> bool:
    """Whether the draft's is no source's number and all of theirs make it true: "over a million", of 1.3 and of 1.6."""
    if measured.kind != "implied" or any(one.quantity.value == measured.quantity.value for one in measured.alike):
        return False
    return all(supports(one.quantity, measured.quantity) for one in others)


def _is_told(case: Case, measured: Measured, figures: list[Known]) -> bool:
    """Whether the draft, near the figure, names another value or somebody whose figure it is."""
    sentence = case.draft.sentence_at(measured.quantity.span.start)
    before = case.draft.sentence_at(max(0, sentence.start - 2))
    following = case.draft.sentence_at(min(sentence.end + 1, len(case.draft.text) - 1))
    around = case.draft.text[before.start : sentence.end]
    values = {one.quantity.value for one in figures} - {measured.quantity.value}
    if any(
        one.value in values and one.kind in MEASURED and one.span.within([Span(before.start, following.end)])
        for one in case.draft.quantities
    ):
        return True
    if not any(one.measure for one in figures) and measured.quantity.hedge:
        return True
    if not any(one.measure for one in figures) and _ATTRIBUTED.search(case.draft.text[sentence.start : sentence.end]):
        return True
    folded = fold(around).replace("'s ", " ")
    return any(_is_named(name, folded) for one in figures for name in _names(case, one))


def _is_named(name: str, folded: str) -> bool:
    """Whether a name stands in a folded text, and not only as that of a place: "laptops at the University"."""
    before = folded.split(f" {name} ")[:-1]
    return any(not _AT.search(text) for text in before)


def _names(case: Case, known: Known) -> Iterator[str]:
    """Yield, folded, what a draft may call the one whose figure it is."""
    author = author_of(case.library, known.passage, Match(known.quantity.number, (), (), ()))
    for name in (*author.names, *author.beside, known.passage.label):
        yield fold(name).strip().removeprefix("the ")
    if author.person and (last := surname(author.name)):
        yield fold(last).strip()


def _hit(measured: Measured, known: Known, others: list[Known]) -> Hit:
    told = {f"{one.passage.label}: “{one.words}”" for one in [known, *others]}
    return Hit(
        at=measured.quantity.span,
        message=f"The sources disagree about this figure: {'; '.join(sorted(told))}.",
        hint="Say whose figure it is, or that the sources differ.",
        evidence=known.evidence,
    )


RULE = Rule(
    name="figure-conflict",
    severity="warning",
    summary="Sources state different values for the measure, and the draft says neither that nor whose figure it is.",
    why=(
        "Your opponents will quote the other source. “Over 4,200” may be implied by “over 4,600” and still look like "
        "a mistake to whoever has read only the second."
    ),
    find=find,
    fires=(
        Example("The library has over 1,900 members.", "the minutes have another number"),
        Example("With over 2,100 members, the library is alive.", "the Courier has another number"),
    ),
    spares=(
        Example("The library has over 1,900 members, the Oldbridge Courier wrote.", "it says whose figure it is"),
        Example("The library has over 1,900 members; the council’s minutes say over 2,100.", "it tells of both"),
        Example("The library lends over 4,200 books a month.", "one source, one figure"),
    ),
)
