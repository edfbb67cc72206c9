"""The clauses of a sentence that name days: which day is told of what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaignkit.checks.alike import SHARED_AT_LEAST
from campaignkit.checks.day import Day, without
from campaignkit.checks.event_words import event_words
from campaignkit.folding import Span

_CLAUSE = re.compile(
    r"\sand\s(?=(?:the|its|his|her|their)\s\w+\s(?:\w+ed|came|went|took|got|began|ran|fell|rose|was|were|has|have|had|is|are|will)\b)"
    r"|[;:—]\s|\n[ \t]*\n|\s\((?=\w+\s\w+\s)|\)\s|,\s(?:and|but|while|whereas)\s|\s–\s|\s\|\s"
)
# "Since May 3, when the board closed it": the day is that of what follows.
_WHEN = re.compile(r",?\s(?:when|the\s(?:day|week|month|year|night|morning)\s(?:that|when|on\swhich))\s")


def dated_clauses(text: str, days: list[Day]) -> Iterator[tuple[Span, list[Day]]]:
    """Yield the clauses of a sentence that name a day, with their days; a clause of few words is one with the next."""
    ends = [*(found.start() for found in _CLAUSE.finditer(text)), len(text)]
    start = 0
    for end in ends:
        held = [day for day in days if start <= day.span.start < end]
        rest = event_words(without(text[end:], ()))
        if held and len(event_words(text[start:end])) < SHARED_AT_LEAST + 1 and end < len(text) and rest:
            continue
        if held:
            yield Span(start, end), held
        start = end if held or len(event_words(text[start:end])) >= SHARED_AT_LEAST else start


def days_with_clauses(text: str, days: list[Day]) -> Iterator[tuple[Span, Day]]:
    """Yield each day with the clause it belongs to: of "since May 3, when the board closed it", the second."""
    for at, held in dated_clauses(text, days):
        for day in held:
            when = _WHEN.match(text, day.span.end)
            yield (Span(day.span.start, at.end) if when else at), day
