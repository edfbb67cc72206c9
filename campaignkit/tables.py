"""Markdown tables: what a number in a cell counts stands at the head of its column and at the start of its row."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

_TABLE = re.compile(
    r"^[ ]{0,3}\|[^\n]{0,1000}\n[ ]{0,3}\|(?=[^\n]{0,300}-)[ :|-]{3,300}\n(?:[ ]{0,3}\|[^\n]{0,1000}(?:\n|\Z))+",
    re.MULTILINE,
)


class Cell(NamedTuple):
    """A cell below the heading of a table: its place in the text, and the headings of its column and its row."""

    start: int
    end: int
    column: str
    row: str


def find_cells(text: str) -> list[Cell]:
    """Return the cells of the Markdown tables of `text` that stand neither in a heading nor first in their row.

    >>> find_cells("| Year | Breaches found |\\n| --- | --- |\\n| 2021 | 14 |")
    [Cell(start=48, end=52, column='Breaches found', row='2021')]
    """
    return [cell for table in _TABLE.finditer(text) for cell in _cells(text, *table.span())] if "|" in text else []


def cell_at(cells: list[Cell], at: int) -> Cell | None:
    """Return the cell in which a place lies."""
    number = bisect_right(cells, at, key=lambda cell: cell.start) - 1
    return cells[number] if number >= 0 and at < cells[number].end else None


def _cells(text: str, start: int, end: int) -> Iterator[Cell]:
    lines = list(_lines(text, start, end))
    heads = [text[a:b].strip(" *_") for a, b in _columns(text, *lines[0])]
    for line in lines[2:]:
        columns = list(_columns(text, *line))
        if not columns:
            continue
        first, *others = columns
        for number, (a, b) in enumerate(others, 1):
            yield Cell(a, b, heads[number] if number < len(heads) else "", text[slice(*first)].strip(" *_"))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


def _columns(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The places of the cells of a line, without the bars."""
    bars = [at for at in range(start, end) if text[at] == "|"]
    bars += [end] if text[bars[-1] + 1 : end].strip() else []
    yield from ((a + 1, b) for a, b in itertools.pairwise(bars))
