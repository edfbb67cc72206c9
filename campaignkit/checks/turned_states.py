"""What a source told first and tells otherwise now: a draft that repeats the first is held against the second.

Three sentences are held against each other: what was told, what is told now, and what the draft tells. The draft must
repeat the first, all three must be about one thing, and the first and the second must exclude each other: one is denied
by "no longer", one says must and the other may, one stops and the other stays, one gives a value and the other what it
has become.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from campaignkit.checks.calendar_days import find_days
from campaignkit.checks.event_words import NEGATION, event_words, stem
from campaignkit.checks.moved_days import in_year_of
from campaignkit.checks.updates import Earlier, Told, Update
from campaignkit.figures import Quantity, find_quantities
from campaignkit.folding import fold

CLOSE = 2  # words above which a sentence that tells both is about the same
NEARLY_ALL = 0.6  # share of the first statement's words that a draft must have, for the same
ALIKE = 0.4  # share of a draft's words that the first statement must have, for the draft to repeat it
ALIKE_AT_LEAST = 2
TOPIC = 0.67  # share of what is said not to be done that must be known, for it to be what was done
# What goes with any change or price and says nothing of whose it is.
_GENERAL = frozenset(
    stem(word)
    for word in "cost price charge pay fee rate number total count rise fall increase raise lower cut drop grow become "
    "stand remain keep stay start stop use plan set hold run go come see need want also have get give put each".split()
)
# What any price has.
PRICING = frozenset(map(stem, "cost price charge pay fee rate now".split()))
# Two ways in which a thing can be, of which one excludes the other.
_WAYS = [
    (
        r"(?:ha(?:ve|s|d)|need)\s+to|must|requir\w+|mandatory|compulsory|obligatory|obliged\s+to|forced\s+to",
        r"voluntary|optional|no\s+longer\s+(?:ha(?:ve|s)\s+to|requir\w+|need\w*|must)|(?:not|nobody|no\s+(?:one|\w+))\s+"
        r"(?:be\s+)?(?:ha(?:ve|s)\s+to|requir\w+|obliged)|(?:may|can|could)\s+(?:opt|choose)|free\s+to\s+choose|"
        r"up\s+to\s+(?:them|each|every)",
    ),
    (
        r"(?:stop|end|ceas|phas|clos|shut|scrap|drop|cut|abolish|remov|discontinu|withdraw|axe|eliminat|suspend|paus|halt|terminat|cancel)(?:e|p|t|l)?(?:s|es|ing|d|ped|ed|ting|ling|led)?|(?:put|placed|is|are)\s+on\s+hold",
        r"(?:keep|kept|retain|continu|remain|stay|preserv|maintain|spar|extend|go|carry)(?:s|ing|e|es|ed)?(?=\s)"
        r"(?!\s+(?:to\s+(?:close|end|stop|cut)|closed|shut))",
    ),
    (
        r"(?:suspend|paus|halt|frozen|freez|on\s+hold|put\s+off)\w*",
        r"resum\w+|lift\w*|lapsed|restart\w*|go\s+ahead|reopen\w*|began\s+again|begun\s+again",
    ),
    (r"ban(?:s|ned)?|forbid\w*|forbidden|prohibit\w*|illegal|barred", r"allow\w*|permit\w*|legal|may\s+again|lift\w*"),
    (r"(?:is|are|stays?|remains?|kept|open)\s+open", r"clos(?:ed|es|ing)|shut(?:s|ting)?|shuttered"),
    (r"free(?:\s+of\s+charge)?", r"charg(?:e|es|ed|ing)|pay(?:s|ing)?|fee"),
    (r"us(?:es?|ing|ed)|in\s+use|appl(?:y|ies|ied)|in\s+force|in\s+effect", r"withdr[ae]wn?|withdrew|retired|abolished|switched\s+off"),
]  # fmt: skip
_TURNS = [
    (re.compile(rf"\b(?:{a})\b", re.IGNORECASE), re.compile(rf"\b(?:{b})\b", re.IGNORECASE))
    for one, other in _WAYS
    for a, b in ((one, other), (other, one))
]
# "Does not intend to end it": what is not to end has ended, where the news says so.
_NOT_TO_END = re.compile(
    r"\b(?:not|never|n['’]t|no\s+(?:plans?|intention|wish)|refus\w+|declin\w+)\s+(?:\w+\s+){0,3}?(?:end|stop|cancel|suspend|drop|leave|close|"
    r"terminate|pause|halt|give\s+up|withdraw|scrap|abandon|quit)(?:ing)?\b",
    re.IGNORECASE,
)
_HAS_ENDED = re.compile(
    r"(?<!\bto )(?<!\bbe )(?<!\bnot )\b(?:ended|stopped|cancel+ed|suspended|dropped|left|closed|terminated|paused|halted|given\s+up|gave\s+up|"
    r"withdr[ae]wn?|withdrew|scrapped|abandoned|quit|on\s+hold)\b",
    re.IGNORECASE,
)
# "Has not said whether she will sign it": what is open is whether she will.
_OPEN = re.compile(
    r"\b(?:not|n['’]t|yet\s+to|nor)\s+(?:yet\s+)?(?:been\s+)?(?:sa(?:id|y)|decided?|announced?|ma(?:de|ke)\s+(?:up|clear)[^.;]{0,20}?|"
    r"t(?:old|ell)[^.;]{0,20}?|know[ns]?|commit(?:ted)?)\s+(?:whether|if|when|that)\b[^.;]{1,60}?\b(?:will|would|to|going\s+to)\s+(?P<verb>\w+)",
    re.IGNORECASE,
)
_NO_LONGER = re.compile(
    r"\b(?:no\s+longer|ha(?:s|ve)\s+(?:since\s+|now\s+)?stopped)\s+(?:being\s+|be\s+)?(?P<verb>\w+)"
    r"|\bha(?:s|ve|d)\s+(?:since\s+|now\s+)?(?:ended|lapsed|expired|ceased|run\s+out)\b",
    re.IGNORECASE,
)
_HOLDS = frozenset(map(stem, "apply hold exist stand count".split()))
# Verbs that tell the same deed.
_SAME = [
    frozenset(map(stem, group.split()))
    for group in (
        "take accept receive get collect draw pocket",
        "publish release disclose issue post",
        "answer reply respond write",
        "join sign",
        "start begin launch open",
        "approve pass adopt back support endorse",
        "close shut end stop",
        "pay refund reimburse",
        "agree accept consent",
        "meet sit",
        "introduce file table submit",
        "bid compete tender",
        "hire appoint name",
        "sell offer",
        "visit inspect",
    )
]
_REFUSED = re.compile(
    r"\b(?:will|would|has|have|had|is|are|does|do|did)(?:\s+not|n['’]t)(?:\s+yet)?\s+(?:be\s+|been\s+)?(?P<verb>\w+)"
    r"|\bwon['’]t\s+(?:be\s+)?(?P<wont>\w+)|\b(?:has|have)\s+yet\s+to\s+(?:be\s+)?(?P<yet>\w+)"
    r"|\b(?:promis|pledg|vow)\w+\s+not\s+to\s+(?P<vowed>\w+)|\b(?:refus|declin)\w+\s+to\s+(?P<refused>\w+)",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"(?<!\bto )(?<!\bbe )(?<!\bnot )(?<!\bnever )\b(?:has\s+|have\s+|had\s+)?(?P<verb>\w{2,}(?:ed|ied)|took|taken|began|gave|given|held|met|"
    r"wrote|written|sent|ran|chose|sold|bought|paid|signed|got|drew|made|put)\b",
    re.IGNORECASE,
)
_WILL_NOT = re.compile(
    r"\b(?:will|would|did|does|do)(?:\s+not|n['’]t)\s+(?:now\s+|after\s+all\s+)?(?:be\s+)?(?P<verb>\w+)(?:\s+(?P<what>\w+))?"
    r"|\bwon['’]t\s+(?:be\s+)?(?P<verb2>\w+)(?:\s+(?P<what2>\w+))?",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?<!The)(?<!It)(?<!They)(?<!This)(?<!That)(?<!He)(?<!She)(?<!There)\b")
# Verbs that say nothing without what follows.
_LIGHT = frozenset(map(stem, "take make have be come go get give put do".split()))
_LEFT = re.compile(
    r"\b(?P<who>[A-Z][\w’'-]+)\s+(?:has\s+|have\s+)?(?:since\s+|now\s+)?(?:withdr[ae]wn?|withdrew|pulled\s+out|dropped\s+out|"
    r"resigned|retired|stepped\s+(?:down|aside)|quit|left)\b(?P<what>[^.;]*)"
)
_WAS_NOW = re.compile(
    r"\b(?:was|were|used\s+to|had\s+been)\b(?P<old>[^.;]{3,80}?),?\s+(?:is|are|and|but|has|have)\s+(?:\w+\s+)?now\b(?P<new>.*)",
    re.IGNORECASE | re.DOTALL,
)
# What says that a value is another one than before, or will be.
_CHANGED_TO = re.compile(
    r"\b(?:now|up\s+from|down\s+from|stands?\s+at|stood\s+at|as\s+of|from\s+\d{1,2}\s+[A-Z]|(?:from|since|on)\s+(?:January|February|March|"
    r"April|May|June|July|August|September|October|November|December)|instead|instead\s+of|rather\s+than|"
    r"(?:fall|fell|fallen|r[io]se|risen|rises|falls|drop|dropped|drops|climb\w*|grow|grew|grown|grows|lower\w*|rais\w+|"
    r"cut|increas\w+|reduc\w+|doubled|halved|brought|shr[aiu]nk|go(?:es)?\s+(?:up|down)|went\s+(?:up|down))\b"
    r"(?:\s+\w+){0,4}?\s+(?:to|from)|since\s+(?:grown|risen|fallen))\b",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:from|instead\s+of|rather\s+than|not)\s+(?:about\s+|some\s+)?[$£€]?\Z", re.IGNORECASE)
_TO_COME = re.compile(r"\b(?:will|would|from|as\s+of|starting|effective|beginning)\b", re.IGNORECASE)
# A day that has been put off is so at once.
_PUT_OFF = re.compile(r"\b(?:postpon|delay|push|put\s+(?:off|back)|defer|moved)\w*\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:no|not|never|nobody|none|nor|neither|cannot|\w+n['’]t)\b", re.IGNORECASE)
# What somebody said they would do they have said, whatever they have done since.
_REPORTED = re.compile(
    r"\b(?:said|promised|announced|told|pledged|vowed|swore|claimed|wrote|planned)\b.*\bwould\b", re.IGNORECASE
)
_PAST = re.compile(r"\b(?:was|were|had|did|paid|charged|then|until|last\s+(?:week|month|year))\b", re.IGNORECASE)


def turned_by(update: Update, told: Told, as_of: date) -> str:
    """Return the sentence of an update that excludes what a sentence of a draft repeats of before; "" if none does.

    Args:
        as_of: The day for which the draft is to be true; what is to change later has not changed yet.
    """
    if not told.words & update.words:
        return ""
    standing = [one for one in told.clauses if not one.is_asked and not one.is_past]
    return next((text for one in standing for text in update.sentences if _turns(update, text, one, as_of)), "")


def _turns(update: Update, text: str, told: Told, as_of: date) -> bool:
    if not told.words & event_words(text) or _REPORTED.search(told.text):
        return False
    if _is_yet_to_come(text, update.since, as_of):
        return False
    if _was_and_is_now(text, told) or _has_left(update, text, told):
        return True
    return any(_excludes(Change(update, text, one, told)) for one in update.earlier)


def _is_yet_to_come(text: str, since: date | None, as_of: date) -> bool:
    """Whether a change is to come on a day after `as_of`."""
    if since is None or not _TO_COME.search(text) or _PUT_OFF.search(text):
        return False
    return any(one.is_whole and one.role != "by" and in_year_of(one, since) > as_of for one in find_days(text, since))


def tells_both(text: str) -> bool:
    """Whether a sentence tells both what was and what is now."""
    return bool(_WAS_NOW.search(text))


@dataclass(frozen=True, eq=False)
class Change:
    """What is told now, what was told before, and the clause of the draft that may repeat it."""

    update: Update
    now: str
    before: Earlier
    told: Told

    @cached_property
    def shared(self) -> int:
        """How many words that say what it is about the draft and what is told now have in common."""
        return len(_matter(self.told.words & event_words(self.now)))

    @cached_property
    def is_repeated(self) -> bool:
        """Whether the draft repeats what was told before: half of what it tells, or nearly all of the other."""
        said, there = _matter(self.told.words), _matter(self.before.words)
        if len(said & there) >= max(ALIKE_AT_LEAST, ALIKE * len(said)):
            return True
        both = self.told.words & self.before.words
        return len(both) > ALIKE_AT_LEAST and len(both) >= NEARLY_ALL * len(self.before.words)

    def is_close(self, more: int = 0) -> bool:
        """Whether enough words say that it is one thing: of another document more than of an update."""
        return self.shared >= (2 if self.update.is_own else 3) + more


def _matter(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words - _GENERAL if not word[0].isdigit())


def _excludes(change: Change) -> bool:
    if change.told.quantities and _is_valued_anew(change):
        return True
    if change.is_repeated and change.update.is_own and _is_not_done(change):
        return True
    if not change.is_close() or not change.is_repeated:
        return False
    return (
        _is_ended(change) or _is_the_other_way(change) or _is_done_after_all(change) or _has_ended_after_all(change)
    )


def _is_the_other_way(change: Change) -> bool:
    if _NOT.search(change.told.text):
        return False
    return any(
        one.search(change.told.text)
        and one.search(change.before.text)
        and other.search(change.now)
        and not other.search(change.told.text)
        for one, other in _TURNS
    )


def _is_ended(change: Change) -> bool:
    """Whether what the draft repeats is said to be "no longer" so, or to have ended."""
    told = change.told
    if _PAST.search(told.whole) or NEGATION.search(told.text) or NEGATION.search(change.before.text):
        return False
    return any(_ends(change.now, found, told.words) for found in _NO_LONGER.finditer(change.now))


def _ends(now: str, found: re.Match[str], said: frozenset[str]) -> bool:
    """Whether a draft's words are those of what is no longer done, or of what no longer holds."""
    verb = stem((found["verb"] or "").lower())
    if verb and verb not in _HOLDS:
        return verb in said
    thing = _matter(event_words(re.split(r"[,;:]\s|\bthat\b", now[: found.start()])[-1]))
    return bool(thing) and len(thing & said) >= max(ALIKE_AT_LEAST, 0.6 * len(thing))


