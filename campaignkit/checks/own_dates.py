"""A draft's own days and those of its sources: in a heading, a dateline, a label or a list no event is dated."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from campaignkit.checks.day import Day
from campaignkit.documents.metadata import heading_date
from campaignkit.folding import Span

_PREPOSITION = re.compile(
    r"\b(?:on|by|until|till|since|of|from|before|after|for|to|dated)\s+(?:the\s+)?\Z", re.IGNORECASE
)
_NAME_ALONE = re.compile(
    r"(?:^|[;.:(\[\n])[\s\d.*\])-]*(?:(?:[A-Z“\"'][\w’'.&”\"-]*|of|the|for|and|on|in|to|a)\s+)*[A-Z“\"'][\w’'.&”\"-]*,\s*(?:\w+day,\s*)?\Z"
)
_LABELS = frozenset(
    "for immediate release press media news date dated sent posted published updated embargo embargoed until on th nd "
    "rd st monday tuesday wednesday thursday friday saturday sunday am pm".split()
)
_NOTHING_AFTER = re.compile(r"\s*(?:$|[;.)\]\n])")


def own_heading(text: str) -> list[Span]:
    """Return where the draft's own date stands in a heading: a line near its top that is no sentence."""
    dated = heading_date(text)
    line = text[dated[1].end :].split("\n", 1)[0].rstrip(" *_") if dated else "."
    is_own = dated and not line.endswith((".", "!", "?")) and not _PREPOSITION.search(text[: dated[1].start])
    return [dated[1]] if dated and is_own else []


def is_citation(text: str, at: Span) -> bool:
    """Whether a date ends a line of a list of sources: nothing but a name stands before it."""
    return bool(_NAME_ALONE.search(text[: at.start]) and _NOTHING_AFTER.match(text[at.end :]))


def is_own_date(text: str, at: Span) -> bool:
    """Whether a line says nothing but of which day the draft is: "FOR IMMEDIATE RELEASE: Monday, November 25th"."""
    line = text[text.rfind("\n", 0, at.start) + 1 : at.start] + " " + text[at.end :].split("\n", 1)[0]
    return {word.lower() for word in re.findall(r"[^\W\d_]{2,}", line)} <= _LABELS and ":" in line


def is_its_day(text: str, day: Day, as_of: date) -> bool:
    """Whether a day is that on which the draft is written, as a heading or a dateline names it: without an "on"."""
    today = day.is_whole and replace(day, year=day.year or as_of.year).first == as_of
    return today and not _PREPOSITION.search(text[: day.span.start])
