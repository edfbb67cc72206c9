"""Rival figures of one source: "would cost $4.6 million, the district says; the union puts it at $6.1 million"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from campaignkit.checks.claims import MEASURES, SMALL
from campaignkit.checks.known import MEASURED, Known
from campaignkit.checks.library import Library, Passage
from campaignkit.checks.likeness import GENERAL_UNITS, PERSONS
from campaignkit.checks.no_dispute import are_of_two_times, is_a_base
from campaignkit.figures import Quantity, content_words
from campaignkit.nouns import head_of, same_unit, singular

# Somebody gives a number of what was spoken of: between the verb and the number stands no noun but that of a number.
_GIVES = re.compile(
    r"\b(?:puts?|says?|said|counts?|counted|estimates?|estimated|reckons?|reckoned|claims?|claimed|gives?|gave|speaks?"
    r"|spoke|reports?|reported|finds?|found|maintains?|maintained|insists?|insisted|believes?|argues?|argued|records?"
    r"|recorded|counters?|countered|disputes?|disputed|set|sets|thinks?|supports?|supported|confirms?|confirmed|verif(?:ies|ied|y)"
    r"|shows?|showed|substantiates?|backs?|trace[ds]?)[\s,]+"
    r"(?:(?:it|that|they|there|this|these|those|the|its|their|own|real|true|actual|correct|number|figure|total|toll|cost|count"
    r"|share|rate|bill|price|sum|loss|increase|is|are|was|were|at|to|be|as|of|only|just|closer|nearer|more|like|than"
    r"|less|fewer|over|under|about|nearly|almost|around|roughly|some|up|least|most|would|will|have|been|come|comes)\s+){0,8}"
    r"[\"“‘'(]?\Z",
    re.IGNORECASE,
)
# What is put at a number is what is measured: "the saving in wages was put at", after what the building costs.
_IS_PUT = re.compile(
    r"([^.;:!?,]*)\s(?:is|are|was|were|been|be)\s(?:\w+ly\s)?(?:put|estimated|set|reckoned|given|recorded|counted|reported)\b"
    r"[^.;:!?]*\Z",
    re.IGNORECASE,
)
# What is paid or decided is no estimate: "The bank offers $6.3 million. We reckon that $14 million would be closer".
_DONE = re.compile(
    r"\b(?:(?:offers?|offered|(?:will|must|to) pay|agreed to|set (?:aside|up)|fined|allow(?:s|ed)|grant(?:s|ed))"
    r"\s(?:[\w’'-]+\s){0,3}|reports? (?:\w+ing\s)|reported (?:\w+ing\s))\Z",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\sof\s(?:them|these|those|the)\b", re.IGNORECASE)
_FIGURE_OF = re.compile(
    r"['’]s\s(?:own\s|official\s)?(?:figure|count|number|estimate|total|tally)(?:\s(?:is|was|of)|,)\s(?:\w+\s){0,2}\Z",
    re.IGNORECASE,
)
# Whoever counts some of a number does not dispute it: "Of the 67 residents who spoke, 58".
_OF_A_WHOLE = re.compile(r"\b[Oo]f\s(?:(?:the|all|these|those|our|its|their|some|about|nearly)\s){0,3}\Z")
# Nor does who is told of by the way: "our people, who walked the two streets in May, counted seven".
_BY_THE_WAY = re.compile(r",\s(?:who|which|whose|where|when|after|with)\s[^,.;:]*\Z")
# The heads of two columns that say who counted: of one row they hold two counts of one thing.
_WHO = re.compile(
    r"\b(?:authority|agency|company|council|city|county|state|police|force|department|ministry|government|union|association"
    r"|regulator|auditors?|inspectors?|review|audit|survey|estimates?|official|independent|claimed|reported|verified|ours?|theirs"
    r"|residents|tenants|campaign|group|operator|owner|industry|university|charity)\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:says?|said|according to|puts?|counts?|counted|claims?|claimed|told|reports?|reported)\b", re.IGNORECASE
)
FARTHEST = 3  # two estimates of one thing lie no further apart than one and three
ALIKE = 3  # words, beside what is counted, in which two sentences tell of one thing
NEARLY_ALL = 0.6  # of the words of the shorter of the two
_REACH = 220  # code points between two numbers of one thing
_PARAGRAPH = re.compile(r"\n\s*\n")
_STOPS = re.compile(r"[.!?][\"”’')]*\s")


@lru_cache(maxsize=8)
def rival_figures(library: Library) -> dict[int, list[Known]]:
    """Return, by the id of a quantity of a source, the figures that the same source sets against it."""
    found: defaultdict[int, list[Known]] = defaultdict(list)
    for passage in library.passages:
        for one, other in (*_rivals(passage), *_rivals_in_rows(passage), *_rivals_by_words(passage)):
            found[id(one)].append(Known(other, passage))
            found[id(other)].append(Known(one, passage))
    return dict(found)


def _rivals(passage: Passage) -> Iterator[tuple[Quantity, Quantity]]:
    counted = [one for one in passage.quantities if one.kind in MEASURED and not is_a_base(one)]
    sets: list[list[Quantity]] = []  # the last few figures, each with those that are already set against it
    for one in counted:
        held = next((group for group in reversed(sets) if _is_rival(passage.text, group, one)), None)
        yield from ((earlier, one) for earlier in held or () if earlier.value != one.value)
        group = [*held, one] if held else [one]
        sets = [*(other for other in sets[-2:] if other is not held), group]


def _rivals_in_rows(passage: Passage) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield the pairs of cells of one row whose columns are two who counted: "Authority", "State review"."""
    rows: defaultdict[str, list[Quantity]] = defaultdict(list)
    for one in passage.quantities:
        if one.heading and one.kind in MEASURED and _WHO.search(one.heading.partition("; ")[2]):
            rows[one.row].append(one)
    for cells in rows.values():
        yield from (
            pair for pair in combinations(cells, 2) if pair[0].value != pair[1].value and pair[0].kind == pair[1].kind
        )


