"""Exact search in 5 MB of folded words, in milliseconds: against `find` on bytes, the least that any search must do."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.corpus import prose, quotation
from benchmarks.measure import medians
from campaignkit.folding import Folded, fold
from campaignkit.text import find_quotation

NAME = "searching 5 MB, folded before"


def rows() -> Iterator[tuple[str, float, str, float]]:
    """Yield what was measured, its number, the unit, and how many times the time of the limit it took."""
    text = prose(5)
    source = Folded.of(text)
    source.span(0, 0)  # the map is made at the first hit; here only the search counts
    late, absent = quotation(text, 0.98), quotation(text, 0.5).replace(" ", " quite ", 1) + " zebra"
    cut = " … ".join([quotation(text, 0.98, 6), quotation(text[int(len(text) * 0.98) :], 0.001, 3)])
    data, key = source.words.encode(), fold(late).encode()
    taken = medians(
        {
            "limit: bytes.find of the last one": lambda: data.find(key),
            "str.find of the folded words": lambda: source.words.find(fold(late)),
            "find_quotation, found near the end": lambda: find_quotation(late, source),
            "find_quotation, not there": lambda: find_quotation(absent, source),
            "find_quotation with a cut": lambda: find_quotation(cut, source),
        }
    )
    for name, seconds in taken.items():
        yield name, seconds * 1000, "ms", seconds / taken["limit: bytes.find of the last one"]
