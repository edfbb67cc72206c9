"""Folding, in millions of code points a second: against the least that any fold must do, and a peer if it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import cast

from benchmarks.corpus import prose
from benchmarks.measure import medians
from campaignkit.folding import Folded, fold

NAME = "folding 1 MB"


def rows() -> Iterator[tuple[str, float, str, float]]:
    """Yield what was measured, its number, the unit, and how many times the time of `fold` it took."""
    text = prose(1)
    taken = medians(dict(_contenders(text)))
    for name, seconds in taken.items():
        yield name, len(text) / 1e6 / seconds, "MB/s", seconds / taken["fold"]


def _contenders(text: str) -> Iterator[tuple[str, Callable[[], object]]]:
    yield "fold", lambda: fold(text)
    yield "fold, and the map of all words", lambda: Folded.of(text).count
    yield "limit: lower, split, join", lambda: " ".join(text.lower().split())
    if peer := _peer():
        yield "quotecheck's fold", lambda: peer(text)


def _peer() -> Callable[[str], object] | None:
    """The fold of a library that checks quotations, if it is installed; it is no dependency."""
    try:
        return cast(Callable[[str], object], import_module("quotecheck.fold").fold)
    except ImportError:
        return None
