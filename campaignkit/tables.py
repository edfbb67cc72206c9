"""Tables: what a number in a cell counts stands at the head of its column and at the start of its row.

They are written in Markdown, or as a web page leaves them when it is read: each cell on a line of its own, with a wider
gap between two rows than between two cells; or in columns that spaces or tabs set apart, as in a plain text.
"""

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
_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_NUMBER = re.compile(r"\d")
_IN_WORDS = re.compile(r"[^\W\d_]{3,}[^\n]*\s[^\W\d_]{3,}")


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
    cells = [cell for table in _TABLE.finditer(text) for cell in _cells(text, *table.span())] if "|" in text else []
    return cells or [*_cells_on_lines(text)] or [*_cells_in_columns(text)]


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
        row = _row_of([text[a:b].strip(" *_") for a, b in columns])
        for number, (a, b) in enumerate(columns[1:], 1):
            yield Cell(a, b, heads[number] if number < len(heads) else "", row)


def _row_of(cells: list[str]) -> str:
    """What a row is of: its first cell, and the others that are in words: "P-2, 700 m below the dam"."""
    return ", ".join([cells[0], *(cell for cell in cells[1:] if _IN_WORDS.search(cell) and ";" not in cell)])


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


# What a cell holds that is a value, and no head: "39", "5.8 %", "$1.2m"; "2023" and "2022-23" are heads as well.
_VALUE = re.compile(
    r"(?!(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4})?\Z)[^\w\s]*\d[\d.,\s]*(?:\W{0,2}|\W?(?:[kmb]|bn|pp|pts?|per\s?cent))"
)
_GAPS = (2, 3)  # newlines between two cells of a row, as a page is written in one line or in many
_WIDEST = 80  # code points of a cell
_ROWS = 3  # that a table has at least, with the heading


def _cells_on_lines(text: str) -> Iterator[Cell]:
    """Yield the cells of the tables that stand cell by cell on lines of their own.

    >>> text = "Ward\\n\\nTrees\\n\\n\\n\\nNorth\\n\\n12\\n\\n\\n\\nSouth\\n\\n14\\n"
    >>> [(cell.row, cell.column, text[cell.start : cell.end]) for cell in _cells_on_lines(text)]
    [('North', 'Trees', '12'), ('South', 'Trees', '14')]
    """
    lines = [(match.start(), match.end()) for match in _LINE.finditer(text)] if "\n\n\n" in text else []
    for gap in _GAPS:
        found = [cell for table in _tables(text, _rows(text, lines, gap)) for cell in table]
        if found:
            yield from found
            return


_APART = re.compile(r"[ ]{2,}|[ ]?\t[ \t]*")
_IN_COLUMNS = re.compile(r"^[^\s](?:[^\n]*[^\s])?(?:[ ]{2,}|[ ]?\t[ \t]*)[^\s][^\n]*$", re.MULTILINE)


def _cells_in_columns(text: str) -> Iterator[Cell]:
    """Yield the cells of the tables whose columns are set apart by two spaces or a tab.

    >>> text = "Ward        Trees    Benches\\nNorth Side    12        3\\nSouth         14        0\\n"
    >>> [(cell.row, cell.column, text[cell.start : cell.end]) for cell in _cells_in_columns(text)][:2]
    [('North Side', 'Trees', '12'), ('North Side', 'Benches', '3')]
    """
    if "   " not in text and "\t" not in text:
        return
    lines = [list(_pieces(text, *match.span())) for match in _IN_COLUMNS.finditer(text)]
    for group in _rows(text, [(line[0][0], line[-1][1]) for line in lines], 1):
        starts = {start for start, _ in group}
        table = _tables(text, [line for line in lines if line[0][0] in starts])
        yield from (cell for cells in table for cell in cells)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for gap in _APART.finditer(text, start, end):
        yield start, gap.start()
        start = gap.end()
    yield start, end


def _rows(text: str, lines: list[tuple[int, int]], gap: int) -> list[list[tuple[int, int]]]:
    """Lines that stand no further apart than two cells do, together."""
    rows: list[list[tuple[int, int]]] = []
    for line in lines:
        if rows and text.count("\n", rows[-1][-1][1], line[0]) <= gap:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _tables(text: str, rows: list[list[tuple[int, int]]]) -> Iterator[Iterator[Cell]]:
    """Rows of as many short cells, of which all but the first have a number behind their first cell.

    The first may have one cell less, where nothing stands above the heads of the rows.
    """
    above: list[tuple[int, int]] = []
    for _, group in itertools.groupby(rows, key=_width):
        table = list(group)
        before, above = above, table[-1]
        if _width(table[0]) < 2:
            continue
        if _width(before) == _width(table[0]) - 1 and not _has_value(text, before):
            table = [[(before[0][0], before[0][0]), *before], *table]
        while len(table) >= _ROWS and not all(_has_number(text, row) for row in table[1:]):
            table = table[1:] if not _has_number(text, table[1]) else table[:-1]
        if len(table) >= _ROWS and not _has_value(text, table[0][1:]):
            yield _cells_of(text, table)


def _width(row: list[tuple[int, int]]) -> int:
    return len(row) if all(end - start <= _WIDEST for start, end in row) else 0


def _has_number(text: str, row: list[tuple[int, int]]) -> bool:
    return any(_NUMBER.search(text, start, end) for start, end in row[1:])


def _has_value(text: str, cells: list[tuple[int, int]]) -> bool:
    return any(_VALUE.fullmatch(text[start:end].strip(" *_")) for start, end in cells)


def _cells_of(text: str, table: list[list[tuple[int, int]]]) -> Iterator[Cell]:
    heads = [text[slice(*head)].strip() for head in table[0]]
    for first, *others in table[1:]:
        for head, (start, end) in zip(heads[1:], others, strict=True):
            yield Cell(start, end, head, text[slice(*first)].strip())
