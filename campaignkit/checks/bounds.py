"""When a consultation, a pilot or a strike began or ended, whatever else a sentence tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from weakref import WeakKeyDictionary

from campaignkit.checks.calendar_days import find_days, may_name_a_day
from campaignkit.checks.dated_events import CAPITALS
from campaignkit.checks.day import Day
from campaignkit.checks.document_heads import head_of
from campaignkit.checks.draft import sentences_of
from campaignkit.checks.event_words import event_words, stem
from campaignkit.checks.library import Library, Passage
from campaignkit.folding import Span
from campaignkit.function_words import CALENDAR

Side = Literal["begins", "ends"]

# What lasts from one day to another, and of which a matter mostly has one.
_COURSES = (
    "consultation pilot trial strike walkout lockout exhibition moratorium pause freeze boycott experiment scheme "
    "programme program inquiry survey study registration enrolment enrollment closure suspension campaign project "
    "works rollout contract lease licence license permit amnesty curfew ban season"
)
_COURSE = re.compile(rf"\b(?:{_COURSES.replace(' ', '|')})\b")
_BEGINS = (
    r"beg[iau]ns?|start(?:s|ed)?|open(?:s|ed)|launch(?:es|ed)|commence[sd]?|kick(?:s|ed)\s+off|got\s+under\s?way|"
    r"took\s+effect|takes\s+effect|c[ao]mes?\s+into\s+force|went\s+live|introduced"
)
_ENDS = (
    r"end(?:s|ed)?|clos(?:es|ed)|finish(?:es|ed)|expire[sd]?|r[au]ns?\s+(?:out|until|to)|lapse[sd]?|w[io]u?nds?\s+up|"
    r"conclude[sd]?|last(?:s|ed)\s+until"
)
_VERB = re.compile(
    rf"\b(?:(?P<begins>{_BEGINS})|(?P<ends>{_ENDS}))(?:\s+(?:in|at|for|across)(?:\s+[\w’'-]+){{1,4}}?)??(?:\s+(?:on|in|at|from|with\s+effect\s+from))?"
    r"(?:\s+the)?(?:\s+[A-Z]?\w+day,?)?\s+\Z"
)
_FROM = re.compile(r"\b(?:from|since|beginning|starting|effective|between)\s+(?:the\s+)?\Z", re.IGNORECASE)
_TO = re.compile(r"\b(?:until|till|to|through|up\s+to)\s+(?:and\s+including\s+)?(?:the\s+)?\Z", re.IGNORECASE)
_IT = re.compile(r"\b[Ii]t\s+(?:has\s+|had\s+|only\s+|formally\s+|officially\s+|finally\s+){0,2}\Z")
# "The pilot that", "the six-month trial on our street", "its consultation, which": what stands right before the verb.
_DEFINITE = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hat|[Ii]ts|[Tt]heir|[Yy]our)\s+(?P<mods>(?:[\w’'-]+\s+){0,3}?)"
    rf"(?P<what>{_COURSES.replace(' ', '|')})\b"
    r"(?P<between>(?:\s+[\w’'-]+){0,6}|,\s+which(?:\s+\w+)?)\s*\Z"
)
_FIRST = re.compile(r"(?:^|[.!?:])[\W_]*\Z")  # what stands there has a capital anyway
_ONE_OF = re.compile(
    r"\b(?:first|second|third|previous|earlier|last|latest|next|new|another|original|similar|same)\b",
    re.IGNORECASE,
)
_ALIKE = {"program": "programm", "enrollment": "enrolment", "license": "licenc"}


@dataclass(frozen=True)
class Bound:
    """A day on which a source says that something began or ended.

    Attributes:
        what: Its stem: "pilot".
        words: Those of the document and its head.
    """

    what: str
    side: Side
    day: Day
    passage: Passage
    span: Span
    words: frozenset[str]


_BOUNDS: WeakKeyDictionary[Library, dict[str, tuple[tuple[Day, ...], tuple[Bound, ...]]]] = WeakKeyDictionary()
_OF_PASSAGE: WeakKeyDictionary[Passage, tuple[tuple[str, Span, tuple[Day, ...]], ...]] = WeakKeyDictionary()


def other_bound(library: Library, text: str, day: Day) -> Bound | None:
    """Return what the sources say, if they all give one other day for what `text` says began or ended on `day`."""
    told = _told(text, day) if day.is_whole and _COURSE.search(text) else None
    if told is None:
        return None
    what, side, said = told
    days, bounds = _bounds(library).get(what, ((), ()))
    if any(day.fits(one) or _is_end_of(one, day) for one in days):
        return None
    near = [one for one in bounds if one.side == side and said <= one.words]
    agree = near and all(one.day.fits(near[0].day) for one in near)
    return near[0] if agree and _is_near(near[0].day, day) else None


def _is_near(one: Day, day: Day) -> bool:
    """Whether two days can be meant for one: years apart, something else is told."""
    return not (one.year and day.year) or abs(one.year - day.year) <= 1


def _is_end_of(one: Day, day: Day) -> bool:
    return bool(one.last) and (one.end.month, one.end.day) == (day.month, day.day)


def _told(text: str, day: Day) -> tuple[str, Side, frozenset[str]] | None:
    """Return what a sentence says began or ended on a day, which of the two, and the words by which it is named."""
    found = _VERB.search(text[: day.span.start])
    if not found:
        return None
    side: Side = "begins" if found["begins"] else "ends"
    subject = text[: found.start()]
    if _IT.search(subject):
        named = list(_COURSE.finditer(subject))
        return (_stem(named[-1][0]), side, _names(text, day)) if named else None
    thing = _DEFINITE.search(subject)
    if not thing or _ONE_OF.search(thing["mods"]):
        return None
    return _stem(thing["what"]), side, _names(text, day) | event_words(f"{thing['mods']} {thing['between']}")


def _stem(word: str) -> str:
    return _ALIKE.get(stem(word), stem(word))


def _names(text: str, day: Day) -> frozenset[str]:
    """Return the stems of the names in a sentence, but for the first words."""
    bare = text[: day.span.start] + " " + text[day.span.end :]
    words = [found[0] for found in CAPITALS.finditer(bare) if not _FIRST.search(bare[: found.start()])]
    return event_words(" ".join(word for word in words if word.lower() not in CALENDAR))


def _bounds(library: Library) -> dict[str, tuple[tuple[Day, ...], tuple[Bound, ...]]]:
    """Return for each stem all days told with it in the sources, and those on which it begins or ends."""
    if library not in _BOUNDS:
        held: dict[str, tuple[list[Day], list[Bound]]] = {}
        for passage in library.passages:
            for what, span, days in _sentences(passage):
                every, bounds = held.setdefault(what, ([], []))
                every.extend(days)
                bounds.extend(_read(passage, what, span, days))
        _BOUNDS[library] = {what: (tuple(every), tuple(bounds)) for what, (every, bounds) in held.items()}
    return _BOUNDS[library]


def _sentences(passage: Passage) -> tuple[tuple[str, Span, tuple[Day, ...]], ...]:
    if passage not in _OF_PASSAGE:
        _OF_PASSAGE[passage] = tuple(_find_sentences(passage)) if passage.whole else ()
    return _OF_PASSAGE[passage]


def _find_sentences(passage: Passage) -> Iterator[tuple[str, Span, tuple[Day, ...]]]:
    if not _COURSE.search(passage.text):
        return
    for span in sentences_of(passage.text):
        text = passage.text[span.start : span.end]
        if may_name_a_day(text) and (named := {_stem(word) for word in _COURSE.findall(text)}):
            days = tuple(find_days(text, head_of(passage).written))
            yield from ((what, span, days) for what in named if days)


def _read(passage: Passage, what: str, span: Span, days: tuple[Day, ...]) -> Iterator[Bound]:
    text = passage.text[span.start : span.end]
    words = event_words(passage.text) | head_of(passage).words
    for day in days:
        before = text[: day.span.start]
        named = [_stem(word) for word in _COURSE.findall(before)]
        side = _side(before) if day.is_whole and what in (*named[:1], *named[-1:]) else None
        if side:
            yield Bound(what, side, day, passage, span, words)


def _side(before: str) -> Side | None:
    if found := _VERB.search(before):
        return "begins" if found["begins"] else "ends"
    if _FROM.search(before):
        return "begins"
    return "ends" if _TO.search(before) else None
