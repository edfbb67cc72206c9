"""Pauses that the sources tell of, "a one-year moratorium", and what tells them as an end for good."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from weakref import WeakKeyDictionary

from campaignkit.checks.calendar_days import find_days
from campaignkit.checks.commitments_told import ended_for_good, is_denied_or_relayed
from campaignkit.checks.document_heads import head_of
from campaignkit.checks.draft import sentences_of
from campaignkit.checks.event_words import event_words
from campaignkit.checks.library import Library, Passage
from campaignkit.checks.moved_days import in_year_of
from campaignkit.checks.told_targets import may_act
from campaignkit.figures import find_quantities
from campaignkit.folding import Span

_PAUSE = re.compile(
    r"\b(?:(?:[\w-]+[-\s])(?:days?|weeks?|months?|years?)[-\s](?:\w+\s)?|(?:temporary|temporarily|interim|provisional)\s+)"
    r"(?:moratorium|pauses?d?|suspen(?:sion|d|ded)|freezes?|halt(?:ed)?|stop(?:ped)?|delay)\b|"
    r"\b(?:paus(?:e|es|ed|ing)|suspend(?:s|ed|ing)?|halt(?:s|ed|ing)?|fr(?:eeze|eezes|oze|ozen)|moratorium|suspension)\b[^.;:]{0,80}?"
    r"\b(?:for\s+[\w-]+\s+(?:days|weeks|months|years?)|until\s+(?:[A-Z][a-z]+\.?\s+\d|\d{1,2}\s+[A-Z]|the\s+end\s+of\s+[A-Z]))",
    re.IGNORECASE,
)
_HELD = r"(?:moratorium|pauses?d?|suspen(?:sion|ded)|freeze|frozen|halt(?:ed)?|on\s+hold|stopped)"
_NOUN = r"(?:moratorium|pause|suspension|freeze|halt)"
# What tells a pause as one of today.
_IN_FORCE = re.compile(
    rf"\b(?:(?:is|are|remains?|stays?)\s+(?:still\s+|now\s+|currently\s+)?{_HELD}|(?:still|currently|at\s+present|to\s+this\s+day|today)\b"
    rf"[^.;:,]{{0,40}}\b{_HELD}|(?:has|have)\s+(?:now\s+)?(?:paused|suspended|halted|frozen)|"
    rf"under\s+(?:[\w’'-]+\s+){{1,4}}?{_NOUN}\b[^.;:]{{0,80}}?\b(?:continues\s+to|still)|"
    rf"{_HELD}\b(?:[^.;:,]|,[^.;:,]{{3,50}},){{0,60}}?\b(?:(?:is|are|remains?|stays?)\s+(?:still\s+)?in\s+(?:force|place|effect)|still\s+"
    r"(?:stands?|holds?|applies|runs?)|continues|stands))\b",
    re.IGNORECASE,
)
_EXTENDED = re.compile(r"\b(?:extend|renew|prolong|again\s+until|further|another|indefinite)\w*\b", re.IGNORECASE)
_NOT_NOW = re.compile(
    r"\b(?:not|never|no\s+longer|was|were|had|if|until|should|must|would|ask|urge|unless|extend\w*|renew\w*)\b|n['’]t\b|\?",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;:]\s|,\s+(?:and|but|so|because|while)\s|\sbecause\s")
_PAUSING = event_words(
    "moratorium pause paused suspend suspension suspended freeze frozen halt halted hold stopped force place effect "
    "continue keep bar ban block forbid announce "
    "remain"
)
DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}
_NAME = re.compile(r"\b[A-Z][\w’'-]*[\w](?:\s+[A-Z][\w’'-]*\w)*")
ALIKE = 0.5  # share of a draft's words that the source's sentence must have
SHARED_AT_LEAST = 2  # words, besides the name, by which both tell of the same practice


@dataclass(frozen=True)
class Pause:
    """A sentence of a source that tells of a pause.

    Attributes:
        term: The pause in its words: "one-year moratorium".
        words: Stems of the words of the sentence.
        ends: The last day on which it can have held, as far as the sentence and the date of its document tell.
    """

    passage: Passage
    span: Span
    term: str
    words: frozenset[str]
    ends: date | None = None


_PAUSES: WeakKeyDictionary[Passage, tuple[Pause, ...]] = WeakKeyDictionary()


def told_as_for_good(text: str, library: Library) -> Pause | None:
    """Return the pause that a sentence tells as an end for good, if it does.

    Whoever acts in the sentence must be named in the source's, too, and two more words be shared.
    """
    for at in ended_for_good(text):
        names = [one[0] for one in _NAME.finditer(text[:at]) if may_act(text[:at], one)]
        if is_denied_or_relayed(text[:at]) or not names:
            continue
        who = event_words(names[-1].removesuffix("’s").removesuffix("'s"))
        for pause in (one for passage in library.passages for one in _pauses_of(passage)):
            if who and who <= pause.words and len(event_words(text) & pause.words - who) >= SHARED_AT_LEAST:
                return pause
    return None


def may_be_in_force(text: str) -> bool:
    """Whether a look at its words leaves it possible that a sentence tells a pause as one of today."""
    low = text.lower()
    return any(word in low for word in ("morator", "paus", "suspen", "freez", "froz", "halt", "on hold", "stopped"))


def told_as_in_force(text: str, library: Library, as_of: date) -> Pause | None:
    """Return the pause that a sentence tells as one of today, though it was over before `as_of`.

    One that any source tells as extended is no such pause.
    """
    for clause in _CLAUSE.split(text):
        if not _IN_FORCE.search(clause) or _NOT_NOW.search(clause):
            continue
        said = event_words(clause) - _PAUSING
        for pause in (one for passage in library.passages for one in _pauses_of(passage)):
            shared = said & pause.words
            close = len(shared) >= max(SHARED_AT_LEAST, ALIKE * len(said))
            if close and pause.ends and pause.ends < as_of and not _is_extended(shared, library, pause):
                return pause
    return None


def _is_extended(shared: frozenset[str], library: Library, pause: Pause) -> bool:
    """Whether a source tells that a pause was extended, or of another one of the same that ends later."""
    for passage in library.passages:
        if any(
            one.ends and pause.ends and one.ends > pause.ends and shared <= one.words for one in _pauses_of(passage)
        ):
            return True
        text = passage.text if _EXTENDED.search(passage.text) else ""
        told = (text[one.start : one.end] for one in sentences_of(text))
        if any(_EXTENDED.search(one) and len(event_words(one) & shared) >= SHARED_AT_LEAST for one in told):
            return True
    return False


def _pauses_of(passage: Passage) -> tuple[Pause, ...]:
    if passage not in _PAUSES:
        _PAUSES[passage] = tuple(_read(passage))
    return _PAUSES[passage]


def _read(passage: Passage) -> list[Pause]:
    text = passage.text
    if not _PAUSE.search(text):
        return []
    held = ((one, _PAUSE.search(text, one.start, one.end)) for one in sentences_of(text))
    return [_pause(passage, one, found) for one, found in held if found]


def _pause(passage: Passage, at: Span, found: re.Match[str]) -> Pause:
    sentence = passage.text[at.start : at.end]
    ends = _end(sentence, " ".join(found[0].split()), head_of(passage).written)
    return Pause(passage, at, " ".join(found[0].split()), event_words(sentence), ends)


def _end(sentence: str, term: str, written: date | None) -> date | None:
    """Return the last day of a pause: the one named with "until", or its length after its document's date."""
    if written is None:
        return None
    days = [in_year_of(one, written) for one in find_days(sentence, written) if one.is_whole]
    if days and re.search(r"\b(?:until|ended|expired|lapsed|ran\s+out)\b", sentence):
        return max(days)
    length = next((one for one in find_quantities(term) if one.kind == "duration" and one.unit in DAYS), None)
    if length is None:
        return None
    return max(days, default=written) + timedelta(int(length.value) * DAYS[length.unit])