def _is_done_after_all(change: Change) -> bool:
    """Whether what the draft says will not be, or has not been, has been done."""
    if NEGATION.search(change.now):
        return False
    if len(_matter(change.told.words) & (change.before.words | event_words(change.now))) < TOPIC * len(
        _matter(change.told.words)
    ):
        return False  # "It has not published its contract with another firm"
    done = {stem(one["verb"].lower()) for one in _DONE.finditer(change.now)}
    return bool(_refused(change.told.text) & _refused(change.before.text) & _with_same(done))


def _has_ended_after_all(change: Change) -> bool:
    """Whether what the draft says is not to end has ended."""
    found = _NOT_TO_END.search(change.told.text)
    return bool(found and _NOT_TO_END.search(change.before.text) and _HAS_ENDED.search(change.now))


def _is_not_done(change: Change) -> bool:
    """Whether an update says of what the draft tells as done, or as to come, that it will not be done."""
    if _NOT.search(change.told.text):
        return False
    days = [one for one in find_days(change.now, None) if one.is_whole]
    if days and not any(one.fits(day) for one in days for day in change.told.days):
        return False
    words = fold(change.told.text).split()
    said = {stem(word) for word in words} | {f"{stem(a)} {b}" for a, b in pairwise(words)}
    return any(deed in said for deed in _denied_deeds(change.now, change.told.words)) and (bool(days) or change.is_close())


