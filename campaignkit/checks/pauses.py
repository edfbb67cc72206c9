"""Pauses that the sources tell of, "a one-year moratorium", and what tells them as an end for good."""

from __future__ import annotations

import re
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from campaignkit.checks.commitments_told import ended_for_good, is_denied_or_relayed, may_act
from campaignkit.checks.draft import sentences_of
from campaignkit.checks.event_words import event_words
from campaignkit.checks.library import Library, Passage
from campaignkit.folding import Span

_PAUSE = re.compile(
    r"\b(?:(?:[\w-]+[-\s])(?:days?|weeks?|months?|years?)[-\s](?:\w+\s)?|(?:temporary|temporarily|interim|provisional)\s+)"
    r"(?:moratorium|pauses?d?|suspen(?:sion|d|ded)|freezes?|halt(?:ed)?|stop(?:ped)?|delay)\b|"
    r"\b(?:paused|suspended|halted|frozen)\b[^.;:]{0,80}?\bfor\s+[\w-]+\s+(?:days|weeks|months|years?)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-Z][\w’'-]*[\w](?:\s+[A-Z][\w’'-]*\w)*")
SHARED_AT_LEAST = 2  # words, besides the name, by which both tell of the same practice


@dataclass(frozen=True)
class Pause:
    """A sentence of a source that tells of a pause.

    Attributes:
        term: The pause in its words: "one-year moratorium".
        words: Stems of the words of the sentence.
    """

    passage: Passage
    span: Span
    term: str
    words: frozenset[str]


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


def _pauses_of(passage: Passage) -> tuple[Pause, ...]:
    if passage not in _PAUSES:
        _PAUSES[passage] = tuple(_read(passage))
    return _PAUSES[passage]


def _read(passage: Passage) -> list[Pause]:
    text = passage.text
    if not _PAUSE.search(text):
        return []
    held = ((one, _PAUSE.search(text, one.start, one.end)) for one in sentences_of(text))
    return [
        Pause(passage, one, " ".join(found[0].split()), event_words(text[one.start : one.end]))
        for one, found in held
        if found
    ]
