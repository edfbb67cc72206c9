"""Paragraphs of a draft, each with as much around it as a word in it can have to do with its figures.

What is read in a paragraph is the same however the rest of the draft is written on, so that it can be remembered.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeVar

from campaignkit.checks.draft import Draft
from campaignkit.figures import Quantity
from campaignkit.folding import Span

T = TypeVar("T")
BEFORE = 120  # code points before a paragraph: no word further back tells of a figure in it


@dataclass(frozen=True)
class Part:
    """A paragraph with what stands around it, up to the end of the sentence that follows.

    Attributes:
        text, unquoted: As of the draft.
        seen: The text without what no reader sees; the quantities are of it.
        sentences, quantities: Those of the draft that lie in it, in its places.
    """

    text: str
    unquoted: str
    seen: str
    sentences: tuple[Span, ...]
    quantities: tuple[Quantity, ...]

    def as_draft(self) -> Draft:
        """Return the part as a draft in which everything is read as it is in the whole."""
        draft = Draft(self.text)
        quantities = [replace(one, text=self.seen) for one in self.quantities]
        vars(draft).update(unquoted=self.unquoted, sentences=list(self.sentences), quantities=quantities)
        return draft


def parts_with(draft: Draft, quantities: Iterable[Quantity]) -> Iterator[tuple[Part, list[Quantity], tuple[int, ...]]]:
    """Yield each part that holds some of `quantities`, with these, and with their numbers among those of the part."""
    for span, group in groupby(quantities, key=lambda one: _around(draft, one.span.start)):
        held = list(group)
        inside = _between(draft.quantities, span, lambda one: one.span)
        yield _part(draft, span, inside), held, tuple(inside.index(one) for one in held)


def _around(draft: Draft, at: int) -> Span:
    """Return from where to where the part reaches that holds a place."""
    start, end = draft.text.rfind("\n\n", 0, at) + 1, draft.text.find("\n\n", at)
    following = draft.sentence_at(end + 2) if end >= 0 else draft.sentences[-1]
    return Span(max(0, start - BEFORE), following.end)


def _between(ordered: list[T], span: Span, place: Callable[[T], Span]) -> list[T]:
    """Return what lies within a span, of things that stand in the order of their places."""
    first = bisect_left(ordered, span.start, key=lambda one: place(one).start)
    return ordered[first : bisect_right(ordered, span.end, key=lambda one: place(one).end)]


def _part(draft: Draft, span: Span, inside: list[Quantity]) -> Part:
    start, end = span
    return Part(
        draft.text[start:end],
        draft.unquoted[start:end],
        inside[0].text[start:end],
        tuple(one.moved(-start) for one in _between(draft.sentences, span, lambda one: one)),
        tuple(replace(one, span=one.span.moved(-start), number=one.number.moved(-start), text="") for one in inside),
    )