def _denied_deeds(text: str, said: frozenset[str]) -> Iterator[str]:
    """Yield the verbs of what will not be done, by whom a draft names: of "will not take effect" both words."""
    for found in _WILL_NOT.finditer(text):
        names = event_words(" ".join(_NAME.findall(re.split(r"[,;:]\s", text[: found.start()])[-1])))
        if names and not names & said:
            continue  # "Acme will not sell it": others may
        verb, what = stem((found["verb"] or found["verb2"]).lower()), found["what"] or found["what2"] or ""
        yield f"{verb} {what.lower()}" if verb in _LIGHT else verb


def _refused(text: str) -> set[str]:
    found = (next(filter(None, one.groups()), "") for one in _REFUSED.finditer(text))
    still_open = (one["verb"] for one in _OPEN.finditer(text))
    return {stem(verb.lower()) for verb in (*found, *still_open)}


def _with_same(verbs: set[str]) -> set[str]:
    return verbs.union(*(group for group in _SAME if verbs & group))


def _has_left(update: Update, text: str, told: Told) -> bool:
    """Whether the draft tells as standing of somebody that from which they have withdrawn, or what they were."""
    for found in _LEFT.finditer(text) if told.stands else ():
        who = event_words(found["who"])
        what = _matter(event_words(found["what"])) - who
        said = {stem(word) for word in fold(told.text).split() if not word.endswith("ed")}
        if who and who <= said and what & said and any(who <= one.words for one in update.earlier):
            return True
    return False


