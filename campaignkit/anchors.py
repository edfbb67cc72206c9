"""Anchors: the place of a statement in its source, in the terms of the W3C Web Annotation selectors.

`exact`, `prefix` and `suffix` are those of a TextQuoteSelector, `start` and `end` those of a TextPositionSelector, in
code points of the kept text, the end exclusive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from campaignkit.folding import Span, occurrences

CONTEXT = 32  # code points of prefix and of suffix to begin with, as annotation tools keep them
CONTEXT_AT_MOST = 512
_WORD_BEGINS = re.compile(r"(?<!\S)\S")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words and where they stand. Attributes as in the W3C selectors."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


def anchor_span(text: str, span: Span) -> Anchor:
    """Return the anchor of `span` in `text`, its context grown, at word boundaries, until no other place fits.

    Examples:
        >>> anchor_span("We say no. They say no.", Span(3, 9)).prefix
        'We '
    """
    exact = text[span.start : span.end]
    for size in (CONTEXT, 64, 128, 256, CONTEXT_AT_MOST):
        prefix, suffix = _before(text, span.start, size), _after(text, span.end, size)
        if len(list(islice(places_of(text, prefix + exact + suffix), 2))) == 1:  # `count` misses those that overlap
            break
    return Anchor(exact, prefix, suffix, span.start, span.end)


def _before(text: str, start: int, size: int) -> str:
    whole = _WORD_BEGINS.search(text, max(0, start - size), start)  # in the text: a piece would hide what it cuts off
    return text[whole.start() if whole and start > size else max(0, start - size) : start]


def _after(text: str, end: int, size: int) -> str:
    piece = text[end : end + size]
    return piece[: piece.rindex(" ") + 1] if end + size < len(text) and " " in piece[1:] else piece


def places_of(text: str, exact: str) -> Iterator[Span]:
    """Return every place of `exact` in `text`, character for character."""
    return (Span(at, at + len(exact)) for at in occurrences(text, exact))


def find_anchor(text: str, anchor: Anchor) -> list[Span]:
    """Return where `anchor` stands in `text`: one place if all is well, none or several if not.

    The recorded position is asserted first; if the words are not there, they are looked for with their context, then
    alone. Nothing approximate: a text that has changed must be looked at by a person.

    Examples:
        >>> find_anchor("Now: we say no.", Anchor("say no", "we ", ".", 3, 9))
        [Span(start=8, end=14)]
    """
    if text[anchor.start : anchor.end] == anchor.exact:
        return [Span(anchor.start, anchor.end)]
    framed = anchor.prefix + anchor.exact + anchor.suffix
    before = len(anchor.prefix)
    found = [Span(at.start + before, at.start + before + len(anchor.exact)) for at in places_of(text, framed)]
    return found or list(places_of(text, anchor.exact))
