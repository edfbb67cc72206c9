"""A month or a year that a source has moved: “to move the deadline from 2031 to 2034”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from campaignkit.checks.day import Day
from campaignkit.checks.event_words import event_words
from campaignkit.checks.updates import SHARED_AT_LEAST, Told, Update
from campaignkit.function_words import MONTHS

_WHEN = r"(?:the\s+(?:end|middle|beginning|start)\s+of\s+|late\s+|early\s+|mid-?)?"
_MONTH = "|".join(month.title() for month in MONTHS)
_MOVED = re.compile(
    r"\b(?:mov|push|put|extend|delay|postpon|shift|chang|defer|bring|brought|slip|set)\w*\b[^.;]{0,120}?"
    rf"\bfrom\s+{_WHEN}(?:(?P<month>{_MONTH})\s+)?(?P<year>(?:19|20)\d\d)\s+(?:back\s+|forward\s+)?"
    rf"to\s+{_WHEN}(?P<new>(?:(?:{_MONTH})\s+)?(?:19|20)\d\d)\b"
)
_WANTED = re.compile(
    r"\b(?:please|should|must|ask(?:s|ed|ing)?|urge[sd]?|call(?:s|ed|ing)?\s+(?:on|for)|demand|let\s+us|we\s+want)\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"\b(?:start|begin|open|launch|introduc|get|receiv|run|from)\w*\b", re.IGNORECASE)
MANY = 3  # words of the whole document by which a sentence that tells of a beginning is about its plan


def tells_moved_month(update: Update, told: Told, texts: Sequence[str]) -> bool:
    """Return whether a sentence of a draft names a month or a year that an update has moved.

    Args:
        texts: All sentences of the draft: who names the new one knows of it.
    """
    if told.is_past or not told.days or _WANTED.search(told.text):
        return False
    return any(_names_old(update, text, told, texts) for text in update.sentences)


def _names_old(update: Update, text: str, told: Told, texts: Sequence[str]) -> bool:
    found = _MOVED.search(text)
    if not found or not any(_is_old(found, one) for one in told.days) or any(found["new"] in one for one in texts):
        return False
    said = _words(told.text)
    if len(said & _words(text)) >= SHARED_AT_LEAST:
        return True
    begins = _BEGINS.search(text) and _BEGINS.search(told.text)
    return bool(begins) and update.is_own and len(said & update.all_words) >= MANY


def _is_old(found: re.Match[str], day: Day) -> bool:
    """Whether a day of a draft lies in the month, or is the year, from which something was moved."""
    month = MONTHS.index(found["month"].lower()) + 1 if found["month"] else 0
    return day.month == month and (day.year or int(found["year"])) == int(found["year"])


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in event_words(text) if not word[0].isdigit())
