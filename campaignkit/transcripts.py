"""Transcripts: whose turn it is in a text in which names at the head of a line take the word, one after the other."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from campaignkit.folding import Span
from campaignkit.function_words import ROLES
from campaignkit.people import TITLES
from campaignkit.speech_verbs import SPEECH

__all__ = ["Transcript", "read_transcript"]

TURNS_AT_LEAST = 3
# Labels of a form, a release or an e-mail: they take no word.
_FORM = frozenset(
    """contact contacts press media date time place location from to cc subject re sent tel phone email e-mail web
    update correction clarification note present absent issued applicant site employer page title author publisher
    summary warning price address venue when where who what why source sources photo image caption motion result vote
    read see""".split()
)
_ASKED = frozenset("q a question answer".split())  # who asks and who answers is told elsewhere, if at all
_OFFICES = TITLES | ROLES | frozenset("mr mrs ms miss dr prof sir lord lady baroness hon judge justice".split())


class _Heads(NamedTuple):
    """How the head of a turn may look."""

    colon: re.Pattern[str]
    stop: re.Pattern[str]
    alone: re.Pattern[str]
    like: re.Pattern[str]


@cache
def _heads() -> _Heads:
    """The patterns of heads; made when the first document is read for its turns."""
    word = r"[A-Z][\w’'.-]*"
    time = r"[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?"
    before = rf"^[ \t>]*(?:{time}[ \t]*[-–—]?[ \t]*)?(?:Q\d{{1,4}}\.?[ \t]+)?[*_]{{0,3}}"
    name = rf"(?P<name>(?:(?:The|THE) )?{word}(?:[ \u00a0]+{word}){{0,4}})"
    brackets = r"(?:[ \t]*\([^()\n]{1,60}\)|[ \t]*\[[^\[\]\n]{1,40}\])*"
    after = r"(?:,[ \t][^:\n.!?“”\"]{1,90}(?:\.[^:\n.!?“”\"]{1,40})?)?"  # ", director, Oak St. Mills"
    notes = rf"(?P<notes>{brackets}{after})"
    colon = rf"{before}{name}{notes}[*_]{{0,3}}:[*_]{{0,3}}(?:[ \t]+(?=\S)|[ \t]*\n(?=[ \t]*\S))"
    title = r"(?:(?i:mr|mrs|ms|miss|dr|prof|hon|sen|rep|chair(?:man|woman)?|senator|judge|the)\.?[ \u00a0])"
    large = r"(?:Ma?c|De|Van|O[’'])?[A-Z][A-Z’'-]+(?:[ \u00a0][A-Z][A-Z’'-]+){0,3}"
    stop = rf"{before}(?P<name>{title}?{large}|[QA])(?P<notes>(?:[ \t]of [A-Z]\w+)?)\.[*_]{{0,3}}[ \t]+(?=[A-Z“\"‘(\[])"
    alone = (
        rf"(?:\A|(?<=\n)(?<!\S\n)){before}(?P<name>{word}(?:[ \u00a0]+{word}){{0,4}})(?P<notes>{brackets})"
        rf"[*_]{{0,3}}:?(?P<time>[ \t]+{time})?[ \t]*\n(?P<gap>[ \t]*\n)?(?=[ \t]*\S)"
    )
    like = (
        rf"{before}(?:[A-Z][\w’'.-]*[ \u00a0]){{1,4}}[^:\n!?“”\"]{{0,90}}:[*_]{{0,3}}\s"
        r"|^[ \t]*#{1,6} |^[ \t]*(?:\*\*|__)[^\n]{3,80}(?:\*\*|__)[ \t]*$|^[ \t]*[A-Z][^a-z\n]{4,90}$"
    )
    return _Heads(*(re.compile(one, re.MULTILINE) for one in (colon, stop, alone, like)))


@dataclass(frozen=True)
class Transcript:
    """The turns of a text, in order.

    Attributes:
        starts: Where each begins, after its name.
        names: Who speaks; "" where a question or an answer does not tell.
        spans: Where the names stand.
        notes: What the head of some turn says of its speaker, by name: "spokesperson, Oak Mills".
        unclear: Where lines stand that may be heads of turns, and could not be read as such, in order.
    """

    starts: tuple[int, ...]
    names: tuple[str, ...]
    spans: tuple[Span, ...]
    notes: dict[str, str] = field(default_factory=dict, hash=False)
    unclear: tuple[int, ...] = ()

    def speaker_at(self, offset: int) -> str:
        """Return who speaks at `offset`; "" before the first turn."""
        number = bisect_right(self.starts, offset) - 1
        return self.names[number] if number >= 0 else ""

    def start_of(self, offset: int) -> int:
        """Return where the turn begins that holds `offset`; 0 before the first turn."""
        number = bisect_right(self.starts, offset) - 1
        return self.starts[number] if number >= 0 else 0

    def is_clear_at(self, offset: int) -> bool:
        """Return whether no line between the head of a turn and `offset` may be another head."""
        number = bisect_right(self.starts, offset) - 1
        return number >= 0 and bisect_right(self.unclear, offset) == bisect_right(self.unclear, self.starts[number])

    def office_of(self, name: str) -> str:
        """Return what the transcript says of a speaker where they take the word; "" for nothing."""
        return self.notes.get(name, "")


def read_transcript(text: str) -> Transcript | None:
    """Return the turns of a transcript; None for any other text.

    Examples:
        >>> talk = "CHAIR: Why?\\n\\nANN LEE, Oak Mills: Because we must.\\n\\nCHAIR: Must we?\\n"
        >>> turns = read_transcript(talk)
        >>> turns.speaker_at(talk.index("must")), turns.speaker_at(talk.index("Must")), turns.office_of("Ann Lee")
        ('Ann Lee', 'Chair', 'Oak Mills')
        >>> read_transcript("Contact: Ann Lee\\nDate: May 3\\nPress: 555-0100\\n") is None
        True
    """
    turns, dropped = _turns(text)
    names = _in_full([one["name"] for one in turns])
    people = [_last(name) for name in names if name]
    if len(turns) < TURNS_AT_LEAST or len(set(people)) < 2 or len(set(people)) == len(people):
        return None  # a list of statements has a name once; a conversation comes back to one
    told = zip(reversed(names), reversed(turns), strict=True)
    notes = {name: noted for name, one in told if (noted := one["notes"].strip(" \t,()[]"))}
    starts, spans = tuple(one.end() for one in turns), tuple(Span(*one.span("name")) for one in turns)
    lines = {text.rfind("\n", 0, one.start) + 1 for one in spans}
    unclear = {one.start() for one in (*_heads().like.finditer(text), *dropped)} - lines
    return Transcript(starts, names, spans, notes, tuple(sorted(unclear)))


def _turns(text: str) -> tuple[list[re.Match[str]], list[re.Match[str]]]:
    """Return the heads of turns, in order, and lines that may be such heads where names stand on lines of their own."""
    heads = _heads()
    found = [one for one in heads.colon.finditer(text) if _takes_the_word(one)]
    stops = list(heads.stop.finditer(text))
    found += stops if _come_back(stops) else []
    alone = [one for one in heads.alone.finditer(text) if not one["gap"] or _is_plainly_a_speaker(one["name"])]
    dropped: list[re.Match[str]] = []
    if _come_back(alone):
        times = Counter(_last(one["name"]) for one in alone)
        named = [one for one in alone if one["time"] or times[_last(one["name"])] > 1 or _has_office(one["name"])]
        found += named
        dropped = [one for one in alone if one not in named]
    first = {one.start("name"): one for one in reversed(found)}
    return [first[at] for at in sorted(first)], dropped


def _takes_the_word(head: re.Match[str]) -> bool:
    """Whether a name before a colon heads a turn: no label of a form, nor a sentence: "Ann Lee, who came, said:"."""
    return head["name"].lower() not in _FORM and SPEECH.isdisjoint(head["notes"].replace(",", " ").split())


def _come_back(heads: list[re.Match[str]]) -> bool:
    """Whether lines without a colon head turns: somebody among several comes back."""
    people = [_last(one["name"]) for one in heads]
    return len(people) >= TURNS_AT_LEAST and len(people) > len(set(people)) > 1


def _is_plainly_a_speaker(name: str) -> bool:
    return name.isupper() or _has_office(name)


def _has_office(name: str) -> bool:
    return name.split()[0].lower().rstrip(".") in _OFFICES and " " in name


def _last(name: str) -> str:
    return "" if name.lower() in _ASKED else name.split()[-1].lower()


def _in_full(heads: list[str]) -> tuple[str, ...]:
    """Return what to call each speaker: "Ann Lee" for "MS. LEE" too, where no other Lee takes the word."""
    names = [" ".join(_in_small(word) for word in name.split()) for name in heads]
    known: dict[str, dict[str, str]] = {}
    for name in names:
        given = [word for word in name.split()[:-1] if word.lower().rstrip(".") not in _OFFICES]
        if given:
            known.setdefault(_last(name), {}).setdefault(" ".join(given), name)
    alone = {last: next(iter(full.values())) for last, full in known.items() if len(full) == 1}
    return tuple(alone.get(_last(name), name) if _last(name) else "" for name in names)


def _in_small(word: str) -> str:
    return word.title() if word.isupper() and len(word) > 1 else word
