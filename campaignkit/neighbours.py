"""What stands around the quotations of a text: the one before, the one after, the one around, and the prose between."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from campaignkit.clauses import Clause, clause_of, without_stars
from campaignkit.folding import Span
from campaignkit.markup import without_stress
from campaignkit.quotations import Quotation, seen_and_parted

__all__ = ["LEAD_AT_MOST", "Neighbours"]

LEAD_AT_MOST = 400  # code points before a quotation that are read
_TAIL_AT_MOST = 220  # and after it
_QUOTED_LINE = re.compile(r"^[ \t]*>[> \t]*", re.MULTILINE)


class Neighbours:
    """A text and its quotations; what stands around one of them is asked for by its number.

    Attributes:
        seen: The text as a reader sees it, without marks of bold, of italics and of quoted lines; of the same length.
        prose: The same, with what is quoted blanked.
        parts: The paragraphs.
        before, after, parents: For each quotation the one before it, after it and around it.
    """

    def __init__(self, text: str, quotations: Sequence[Quotation]) -> None:
        self.text, self.quotations = text, quotations
        seen, self.parts = seen_and_parted(text)
        self.seen = _QUOTED_LINE.sub(lambda lead: " " * len(lead[0]), without_stress(seen))
        self.prose = _without_quoted(self.seen, quotations)
        self.before, self.after, self.parents = _neighbours(quotations)
        self._starts = [part.start for part in self.parts]

    def paragraph(self, offset: int) -> int:
        """Return the number of the paragraph in which a place is."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def bounds(self, number: int) -> tuple[Span, Span]:
        """Return the paragraphs with which a quotation begins and ends, cut to the quotation it stands in."""
        quotation = self.quotations[number]
        first = self.parts[self.paragraph(quotation.outer.start)]
        last = self.parts[self.paragraph(quotation.outer.end - 1)]
        parent = self.parents[number]
        if parent is not None:
            around = self.quotations[parent].span
            first = Span(max(first.start, around.start), min(first.end, around.end))
            last = Span(max(last.start, around.start), min(last.end, around.end))
        return first, last

    def sibling_before(self, number: int, start: int) -> int | None:
        """Return the quotation before this one in the same paragraph, which begins at `start`."""
        before = self.before[number]
        return before if before is not None and self.quotations[before].outer.end > start else None

    def lead(self, number: int) -> Clause:
        """Return the words before a quotation, in its paragraph and from the quotation before it on."""
        quotation = self.quotations[number]
        start = self.bounds(number)[0].start
        sibling = self.sibling_before(number, start)
        if sibling is not None:
            start = max(start, self.quotations[sibling].outer.end)
        lead = clause_of(self.seen, max(start, quotation.outer.start - LEAD_AT_MOST), quotation.outer.start)
        return without_stars(lead)

    def tail(self, number: int) -> Clause:
        """Return the words after a quotation, in its paragraph and up to the next quotation."""
        quotation = self.quotations[number]
        end = min(self.bounds(number)[1].end, quotation.outer.end + _TAIL_AT_MOST)
        following = self.after[number]
        if following is not None:
            end = min(end, self.quotations[following].outer.start)
        return clause_of(self.seen, quotation.outer.end, end)

    def ending(self, number: int) -> str:
        """Return the sign with which a quotation ends, whether inside its marks or right after them."""
        quotation = self.quotations[number]
        inside = self.seen[quotation.span.start : quotation.span.end].rstrip(" \u00a0’'\"”")[-1:]
        after = self.seen[quotation.outer.end : quotation.outer.end + 1]
        if inside in ",?!—-…":
            return inside
        return after if after in ",.;" and inside != "." else inside


def _neighbours(quotations: Sequence[Quotation]) -> tuple[list[int | None], list[int | None], list[int | None]]:
    """Return for each quotation the one before it and after it in the same surroundings, and the one around it."""
    count = len(quotations)
    before: list[int | None] = [None] * count
    after: list[int | None] = [None] * count
    parents: list[int | None] = [None] * count
    around: list[int] = []
    last: dict[int | None, int] = {}
    for number, quotation in enumerate(quotations):
        while around and quotations[around[-1]].outer.end <= quotation.outer.start:
            around.pop()
        parent = around[-1] if around else None
        if quotation.kind not in {"quotation", "block"}:
            continue
        parents[number] = parent
        before[number] = last.get(parent)
        if (earlier := before[number]) is not None:
            after[earlier] = number
        last[parent] = number
        around.append(number)
    return before, after, parents


def _without_quoted(seen: str, quotations: Sequence[Quotation]) -> str:
    """Return the text without what is quoted, each quotation blanked but for its marks and its last sign."""
    parts: list[str] = []
    at = 0
    for one in quotations:
        if one.kind != "quotation" or one.span.start < at:
            continue
        stop = one.span.end - 1 if seen[one.span.end - 1] in ".!?" else one.span.end
        parts += [seen[at : one.span.start], " " * (stop - one.span.start)]
        at = max(stop, one.span.start)
    return "".join([*parts, seen[at:]])