def _rivals_by_words(passage: Passage) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield the counts of one noun that two sentences tell in nearly the same words, each as what somebody says."""
    counted: defaultdict[str, list[Quantity]] = defaultdict(list)
    for one in passage.quantities:
        head = head_of(one.unit) if one.kind == "count" and not one.heading and one.value > SMALL else ""
        if head and head not in GENERAL_UNITS | PERSONS | MEASURES and _SAID.search(one.sentence):
            counted[head].append(one)
    for held in counted.values():
        yield from (pair for pair in combinations(held, 2) if _are_told_alike(*pair))


def _are_told_alike(one: Quantity, other: Quantity) -> bool:
    low, high = sorted((one.value, other.value))
    if low == high or high > FARTHEST * low or one.bounds == other.bounds or are_of_two_times(one, other):
        return False
    units = {*one.unit.split(), *other.unit.split()}
    shared = len(one.context & other.context - units)
    return shared >= ALIKE and shared >= NEARLY_ALL * min(len(each.context - units) for each in (one, other))


def _is_rival(text: str, group: list[Quantity], other: Quantity) -> bool:
    """Whether `other` is somebody's number of what the figures of `group` count."""
    one = group[0]
    between = text[group[-1].span.end : other.span.start]
    if len(between) > _REACH or len(_STOPS.findall(between)) > 1 or _PARAGRAPH.search(between):
        return False
    if _OF_THEM.match(text, other.span.end):
        return False  # "tested 1,860 calls and found that 301 of them"
    before = text[max(0, one.span.start - 60) : one.span.start]
    if _DONE.search(before) or _OF_A_WHOLE.search(before) or ("," in between and _BY_THE_WAY.search(before)):
        return False
    if (told := _IS_PUT.search(between)) and _tells_another(told[1], one):
        return False
    bare = other.kind == "count" and not other.unit and head_of(one.unit) not in MEASURES
    alike = one.kind == other.kind and bool(one.unit and other.unit) and same_unit(one.unit, other.unit)
    if not (bare or alike) or one.value == other.value:
        return False
    return any(_GIVES.search(told) for told in (between, _without(one, between))) or bool(_FIGURE_OF.search(between))


def _without(one: Quantity, text: str) -> str:
    """Return a text without the word for what a number counts: "the dealers put the cards at 410,000"."""
    head = head_of(one.unit)
    return " ".join(word for word in text.split() if singular(word.lower()) != head) + " " if head else text


def _tells_another(subject: str, one: Quantity) -> bool:
    """Whether what a number is given of is not what another number of the same text is of."""
    told = content_words(subject) - {"figure", "true", "real", "actual", "count", "toll", "estimate"}
    return bool(told) and told.isdisjoint(one.context)
