"""Values of before: a price, a count, how often something is done, of which a source tells now what it has become."""

from __future__ import annotations

import re

from campaignkit.checks.calendar_days import find_days
from campaignkit.checks.changes import ALIKE_AT_LEAST, PAST, Change, matter
from campaignkit.checks.updates import News, Told
from campaignkit.figures import Quantity, find_quantities

CLOSE = 1  # words above which a sentence that tells both is about the same
_WAS_NOW = re.compile(
    r"\b(?:was|were|used\s+to|had\s+been)\b(?P<old>[^.;]{3,80}?),?\s+(?:is|are|and|but|has|have)\s+(?:\w+\s+)?now\b(?P<new>.*)",
    re.IGNORECASE | re.DOTALL,
)
_OF_THEM = re.compile(
    r"\b[Oo]f\s+(?:the|its|their|our)\s+(?P<old>\d[^.;]{3,80}?),\s*(?P<new>[^.;]{0,40}?\b(?:(?:are|is)\s+left|remain(?:s|ed)?)\b)"
)
# What says that a value is another one than before, or will be.
_CHANGED_TO = re.compile(
    r"\b(?:now|up\s+from|down\s+from|stands?\s+at|stood\s+at|as\s+of|beginning|starting|effective|from\s+\d{1,2}\s+[A-Z]|(?:from|since|on)\s+(?:January|February|March|"
    r"April|May|June|July|August|September|October|November|December)|instead|instead\s+of|rather\s+than|"
    r"(?:fall|fell|fallen|r[io]se|risen|rises|falls|drop|dropped|drops|climb\w*|grow|grew|grown|grows|lower\w*|rais\w+|"
    r"cut|increas\w+|reduc\w+|doubled|halved|brought|shr[aiu]nk|go(?:es)?\s+(?:up|down)|went\s+(?:up|down))\b"
    r"(?:\s+\w+){0,4}?\s+(?:to|from)|since\s+(?:grown|risen|fallen))\b",
    re.IGNORECASE,
)
_OFTEN = re.compile(
    r"\b(?:once|twice|(?:two|three|four|five|six|\d+)\s+times)\s+(?:a|an|every|each)\s+\w+|\bevery\s+(?:other\s+)?(?:day|week|month|year|hour|"
    r"two\s+\w+|three\s+\w+)|\b(?:hourly|daily|weekly|monthly|quarterly|yearly|annually)\b",
    re.IGNORECASE,
)
_NEWLY = re.compile(r"\b(?:now|from|since|as\s+of|beginning|starting|instead|no\s+longer|until)\b", re.IGNORECASE)
_UNTIL = re.compile(r"\buntil\b[^.;]*|\binstead\s+of\b[^.;,]*|\bno\s+longer\b[^.;,]*", re.IGNORECASE)
_ARE_LEFT = re.compile(r"\b(?:are|is)\s+left\b|\bremain(?:s|ing)?\b", re.IGNORECASE)
_PART_OF = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+|half|most|some|all|none|each)\s+of\s+(?:the|its|their|"
    r"our|those|these)\b",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:from|instead\s+of|rather\s+than|not|of\s+the)\s+(?:about\s+|some\s+)?[$£€]?\Z", re.IGNORECASE)
_WILL = re.compile(r"\b(?:will|would|is\s+to|are\s+to)\b", re.IGNORECASE)


def tells_both(text: str) -> bool:
    """Whether a sentence tells both what was and what is now."""
    return bool(_WAS_NOW.search(text) or _OF_THEM.search(text))


def was_and_is_now(news: News, told: Told) -> bool:
    """Whether the draft gives as that of today what a source says was: "it was open six days, now three"."""
    found = _WAS_NOW.search(news.text) or _OF_THEM.search(news.text)
    if not found or PAST.search(told.whole) or len(matter(told.words) & matter(news.words)) <= CLOSE:
        return False
    old, new, said = _values(found["old"]), _values(found["new"]), _values(told.text)
    return bool(said & old and new and not said & new)


def _values(text: str) -> set[tuple[str, object]]:
    return {(one.kind, one.value) for one in find_quantities(text) if one.kind != "date"}


def is_as_often_as_before(change: Change) -> bool:
    """Whether the draft tells how often something was done, of which what is told now says that it is otherwise."""
    old = {" ".join(one[0].lower().split()) for one in _OFTEN.finditer(change.told.text)}
    if not old or not _NEWLY.search(change.now) or PAST.search(change.told.whole):
        return False
    before = {" ".join(one[0].lower().split()) for one in _OFTEN.finditer(change.before.text)}
    now = {" ".join(one[0].lower().split()) for one in _OFTEN.finditer(_UNTIL.sub(" ", change.now))}
    return old <= before and bool(now) and not old & now


def is_valued_anew(change: Change) -> bool:
    """Whether the draft gives the value of before, of which what is told now gives another."""
    if PAST.search(change.told.whole) or not (_CHANGED_TO.search(change.now) or _ARE_LEFT.search(change.now)):
        return False
    if _PART_OF.search(change.now) and not _OF_THEM.search(change.now):
        return False  # "Three of the four are left": the whole is as it was
    if _WILL.search(change.now) and not any(one.is_whole for one in find_days(change.now, None)):
        return False  # "It will go up to $9": nobody knows when
    now, before = _counted(change.now), _counted(change.before.text)
    said = {(one.kind, one.unit, one.value) for one in change.told.quantities}
    if any((one.kind, one.unit, one.value) in said for one in now if not _is_old(change.now, one)):
        return False
    return any(_is_old_value(one, now, before, change) for one in change.told.quantities)


def _counted(text: str) -> list[Quantity]:
    return [one for one in find_quantities(text) if one.kind in ("count", "money", "percent", "duration")]


def _is_old_value(one: Quantity, now: list[Quantity], before: list[Quantity], change: Change) -> bool:
    left = bool(_ARE_LEFT.search(change.now))
    alike = [other for other in now if _is_alike(one, other) or (left and not other.unit)]
    new = {other.value for other in alike if not _is_old(change.now, other)}
    held = {other.value for other in before if _is_alike(one, other)}
    if one.value not in held or not new:
        return False
    if change.is_repeated and change.is_close():
        return True
    # "A ticket costs $2 and a pass $64" gives two prices: only the words say which of them has changed.
    alone = len(held) == len(new) == 1
    if change.is_repeated:
        all_three = change.told.words & change.before.words & change.news.words
        kept = [word for word in all_three if not word[0].isdigit()]
        return alone and len(kept) >= (1 if change.is_own else 2)
    return alone and change.is_close(1) and len(change.told.words & change.before.words) > ALIKE_AT_LEAST


def _is_alike(one: Quantity, other: Quantity) -> bool:
    return (one.kind, one.unit) == (other.kind, other.unit)


def _is_old(text: str, one: Quantity) -> bool:
    """Whether a value is that from which something has changed: "from $5", "instead of $5"."""
    return bool(_FROM.search(text[: one.number.start]))
