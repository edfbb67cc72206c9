"""Paragraphs of a draft, each with as much around it as a word in it can have to do with its figures.

What is read in a paragraph is the same however the rest of the draft is written on, so that it can be remembered.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from campaignkit.checks.draft import Draft
from campaignkit.figures import Quantity
from campaignkit.folding import Span

BEFORE = 120  # code points before a paragraph: no word further back tells of a figure in it


@dataclass(frozen=True)
class Part:
    """A paragraph with what stands around it, up to the end of the sentence that follows.

    Attributes:
        text, unquoted: As of the draft.
        seen: The text without what no reader sees; the quantities are of it.
        quantities: Those of the draft that lie in it, in its places.
    """

    text: str
    unquoted: str
    seen: str
    quantities: tuple[Quantity, ...]

    def as_draft(self) -> Draft:
        """Return the part as a draft in which everything is read as it is in the whole."""
        draft = Draft(self.text)
        quantities = [replace(one, text=self.seen) for one in self.quantities]
        vars(draft).update(unquoted=self.unquoted, quantities=quantities)  # not to be worked out without the rest
        return draft


def parts_with(draft: Draft, quantities: Iterable[Quantity]) -> Iterator[tuple[Part, list[Quantity], tuple[int, ...]]]:
    """Yield each part that holds some of `quantities`, with these, and with their numbers among those of the part."""
    starts = [one.span.start for one in draft.quantities]
    for (start, end), group in groupby(quantities, key=lambda one: _around(draft, one.span.start)):
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        inside = [one for one in draft.quantities[first:last] if one.span.end <= end]
        yield _part(draft, Span(start, end), inside), (held := list(group)), tuple(inside.index(one) for one in held)


def _around(draft: Draft, at: int) -> Span:
    """Return from where to where the part reaches that holds a place."""
    start, end = draft.text.rfind("\n\n", 0, at) + 1, draft.text.find("\n\n", at)
    following = draft.sentence_at(end + 2) if end >= 0 else draft.sentences[-1]
    return Span(max(0, start - BEFORE), following.end)


def _part(draft: Draft, span: Span, inside: list[Quantity]) -> Part:
    start, end = span
    return Part(
        draft.text[start:end],
        draft.unquoted[start:end],
        inside[0].text[start:end],
        tuple(replace(one, span=one.span.moved(-start), number=one.number.moved(-start), text="") for one in inside),
    )
