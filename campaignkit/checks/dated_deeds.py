"""The deeds that the sources date: each with its day, and the sentence, the minutes or the document that tell it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from weakref import WeakKeyDictionary

from campaignkit.checks.dated_events import Event, events_of, own_event
from campaignkit.checks.day import Day
from campaignkit.checks.deeds import deed_of, find_deeds, part_of
from campaignkit.checks.document_heads import HEAD_AT_MOST, head_of
from campaignkit.checks.event_words import event_words
from campaignkit.checks.library import Library, Passage

LABEL_AT_MOST = 6  # words of a line that only labels a day: "Signed by the mayor: March 3"
VOTED = 0.75  # share of the words of a clause on a vote that the minutes must have, wherever they tell of it
_SITTING = re.compile(
    r"\b(?:hearing|meeting|session|transcript|minutes|oral evidence|testimony|proceedings|hansard|inquest)\b",
    re.IGNORECASE,
)
_ANNOUNCED_BY = frozenset({"release"})
_TELLING = frozenset(("", "say", "announce", "publish", "write"))  # may be done on the day of its document
_PUBLISHED_AS = frozenset({"report", "release", "notice", "resolution", "leaflet"})


@dataclass(frozen=True)
class DatedDeed:
    """A deed on a day.

    Attributes:
        is_of_head: Whether what stands at the head of the document tells what it is about: of a line that only labels
            a day, of minutes, of a document itself.
        is_sitting: Whether it is a hearing or a meeting by the day at the head of its minutes or its transcript.
    """

    deed: str
    day: Day
    event: Event
    is_of_head: bool = False
    is_sitting: bool = False

    def shared(self, said: frozenset[str]) -> int:
        """Return how many of the words by which a draft tells something tell this, too."""
        if self.is_sitting:
            known = len(said & self.told_in) if said & self.event.head else 0
            return known if self.deed == "hear" or known >= VOTED * len(said) else 0
        near = said & self.event.words
        above = (said & self.event.head) - near
        if self.is_of_head:
            return len(near) + len(above)
        return len(near) + min(1, len(above)) if near else 0

    @property
    def may_be_on(self) -> tuple[Day, ...]:
        """The days on which it may have been done: its own, and of what is told or written, that of its document."""
        if self.event.kind == "told" and self.day.is_whole:
            return (self.day,)  # the article of the day after only reports it
        return (self.day, *self.event.beside) if self.deed in _TELLING else (self.day,)

    @cached_property
    def told_in(self) -> frozenset[str]:
        """The words of the whole document and of its head."""
        passage = self.event.passage
        return self.event.words | self.event.head | (event_words(passage.text) if passage else frozenset())

    @cached_property
    def text(self) -> str:
        """The sentence that tells it."""
        return self.event.evidence.exact if self.event.evidence else ""


_OF_PASSAGE: WeakKeyDictionary[Passage, tuple[DatedDeed, ...]] = WeakKeyDictionary()


def dated_deeds(passage: Passage) -> tuple[DatedDeed, ...]:
    """Return what a document dates; a day that belongs to no deed has the deed ""."""
    if passage not in _OF_PASSAGE:
        _OF_PASSAGE[passage] = tuple(_find(passage)) if passage.whole else ()
    return _OF_PASSAGE[passage]


@dataclass(frozen=True)
class Deeds:
    """What the sources of a library date, by the deed and by the month of the day; a telling is known by its month,
    too."""

    by_deed: dict[str, list[DatedDeed]]
    by_month: dict[int, list[DatedDeed]]


_IN_LIBRARY: WeakKeyDictionary[Library, Deeds] = WeakKeyDictionary()


def deeds_in(library: Library) -> Deeds:
    """Return what the sources of a library date; read once."""
    if library not in _IN_LIBRARY:
        held = Deeds({}, {})
        for one in (one for passage in library.passages for one in dated_deeds(passage)):
            held.by_deed.setdefault(one.deed, []).append(one)
            for month in {day.month for day in one.may_be_on}:
                held.by_month.setdefault(month, []).append(one)
        _IN_LIBRARY[library] = held
    return _IN_LIBRARY[library]


def _find(passage: Passage) -> Iterator[DatedDeed]:
    for event in events_of(passage):
        yield from _of_minutes(event) if event.kind == "minutes" else _of_sentence(event)
    if own := own_event(passage):
        yield from _of_document(own)
        yield from _of_sitting(own)


def _of_sentence(event: Event) -> Iterator[DatedDeed]:
    text = event.evidence.exact if event.evidence else ""
    deeds = find_deeds(text)
    for day in event.days:
        if day.span.end and not day.last:
            start, end = part_of(text, day)
            is_label = len(event_words(text[start : day.span.start] + text[day.span.end : end])) <= LABEL_AT_MOST
            about = replace(event, words=event_words(text[start:end])) if (start, end) != (0, len(text)) else event
            yield DatedDeed(deed_of(text, day, deeds), day, about, is_label)


def _of_minutes(event: Event) -> Iterator[DatedDeed]:
    text = event.evidence.exact if event.evidence else ""
    for deed in {deed for _, deed in find_deeds(text)}:
        yield from (DatedDeed(deed, day, event) for day in event.beside[:1])


def _of_document(own: Event) -> Iterator[DatedDeed]:
    if "article" not in own.nouns:
        yield from (DatedDeed("announce", day, own, True) for day in own.days if own.nouns & _ANNOUNCED_BY)
        yield from (DatedDeed("publish", day, own, True) for day in own.days if own.nouns & _PUBLISHED_AS)
        yield from (DatedDeed("write", day, own, True) for day in own.days if "letter" in own.nouns)


def _of_sitting(own: Event) -> Iterator[DatedDeed]:
    passage = own.passage
    if passage and is_sitting(passage):
        voted = any(deed == "vote" for _, deed in find_deeds(passage.text))
        for deed in ("hear", "vote") if voted else ("hear",):
            yield from (DatedDeed(deed, day, own, True, True) for day in own.days)


def is_sitting(passage: Passage) -> bool:
    """Whether a document is the minutes or the transcript of a hearing or a meeting, and no article on one."""
    head = head_of(passage)
    if not head.written or not head.at or {"article", "letter", "release"} & head.nouns:
        return False
    top = passage.text[: min(HEAD_AT_MOST, head.at.end + 80)]
    return bool(_SITTING.search(top))
