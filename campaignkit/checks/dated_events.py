"""What the sources date: sentences that name a day, recorded statements, and documents by the date of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from weakref import WeakKeyDictionary, ref

from campaignkit.checks.calendar_days import find_days, may_name_a_day
from campaignkit.checks.day import Day, day_of, without
from campaignkit.checks.document_heads import HEAD_AT_MOST, head_of, top_of
from campaignkit.checks.draft import sentences_of
from campaignkit.checks.event_words import event_words
from campaignkit.checks.library import Library, Passage
from campaignkit.checks.opening_index import OpeningIndex
from campaignkit.documents.notices import Notice
from campaignkit.folding import Span
from campaignkit.models.finding import Evidence

Kind = Literal["told", "minutes", "own", "statement"]
_MARK_OF_LIST = re.compile(r"^\s*\(?\d{1,2}[.)]\s")
CAPITALS = re.compile(r"\b[A-Z][\w’'-]+")
_PRONOUN = re.compile(r"\b(?:[Ss]he|[Hh]e|[Tt]hey|I)\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*|^[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)+")
_NOTICE_HEAD = re.compile(r"[^:\n]{0,60}?(?::(?!\d)|\n|[—–])[*_\s]*")


@dataclass(frozen=True)
class Event:
    """What a source dates.

    Attributes:
        kind: "told" in a sentence that names the day; "minutes" of a meeting whose day stands at their head; "own" is
            the document itself; "statement" one that the campaign recorded.
        words: What it is about, without its days: stems.
        days: The days that it names; of a statement that names none, that on which it was made.
        beside: Days that fit as well, but contradict nothing: when it was said, when its source came out.
        head: Stems of the head of its document and of the sentence before: whose it is and what it is about.
        nouns: What kinds of document it is, of one that is "own".
        names: Stems of the words with a capital, but for the first.
        in_notice: Whether an update or a correction tells it.
    """

    kind: Kind
    words: frozenset[str]
    days: tuple[Day, ...]
    beside: tuple[Day, ...]
    evidence: Evidence | None
    label: str
    head: frozenset[str] = frozenset()
    statement: str = ""
    nouns: frozenset[str] = field(default=frozenset())
    passage: Passage | None = None
    in_notice: bool = False
    names: frozenset[str] = frozenset()


class Dated:
    """A sentence of a document that may name a day; what it dates is read when it is asked for."""

    __slots__ = ("_event", "_passage", "span")

    def __init__(self, passage: Passage, span: Span) -> None:
        self._passage, self.span = ref(passage), span
        self._event: Event | Literal[False] | None = None

    @property
    def low(self) -> str:
        """Its text in lower case; of one with a "she", that before it, too."""
        passage = self._passage()
        text = passage.text[self.span.start : self.span.end] if passage else ""
        if not passage or not _PRONOUN.search(text):
            return text.lower()
        return f"{_text_before(passage, self.span)} {_introduced(passage, self.span)} {text}".lower()

    @property
    def event(self) -> Event | None:
        """What it dates, if it does."""
        if self._event is None:
            passage = self._passage()
            self._event = (passage and _told(passage, self.span)) or False
        return self._event or None


_DATED: WeakKeyDictionary[Passage, tuple[Dated, ...]] = WeakKeyDictionary()
_INDEXES: WeakKeyDictionary[Library, tuple[tuple[Dated, ...], OpeningIndex]] = WeakKeyDictionary()
_TOPS: WeakKeyDictionary[Library, OpeningIndex] = WeakKeyDictionary()
_RECORDED: WeakKeyDictionary[Library, tuple[Event, ...]] = WeakKeyDictionary()


def events_like(library: Library, said: frozenset[str]) -> Iterator[Event]:
    """Yield what the sources date with at least two or three words of `said`, or with the one that there is."""
    if library not in _INDEXES:
        dated = tuple(one for passage in library.passages for one in _dated(passage))
        _INDEXES[library] = dated, OpeningIndex(one.low for one in dated)
    dated, index = _INDEXES[library]
    wanted = min(2 if len(said) < 5 else 3, len(said))
    found = (dated[number].event for number in index.sharing(said, wanted))
    return (event for event in found if event)


def events_of(passage: Passage) -> Iterator[Event]:
    """Yield all that a document dates."""
    return (event for dated in _dated(passage) if (event := dated.event))


def own_events(library: Library, said: frozenset[str], wanted: int = 1) -> Iterator[Event]:
    """Yield the documents that have a date of their own and at least `wanted` words of `said` in their heads."""
    if library not in _TOPS:
        _TOPS[library] = OpeningIndex(map(top_of, library.passages))
    near = (library.passages[number] for number in _TOPS[library].sharing(said, wanted))
    return (event for passage in near if passage.whole and (event := own_event(passage)))


def recorded_events(library: Library) -> tuple[Event, ...]:
    """Return what the statements of the campaign date."""
    if library not in _RECORDED:
        _RECORDED[library] = tuple(_recorded(library))
    return _RECORDED[library]


def _dated(passage: Passage) -> tuple[Dated, ...]:
    """Return the sentences of a whole document that may name a day; of minutes all lines."""
    if passage not in _DATED:
        _DATED[passage] = tuple(_find_dated(passage)) if passage.whole else ()
    return _DATED[passage]


def _find_dated(passage: Passage) -> Iterator[Dated]:
    text, top = passage.text, passage.text[:HEAD_AT_MOST]
    if ("inutes" in top or "INUTES" in top or "eeting" in top) and head_of(passage).is_of_a_meeting:
        yield from (Dated(passage, span) for span in _lines_of(text))
    else:
        yield from (Dated(passage, one) for one in _sentences(text) if may_name_a_day(text[one.start : one.end]))


def _sentences(text: str) -> Iterator[Span]:
    """Yield the sentences of the paragraphs that may name a day."""
    start = 0
    while start < len(text):
        end = text.find("\n\n", start)
        end = len(text) if end < 0 else end
        part = text[start:end]
        if may_name_a_day(part):
            yield from (Span(start + one.start, start + one.end) for one in sentences_of(part))
        start = end + 2


def _told(passage: Passage, sentence: Span) -> Event | None:
    """Return what a sentence dates; a line of minutes that names no day is of the day at their head."""
    head = head_of(passage)
    text = passage.text[sentence.start : sentence.end]
    inside = _notice_at(passage, sentence)
    days, beside = _days_in(passage, sentence, inside)
    if not days and (not head.is_of_a_meeting or not beside or (head.at and head.at.within([sentence]))):
        return None
    kind: Kind = "told" if days else "minutes"
    if head.is_of_a_meeting:  # what a line tells is of the meeting, too
        days = (*days, *beside)
    blank = _MARK_OF_LIST.sub(" ", without(text, tuple(day for day in days if day.span.end)))
    return Event(
        kind,
        event_words(blank) | (_names_before(passage, sentence) if _PRONOUN.search(text) else frozenset()),
        days,
        beside,
        passage.evidence(sentence),
        passage.label,
        head.words | (event_words(passage.text) if inside else event_words(_text_before(passage, sentence))),
        passage=passage,
        in_notice=inside is not None,
        names=event_words(" ".join(CAPITALS.findall(blank.strip()[1:]))),
    )


def _days_in(passage: Passage, sentence: Span, inside: Notice | None) -> tuple[tuple[Day, ...], tuple[Day, ...]]:
    """Return the days of what a sentence tells, and those of the telling: of its document, of its notice."""
    head = head_of(passage)
    text = passage.text[sentence.start : sentence.end]
    days = tuple(find_days(text, (inside and notice_date(inside, head.written)) or head.written))
    if head.at:  # the document's own date is not that of what stands beside it
        at = _around(head.at)
        days = tuple(day for day in days if not at.start <= day.span.start + sentence.start < at.end)
    beside = (day_of(head.written),) if head.written else ()
    # That of "Update, February 5:" is when it was told.
    ends = inside.span.start + len(notice_head(inside)) - sentence.start if inside else 0
    told = tuple(day for day in days if day.span.end <= ends)
    return tuple(day for day in days if day not in told), (*beside, *told)


def _names_before(passage: Passage, sentence: Span) -> frozenset[str]:
    """Return the names in the sentence before one, for which "she" stands."""
    before = f"{_text_before(passage, sentence)} {_introduced(passage, sentence)}"
    return event_words(" ".join(_NAME.findall(before)))


def _introduced(passage: Passage, sentence: Span) -> str:
    """Return the line with a colon at its end that stands above the paragraph of a sentence: who wrote it."""
    start = passage.text.rfind("\n\n", 0, sentence.start)
    above = passage.text[max(0, start - 400) : max(0, start)].rstrip()
    return above.rpartition("\n")[2] if above.endswith(":") else ""


def _text_before(passage: Passage, sentence: Span) -> str:
    start = passage.text.rfind("\n\n", 0, sentence.start) + 2 if "\n\n" in passage.text[: sentence.start] else 0
    part = passage.text[max(start, sentence.start - 400) : sentence.start]
    spans = sentences_of(part)
    return part[spans[-1].start : spans[-1].end] if spans else ""


def _around(at: Span) -> Span:
    return Span(at.start - 12, at.end)  # a weekday may stand before it


def _lines_of(text: str) -> Iterator[Span]:
    """Yield the lines of minutes: a motion stands with how it was voted on."""
    for found in re.finditer(r"[^\n]+(?:\n[^\S\n]*[a-z(][^\n]*)*", text):
        yield Span(*found.span())


def _notice_at(passage: Passage, sentence: Span) -> Notice | None:
    """Return the update or correction in which a sentence stands."""
    return next(
        (one for one in passage.notices if one.span.start < sentence.end and sentence.start < one.span.end), None
    )


def notice_date(notice: Notice, written: date | None) -> date | None:
    """Return the date at the head of a notice: of "Update, February 5:" in the year of its document."""
    if notice.dated:
        return notice.dated
    day = next((one for one in find_days(notice_head(notice), None) if one.is_whole), None)
    if day is None or written is None:
        return None
    when = Day(day.span, day.year or written.year, day.month, day.day).first
    return when.replace(year=when.year + 1) if when < written and when.month == 1 else when


def notice_head(notice: Notice) -> str:
    """Return the "Update, February 5:" of a notice."""
    head = _NOTICE_HEAD.match(notice.exact)
    return head[0] if head else ""


def own_event(passage: Passage) -> Event | None:
    """Return a document itself as an event: its date is its own."""
    head = head_of(passage)
    if not head.written:
        return None
    at = head.at or Span(0, len(passage.text[:HEAD_AT_MOST].split("\n", 1)[0]))
    start = passage.text.rfind("\n", 0, at.start) + 1
    end = passage.text.find("\n", at.end)
    evidence = passage.evidence(Span(start, end if end >= 0 else len(passage.text)))
    days = (day_of(head.written),)
    return Event("own", head.words, days, (), evidence, passage.label, head.words, nouns=head.nouns, passage=passage)


def _recorded(library: Library) -> Iterator[Event]:
    for one in library.statements:
        source = library.campaign.source(one.source) if library.campaign else None
        text = f"{one.exact} {one.summary or ''}"
        named = tuple(day for day in find_days(text, source.issued if source else None) if day.month)
        dated = [day_of(when) for when in (one.said_on, source.issued if source else None) if when]
        # "In June 2020" is said of a day that is known: then the day.
        days = tuple(day for day in named if day.day) or tuple(dated[:1] if one.said_on else named)
        if days:
            words = event_words(without(f"{text} {one.speaker or ''}", named))
            label = source.label if source else one.source
            evidence = _evidence(library, one.source, one.exact)
            yield Event("statement", words, days, tuple(dated), evidence, label, statement=one.id)


def _evidence(library: Library, source: str, exact: str) -> Evidence | None:
    held = next((one for one in library.passages if one.source == source and exact in one.text), None)
    start = held.text.index(exact) if held else 0
    return held.evidence(Span(start, start + len(exact))) if held else None