def _was_and_is_now(text: str, told: Told) -> bool:
    """Whether the draft gives as that of today what a source says was: "which was open six days, is now open on three"."""
    found = _WAS_NOW.search(text)
    if not found or _PAST.search(told.whole) or len(_matter(told.words & event_words(text))) <= CLOSE:
        return False
    old, new, said = _values(found["old"]), _values(found["new"]), _values(told.text)
    return bool(said & old and new and not said & new)


def _values(text: str) -> set[tuple[str, object]]:
    return {(one.kind, one.value) for one in find_quantities(text) if one.kind != "date"}


def _is_valued_anew(change: Change) -> bool:
    """Whether the draft gives the value of before, of which what is told now gives another."""
    if _PAST.search(change.told.whole) or not _CHANGED_TO.search(change.now):
        return False
    now, before = _counted(change.now), _counted(change.before.text)
    said = {(one.kind, one.unit, one.value) for one in change.told.quantities}
    if any((one.kind, one.unit, one.value) in said for one in now if not _is_old(change.now, one)):
        return False
    return any(_is_old_value(one, now, before, change) for one in change.told.quantities)


def _counted(text: str) -> list[Quantity]:
    return [one for one in find_quantities(text) if one.kind in ("count", "money", "percent", "duration")]


def _is_old_value(one: Quantity, now: list[Quantity], before: list[Quantity], change: Change) -> bool:
    new = {other.value for other in now if _is_alike(one, other) and not _is_old(change.now, other)}
    held = {other.value for other in before if _is_alike(one, other)}
    if one.value not in held or not new:
        return False
    if change.is_repeated and change.is_close():
        return True
    # "A ticket costs $2 and a pass $64" gives two prices: only the words say which of them has changed.
    alone = len(held) == len(new) == 1
    if change.is_repeated:
        all_three = change.told.words & change.before.words & event_words(change.now)
        kept = [word for word in all_three if not word[0].isdigit()]
        return alone and len(kept) >= (1 if change.update.is_own else 2)
    return alone and change.is_close(1) and len(change.told.words & change.before.words) > ALIKE_AT_LEAST


def _is_alike(one: Quantity, other: Quantity) -> bool:
    return (one.kind, one.unit) == (other.kind, other.unit)


def _is_old(text: str, one: Quantity) -> bool:
    """Whether a value is that from which something has changed: "from $5", "instead of $5"."""
    return bool(_FROM.search(text[: one.number.start]))
