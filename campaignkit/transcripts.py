"""Transcripts: whose turn it is in a text in which names before colons take the word, one after the other."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from campaignkit.folding import Span

__all__ = ["Transcript", "read_transcript"]

TURNS_AT_LEAST = 3
_TURN = re.compile(
    r"^[ \t>]*(?:\*\*|__)?(?P<name>(?:(?:The|THE) )?[A-Z][\w’'.-]*(?:[ \u00a0]+[A-Z][\w’'.-]*){0,4})"
    r"(?:\s*\([^()\n]{1,60}\))?(?:\*\*|__)?:(?:\*\*|__)?[ \t]+(?=[^\s])",
    re.MULTILINE,
)
# Labels of a form, a release or an e-mail: they take no word.
_FORM = frozenset(
    """contact contacts press media date time place location from to cc subject re sent tel phone email e-mail web
    update correction clarification note present absent issued applicant site employer page title author publisher
    summary warning price address venue when where who what why source sources photo image caption motion result vote
    read see""".split()
)


@dataclass(frozen=True)
class Transcript:
    """The turns of a text, in order.

    Attributes:
        starts: Where each begins, after its name.
        names: Who speaks.
        spans: Where the names stand.
    """

    starts: tuple[int, ...]
    names: tuple[str, ...]
    spans: tuple[Span, ...]

    def speaker_at(self, offset: int) -> str:
        """Return who speaks at `offset`; "" before the first turn."""
        number = bisect_right(self.starts, offset) - 1
        return self.names[number] if number >= 0 else ""


def read_transcript(text: str) -> Transcript | None:
    """Return the turns of a transcript; None for any other text.

    Examples:
        >>> talk = "CHAIR: Why?\\n\\nANN LEE: Because we must.\\n\\nCHAIR: Must we?\\n"
        >>> turns = read_transcript(talk)
        >>> turns.speaker_at(talk.index("must")), turns.speaker_at(talk.index("Must"))
        ('Ann Lee', 'Chair')
        >>> read_transcript("Contact: Ann Lee\\nDate: May 3\\nPress: 555-0100\\n") is None
        True
    """
    turns = [one for one in _TURN.finditer(text) if one["name"].lower() not in _FORM]
    names = tuple(one["name"].title() if one["name"].isupper() else one["name"] for one in turns)
    if len(turns) < TURNS_AT_LEAST or len(set(names)) < 2 or len(set(names)) == len(names):
        return None  # a list of statements has a name once; a conversation comes back to one
    return Transcript(tuple(one.end() for one in turns), names, tuple(Span(*one.span("name")) for one in turns))
