"""On which day somebody said what a draft quotes: that of the letter, the release or the transcript that has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from campaignkit.checks.calendar_days import days_of
from campaignkit.checks.case import Case
from campaignkit.checks.dated_deeds import is_sitting
from campaignkit.checks.dated_events import events_of, own_event
from campaignkit.checks.day import Day
from campaignkit.checks.deeds import deed_of
from campaignkit.checks.document_heads import head_of
from campaignkit.checks.library import Passage
from campaignkit.folding import Span
from campaignkit.models.finding import Evidence

_OF_ITS_DAY = frozenset(("letter", "release"))  # kinds of document in which whoever wrote it speaks on its own date
_SAYING = frozenset(("say", "hear", "meet", "write", "announce"))
_SAYS = re.compile(
    r"\b(?:said|told|wrote|written|testified|stated|declared|asked|warned|admitted|promised|called|announced)\b"
)
_SPARES = re.compile(r"\b(?:again|later|repeated|quoted|since|until|by|before|after|earlier)\b", re.IGNORECASE)


@dataclass(frozen=True)
class ToldOtherwise:
    """A day on which a draft has something said, and the day on which its only source has it."""

    at: Span
    day: Day
    evidence: Evidence | None


def told_otherwise(case: Case) -> Iterator[ToldOtherwise]:
    """Yield the days on which the draft has words said that every source of these words has on another day."""
    for verdict in case.verdicts:
        passages = [passage for passage, _ in verdict.places]
        first = next(filter(_tells_its_day, passages), None)
        if not first:
            continue
        sentence = case.draft.sentence_at(verdict.quotation.span.start)
        for at, day in _days_of_saying(case, sentence, verdict.quotation.span):
            own = own_event(first)
            if own and not any(_names(passage, day) for passage in passages):
                yield ToldOtherwise(at, own.days[0], own.evidence)


def _days_of_saying(case: Case, sentence: Span, quoted: Span) -> Iterator[tuple[Span, Day]]:
    """Yield the days of a sentence, before the words that it quotes, on which it says that they were said."""
    text = case.draft.text[sentence.start : quoted.start]
    if not _SAYS.search(text) or _SPARES.search(text):
        return
    days = [day for day in days_of(text, None) if day.day]
    for day in days if len(days) == 1 else ():
        if day.is_whole and deed_of(text, day) in _SAYING:
            yield day.span.moved(sentence.start), day


def _tells_its_day(passage: Passage) -> bool:
    head = head_of(passage)
    own = head.nouns & _OF_ITS_DAY and "article" not in head.nouns
    return bool(passage.whole and head.written and (own or is_sitting(passage)))


def _names(passage: Passage, day: Day) -> bool:
    """Whether a document is of a day or names it."""
    written = own_event(passage)
    known = [*(written.days if written else ()), *(one for event in events_of(passage) for one in event.days)]
    return any(day.fits(one) for one in known)
