"""A year that a source has moved: “to move the deadline from 2031 to 2034”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from campaignkit.checks.event_words import event_words
from campaignkit.checks.updates import SHARED_AT_LEAST, Told, Update

_WHEN = r"(?:the\s+(?:end|middle|beginning|start)\s+of\s+|late\s+|early\s+|mid-?)?"
_MOVED = re.compile(
    r"\b(?:mov|push|put|extend|delay|postpon|shift|chang|defer|bring|brought|slip|set)\w*\b[^.;]{0,120}?"
    rf"\bfrom\s+{_WHEN}(?P<old>(?:19|20)\d\d)\s+(?:back\s+|forward\s+)?to\s+{_WHEN}(?P<new>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def tells_moved_year(update: Update, told: Told, texts: Sequence[str]) -> bool:
    """Return whether a sentence of a draft names a year that an update has moved.

    Args:
        texts: All sentences of the draft: who names the new year knows of it.
    """
    if told.is_past or told.is_asked or not told.days:
        return False
    return any(_names_old(text, told, texts) for text in update.sentences)


def _names_old(text: str, told: Told, texts: Sequence[str]) -> bool:
    found = _MOVED.search(text)
    if not found or len(_words(text) & _words(told.text)) < SHARED_AT_LEAST:
        return False
    is_named = any(one.year == int(found["old"]) and not one.month for one in told.days)
    return is_named and not any(found["new"] in one for one in texts)


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in event_words(text) if not word[0].isdigit())
