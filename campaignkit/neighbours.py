"""What stands around the quotations of a text: the one before, the one after, the one around, and the prose between."""

from __future__ import annotations

from collections.abc import Sequence

from campaignkit.quotations import Quotation

__all__ = ["neighbours", "without_quoted"]


def neighbours(quotations: Sequence[Quotation]) -> tuple[list[int | None], list[int | None], list[int | None]]:
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


def without_quoted(seen: str, quotations: Sequence[Quotation]) -> str:
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
