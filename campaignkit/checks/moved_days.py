"""A day that an update has moved: said outright, counted back, or read off what the documents told before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from weakref import WeakKeyDictionary

from campaignkit.checks.calendar_days import find_days
from campaignkit.checks.dated_events import events_like
from campaignkit.checks.day import Day, day_of, without
from campaignkit.checks.event_words import event_words
from campaignkit.checks.library import Library
from campaignkit.checks.updates import SHARED_AT_LEAST, Told, Update
from campaignkit.folding import Span

_CHANGED = re.compile(
    r"\b(?:later|earlier|sooner|longer|now|instead|moved|postpon\w+|delay\w*|extend\w*|reschedul\w+|brought forward|"
    r"pushed (?:back|off)|put (?:back|off)|new (?:date|deadline)|no longer|cancel\w+|until|go on|continue|chang\w+|"
    r"rather than|set for|brought|forward|will (?:take place|be held|begin|start|open|close|run|end|stop))\b",
    re.IGNORECASE,
)
_NUMBER_WORDS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)
} | {"a": 1, "an": 1}
_SHIFT = re.compile(
    rf"\b(?P<count>\d{{1,3}}|{'|'.join(_NUMBER_WORDS)})\s+(?P<unit>day|week|month|year)s?\s+(?P<way>later|earlier|sooner|longer|"
    r"ahead)\b|\b(?:by|for)\s+(?P<count2>\d{1,3}|\w+)\s+(?P<unit2>day|week|month|year)s?\b",
    re.IGNORECASE,
)
_PUT_OFF = re.compile(r"\b(?:postpon|delay|extend|push|put|defer)\w*\b|\bmoved back\b", re.IGNORECASE)
_BROUGHT_FORWARD = re.compile(
    r"\b(?:brought|moved|bring|move)\s+(?:forward|up)\b|\badvanced\b|\bshortened\b", re.IGNORECASE
)
_OLD_DAY = re.compile(
    r"\b(?:instead of|rather than|not|from|originally|previously|initially)(?:\s+(?:on|in|planned|set|scheduled|"
    r"due|announced|for|was|be|begin|start|open|close|held|take|place|happen|go|ahead)){0,4}\s+\Z"
    r"|(?:,|\(|\bthat)\s*(?:which\s+|that\s+)?(?:was\s+|were\s+|had\s+been\s+)?(?:originally\s+|first\s+)?(?:planned|due|set|scheduled|"
    r"announced|expected|meant)\s+(?:for|on|to\s+\w+(?:\s+on)?)\s+\Z"
    r"|\b(?:was|were|had\s+been)\s+(?:to|due|set|scheduled|planned|expected|meant|supposed)(?:\s+(?:to|be|for|on|in|\w{4,})){0,4}\s+\Z"
    r"|\b(?:meeting|hearing|vote|session|march|rally|strike|election|deadline|event|launch|opening|start|date)\s+of\s+\Z",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"\b(?:start(?:s|ing)?|begin(?:s|ning)?|open(?:s|ing)?|launch(?:es)?|come(?:s)?\s+into\s+(?:force|effect)|takes?\s+effect|"
    r"goes?\s+live|introduc\w+|first\s+day)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:end(?:s|ing)?|clos(?:es|ing)|deadline|last\s+day|expir(?:es|y)|due|until|by|no\s+later\s+than|stops?)\b",
    re.IGNORECASE,
)
ROUGHLY = 4  # days by which "a month later" may be off
_POINTS_BACK = re.compile(
    r"(?:It|They|This|These|The new)\b"
    r"|[^,;:]{0,80}\bthat\s(?:it|they|this|these)\s(?:has|have|had|is|are|was|were|will|would)\b"
)
_DATED_SPEECH = re.compile(
    r"\b(?:said|announced|told|wrote|promised|declared|stated|reported|published)\b", re.IGNORECASE
)


def tells_moved_day(update: Update, told: Told, draft_days: tuple[Day, ...], library: Library) -> bool:
    """Return whether a sentence names a day that an update has moved, and the draft nowhere the new one."""
    days = [one for one in told.days if one.is_whole]
    said = event_words(without(told.text, told.days))
    if not days or not said & (update.words | update.head) or _dated_speech(told.text, days, update):
        return False
    for move in _moves(update, library):
        near = [day for day in draft_days if day.month and (day.is_named or not day.last)]  # "last year" names no day
        if any(one.fits(day) for one in move.new for day in near):
            continue
        for old, words in move.old:
            named = any(old.fits(day) for day in days)
            if named and move.is_same_kind(told.text) and len(said & update.head) >= SHARED_AT_LEAST:
                return True
            if named and not said.isdisjoint(words) and len(said & words | said & update.all_words) >= SHARED_AT_LEAST:
                return True
    return False


def names_old_day(update: Update) -> bool:
    """Whether an update says itself which day no longer holds, which is asked of any other document."""
    return any(
        _OLD_DAY.search(text[: day.span.start]) and _CHANGED.search(text)
        for text in update.sentences
        for day in find_days(text, None)
        if day.is_whole
    )


@dataclass(frozen=True)
class Move:
    """A sentence of an update that sets something on another day: the new days, and the old ones with their words."""

    new: list[Day]
    old: list[tuple[Day, frozenset[str]]]
    text: str

    def is_same_kind(self, sentence: str) -> bool:
        """Whether a sentence, too, tells when something begins, or when it ends."""
        return any(kind.search(self.text) and kind.search(sentence) for kind in (_BEGINS, _ENDS))


_MOVES: WeakKeyDictionary[Update, list[Move]] = WeakKeyDictionary()


def _moves(update: Update, library: Library) -> list[Move]:
    """Return what an update moves; read once, for a document belongs to one library."""
    if update not in _MOVES:
        _MOVES[update] = list(_read_moves(update, library))
    return _MOVES[update]


def _read_moves(update: Update, library: Library) -> Iterator[Move]:
    for text, around in _with_context(update):
        held = tuple(find_days(text, update.since or update.written))
        new = _new_days(text, around, held)
        if new:
            near = event_words(without(around, tuple(find_days(around, None))))
            old = (*_old_days(update, around, new, near), *_elsewhere(update, new, near, library))
            yield Move(new, [(day, words | near) for day, words in old], around)


def _with_context(update: Update) -> Iterator[tuple[str, str]]:
    """Yield the sentences of an update, each with the one before it where "they" stand at its head."""
    before = ""
    for text in update.sentences:
        yield text, f"{before}{text}" if _POINTS_BACK.match(text) else text
        before = text


def _dated_speech(sentence: str, days: list[Day], update: Update) -> bool:
    """Whether a sentence says when the old day was named: "On January 18 the ministry announced …" is true for ever."""
    earlier = [
        one for one in days if update.since and one.month and one.first.replace(year=update.since.year) < update.since
    ]
    return len(days) > 1 and bool(earlier) and bool(_DATED_SPEECH.search(sentence))


def _new_days(text: str, around: str, held: tuple[Day, ...]) -> list[Day]:
    """Return the days on which an update sets something: not that on which it was announced, nor the old one."""
    whole = [one for one in held if one.is_whole and not _OLD_DAY.search(text[: one.span.start])]
    set_on = [
        one for one in whole if not re.search(r"\b(?:said|announced|told|wrote)\s+(?:on\s+)?\Z", text[: one.span.start])
    ]
    return set_on if _CHANGED.search(around) or _SHIFT.search(around) else []


def _old_days(update: Update, text: str, new: list[Day], near: frozenset[str]) -> Iterator[tuple[Day, frozenset[str]]]:
    """Yield the days that no longer hold, each with the words around it."""
    for day in find_days(text, None):
        if day.is_whole and _OLD_DAY.search(text[: day.span.start]):
            yield day, frozenset()
    if shifted := _shifted(text, new[-1], update):
        yield shifted, frozenset()
    for told in update.body:
        days = tuple(find_days(told, update.written))
        words = event_words(without(told, days))
        if len(words & near) >= SHARED_AT_LEAST:
            yield from (
                (day, words) for day in days if day.is_whole and _is_plan(day, update) and not any(map(day.fits, new))
            )


def _elsewhere(
    update: Update, new: list[Day], near: frozenset[str], library: Library
) -> Iterator[tuple[Day, frozenset[str]]]:
    """Yield the days that older documents name for what an update sets on another."""
    for event in events_like(library, near):
        written = event.beside[0].first if event.beside else None
        older = written and update.since and written <= update.since and event.passage is not update.passage
        if older and not event.in_notice and _is_same(event.words, near):
            plans = (day for day in event.days if day.is_whole and written and in_year_of(day, written) >= written)
            yield from ((day, event.words) for day in plans if not any(map(day.fits, new)))


def _is_same(words: frozenset[str], near: frozenset[str]) -> bool:
    shared = len(words & near)
    return shared > SHARED_AT_LEAST or (shared == SHARED_AT_LEAST and near <= words)


def _is_plan(day: Day, update: Update) -> bool:
    """Whether a day of the body lay ahead when it was written."""
    if update.written is None:
        return True
    return Day(day.span, day.year or update.written.year, day.month, day.day).first >= update.written


def _shifted(text: str, new: Day, update: Update) -> Day | None:
    """Return the day that "four weeks later than first announced" counts back to."""
    found = _SHIFT.search(text)
    sooner = bool(_BROUGHT_FORWARD.search(text))
    if not found or (found["count2"] and not sooner and not _PUT_OFF.search(text)):
        return None
    count = (found["count"] or found["count2"]).lower()
    number = int(count) if count.isdigit() else _NUMBER_WORDS.get(count, 0)
    if not number:
        return None
    later = (found["way"] or ("sooner" if sooner else "later")).lower() in ("later", "longer")
    year = new.year or (update.since or update.written or date(2001, 1, 1)).year
    day = Day(new.span, year, new.month, new.day)
    return _back(day, -number if later else number, (found["unit"] or found["unit2"]).lower())


def _back(day: Day, number: int, unit: str) -> Day:
    """Return the day so many weeks after another; of months and years, counted roughly, the days around it."""
    if unit in ("day", "week"):
        return day_of(day.first + timedelta(number * (7 if unit == "week" else 1)))
    months = day.year * 12 + day.month - 1 + number * (12 if unit == "year" else 1)
    when = Day(Span(0, 0), months // 12, months % 12 + 1, day.day).first
    low = when - timedelta(ROUGHLY)
    return Day(Span(0, 0), low.year, low.month, low.day, "on", when + timedelta(ROUGHLY))


def in_year_of(day: Day, when: date) -> date:
    """Return a day in the year of `when`, if it has none of its own."""
    return Day(day.span, day.year or when.year, day.month, day.day).first
