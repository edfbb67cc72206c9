"""Days that no source has, of what a source dates: whoever tells it in half of its words has the day from elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from weakref import WeakKeyDictionary

from campaignkit.checks.alike import OWN
from campaignkit.checks.calendar_days import days_of
from campaignkit.checks.case import Case
from campaignkit.checks.dated_events import Event, events_of
from campaignkit.checks.day import Day, safe, without
from campaignkit.checks.event_words import event_words
from campaignkit.checks.kindred_words import kindred
from campaignkit.checks.library import Library
from campaignkit.checks.own_dates import is_citation, is_its_day, is_own_date
from campaignkit.checks.rule import Hit
from campaignkit.folding import Span

ENOUGH = 3  # words and numbers that a sentence and a source have in common
HALF = 0.5  # share of those of the sentence
FEW = 64  # documents; among more, some have half of the words of any sentence
# What is done once more, or was to be done, is another thing.
_ANOTHER = re.compile(
    r"\b(?:again|another|anew|(?:second|third|fourth|fifth|next|last|first) time|(?:was|were) to|annual|every)\b",
    re.IGNORECASE,
)
_POINTS = re.compile(r"\W*(?:It|They|This|That|These|He|She|There|Until then|Now|The date)\b")


class _Dated:
    """What the documents of a library date, by its words, and every day that they name."""

    def __init__(self, library: Library) -> None:
        events = [one for passage in library.passages for one in events_of(passage)]
        named = (day for one in events for day in (*one.days, *one.beside))
        self.days = {(day.month, day.day) for day in named if day.month and day.day}
        self.stretches = [day for one in events for day in one.days if day.last]
        self.events = [one for one in events if one.evidence and any(day.is_whole for day in one.days)]
        self.by_word: dict[str, list[int]] = {}
        for number, one in enumerate(self.events):
            for word in _words(one.evidence.exact if one.evidence else ""):
                self.by_word.setdefault(word, []).append(number)

    def has(self, day: Day) -> bool:
        return (day.month, day.day) in self.days or any(day.fits(one) for one in self.stretches)

    def likest(self, words: frozenset[str]) -> Event | None:
        """Return what has the most of some words, if that is enough."""
        shared = Counter(number for word in words for number in self.by_word.get(word, ()))
        for number, count in shared.most_common(1):
            if count >= max(ENOUGH, HALF * len(words)):
                return self.events[number]
        return None


_SAYING = kindred("announce announcement statement")
_READ: WeakKeyDictionary[Library, _Dated] = WeakKeyDictionary()


def _dated(library: Library) -> _Dated:
    if library not in _READ:
        _READ[library] = _Dated(library)
    return _READ[library]


def _words(text: str) -> frozenset[str]:
    return kindred(text) - _SAYING | {word for word in event_words(text) if word[0].isdigit()}


def unknown_days(case: Case, spared: list[Span]) -> Iterator[Hit]:
    """Yield the days of a draft that no source has, of what a source dates otherwise."""
    if len(case.near.passages) > FEW:
        return
    written, before = case.draft.dated or case.as_of, ""
    for sentence in case.draft.sentences:
        text = case.draft.text[sentence.start : sentence.end]
        days = days_of(text, case.draft.dated)
        asked = [one for one in days if one.is_whole and one.is_named and not _dated(case.near).has(one)]
        asked = [one for one in asked if not one.span.moved(sentence.start).within(spared) and not OWN.search(text)]
        if _ANOTHER.search(text):
            asked = []
        for day in asked:
            if is_citation(text, day.span) or is_own_date(text, day.span) or is_its_day(text, day, written):
                continue
            bare = without(text, days)
            words = _words(bare)
            if _POINTS.match(text):
                words |= _words(without(before, days_of(before, None)))
            event = _dated(case.near).likest(words)
            if event and (known := _known(event, day, written)):
                yield _hit(case, day.span.moved(sentence.start), event, known)
        before = text


def _known(event: Event, day: Day, written: date) -> Day | None:
    """Return the day of an event, if both it and the other day have come, or neither has."""
    whole = next(one for one in event.days if one.is_whole)
    held, told = _when(whole, written), _when(day, written)
    issued = event.beside[0].first if event.beside and event.beside[0].year else written
    is_later_news = held <= issued < told  # the source cannot know it
    return whole if (held > written) == (told > written) and not is_later_news and day.role == whole.role else None


def _when(day: Day, written: date) -> date:
    return safe(day.year or written.year, day.month, day.day)


def _hit(case: Case, at: Span, event: Event, day: Day) -> Hit:
    said = case.draft.text[at.start : at.end]
    return Hit(
        at=at,
        severity="warning",
        message=f"No source has {said}; {event.label} dates what is nearest to this {day}.",
        hint="Take the date from the source.",
        evidence=event.evidence,
    )
