"""date-mismatch: the source dates what the draft tells otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from campaignkit.checks.calendar_days import Day, day_of, find_days
from campaignkit.checks.case import Case
from campaignkit.checks.claim_retracted import key_words
from campaignkit.checks.draft import sentences_of
from campaignkit.checks.frames import Framed
from campaignkit.checks.library import Library, Passage
from campaignkit.checks.rule import Example, Hit, Rule
from campaignkit.documents.metadata import read_date
from campaignkit.folding import Span, fold
from campaignkit.models.finding import Evidence

ALIKE = 0.5  # share of the shorter sentence's words that the other must have before the two tell the same event
CLOSE = 0.15  # how far behind the most alike another telling of the same event may lie
SHARED_AT_LEAST = 4
_TELLING = re.compile(
    r"\b(?:report(?:ed|s)?|wrote|writes|published|posted|according|article|story|post|statement|release|letter|note)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Event:
    """A sentence of a source, or a recorded statement, that names a day.

    Attributes:
        words: What it is about, without its days.
        days: The days that it names; of a statement that names none, that on which it was made.
        beside: Days that fit as well, but contradict nothing: when it was said, when its source came out.
    """

    words: frozenset[str]
    days: tuple[Day, ...]
    beside: tuple[Day, ...]
    evidence: Evidence | None
    label: str
    statement: str = ""


def find(case: Case) -> Iterator[Hit]:
    """Yield the days of sentences that tell what a source tells, where the source has another day."""
    told: list[Span] = []
    spared = case.quoted + case.named
    for sentence in case.draft.sentences:
        text = case.draft.text[sentence.start : sentence.end]
        days = [(_at(sentence, day), day) for day in find_days(text, case.draft.dated)]
        days = [(at, day) for at, day in days if not at.within(spared) and not _is_to_come(day, case.as_of)]
        alike = _same_event(case, sentence, text) if days else []
        # A sentence with several days tells of several things; one that fits clears it.
        if alike and not any(_fits(one, day, text) for one in alike for _, day in days):
            told.append(days[0][0])
            yield _hit(case, days[0][0], alike[0], _nearest_day(alike[0], days[0][1]))
    yield from (_framed(case, one) for one in case.framed if one.kind == "date" and not one.at.touches(told))


def _framed(case: Case, framed: Framed) -> Hit:
    """Tell of a day that stands in a sentence of a source, but for the day."""
    said = case.draft.text[framed.at.start : framed.at.end]
    theirs = framed.passage.text[framed.place.start : framed.place.end]
    return Hit(
        at=framed.at,
        message=f"{framed.passage.label} has another date between the same words: “{theirs}”, not “{said}”.",
        hint="Take the date from the source.",
        evidence=framed.passage.evidence(framed.place),
        changes=((said, theirs),),
    )


def _at(sentence: Span, day: Day) -> Span:
    return Span(sentence.start + day.span.start, sentence.start + day.span.end)


def _is_to_come(day: Day, as_of: date) -> bool:
    return (day.year, day.month, day.day or 1) > (as_of.year, as_of.month, as_of.day)


def _fits(event: Event, day: Day, text: str) -> bool:
    """Whether a day fits an event: its own, or, where the sentence tells of the telling, that of the telling."""
    told = event.beside if _TELLING.search(text) or fold(event.label).strip() in fold(text) else ()
    return any(one.fits(day) for one in (*event.days, *told))


def _nearest_day(event: Event, day: Day) -> Day:
    return next((one for one in event.days if one.month == day.month), event.days[0])


def _same_event(case: Case, sentence: Span, text: str) -> list[Event]:
    """The events that a sentence tells, the most alike first; what it quotes comes alone."""
    quoted = {statement.id for span, statement in case.quoted_statements if span.within([sentence])}
    known = events(case.near)
    if quoted:
        return [one for one in known if one.statement in quoted]
    said = _event_words(text)
    scored = sorted(((_alike(said, one.words), one) for one in known), key=lambda pair: -pair[0])
    near = [one for score, one in scored if score >= max(ALIKE, scored[0][0] - CLOSE)]
    return [one for one in near if any(day.day for day in one.days)] or near


@lru_cache(maxsize=8)
def events(library: Library) -> tuple[Event, ...]:
    """Return what the sources date: the statements that the campaign records, and sentences of whole documents."""
    told = [event for passage in library.passages if passage.whole for event in _told(passage)]
    return (*_recorded(library), *told)


def _recorded(library: Library) -> Iterator[Event]:
    for one in library.statements:
        source = library.campaign.source(one.source) if library.campaign else None
        text = f"{one.exact} {one.summary or ''}"
        named = tuple(day for day in find_days(text, source.issued if source else None) if day.month)
        dated = [day_of(when) for when in (one.said_on, source.issued if source else None) if when]
        # "In June 2020" is said of a day that is known: then the day.
        days = tuple(day for day in named if day.day) or tuple(dated[:1] if one.said_on else named)
        passage = next(
            (held for held in library.passages if held.source == one.source and one.exact in held.text), None
        )
        start = passage.text.index(one.exact) if passage else 0
        evidence = passage.evidence(Span(start, start + len(one.exact))) if passage else None
        if days:
            words = _event_words(f"{text} {one.speaker or ''}")
            yield Event(words, days, tuple(dated), evidence, source.label if source else one.source, one.id)


def _told(passage: Passage) -> Iterator[Event]:
    written = passage.record.issued if passage.record else read_date(passage.text[:1500])
    for sentence in sentences_of(passage.text):
        text = passage.text[sentence.start : sentence.end]
        if days := tuple(find_days(text, written)):
            beside = (day_of(written),) if written else ()
            yield Event(_event_words(text), days, beside, passage.evidence(sentence), passage.label)


def _alike(said: frozenset[str], held: frozenset[str]) -> float:
    shared = len(said & held)
    return shared / min(len(said), len(held)) if shared >= SHARED_AT_LEAST else 0.0


@lru_cache(maxsize=16384)
def _event_words(text: str) -> frozenset[str]:
    spans = [one.span for one in find_days(text, date(2000, 1, 31))]
    for span in sorted(spans, reverse=True):
        text = text[: span.start] + " " + text[span.end :]
    return key_words(text)


def _hit(case: Case, at: Span, event: Event, day: Day) -> Hit:
    said = case.draft.text[at.start : at.end]
    return Hit(
        at=at,
        message=f"The source dates this {day}, not {said}.",
        hint="Take the date from the source.",
        evidence=event.evidence,
        changes=((said, str(day)),),
    )


RULE = Rule(
    name="date-mismatch",
    severity="error",
    summary="The source dates the event otherwise.",
    why="A wrong date lets the other side say that none of it happened.",
    find=find,
    fires=(
        Example(
            "On May 5, 2021, Mayor Whitfield said, “We will not close the library before the budget is settled.”",
            "it was on the Monday before, May 3",
        ),
        Example(
            "On June 1, 2021, Mayor Dana Whitfield said the library will not close before the budget is settled.",
            "May 3",
        ),
    ),
    spares=(
        Example(
            "On May 3, 2021, Mayor Whitfield said, “We will not close the library before the budget is settled.”",
            "the day on which she said it",
        ),
        Example("May 9, 2021. Dear Mayor: please keep the library open.", "the date of the letter"),
        Example("We ask for an answer by June 30, 2021.", "a day to come"),
    ),
)
