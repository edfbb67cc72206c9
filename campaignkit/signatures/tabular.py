"""CSV files, read strictly: as UTF-8, or as the UTF-16 with tabs that Change.org hands out."""

from __future__ import annotations

import csv
import io
import re
from codecs import getincrementaldecoder
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from campaignkit.errors import InputError
from campaignkit.signatures.columns import Columns, recognise
from campaignkit.signatures.rows import Row, Table, refusal, sha256_of

FIELD_AT_MOST = 131_072  # characters; a longer one is what a missing quotation mark makes of the rows after it


def read_csv(path: Path, *, told: Mapping[str, str] | None = None) -> Table:
    """Return a CSV file as rows. The delimiter (comma, semicolon, tab) is the one that the header has most of.

    A row that has more or fewer cells than the header, or a cell that nothing can hold, is refused by its number. A
    file whose quotation marks do not close is refused as a whole, while it is read: where its rows end is not known.

    Raises:
        InputError: It cannot be read, is not UTF-8 (or UTF-16 with its mark), has no header or two columns of one name.
    """
    digest = sha256_of(path)
    _refuse_other_encodings(path)
    with _opened(path) as file:
        first = file.readline()
        if marked := re.fullmatch(r"sep=(.)\r?\n?", first):  # a line by which Excel is told the delimiter
            first = file.readline()
        delimiter = marked[1] if marked else max(",;\t", key=first.count)
        file.seek(0)
        number, header = next(_records(file, delimiter, path, skip=bool(marked)), (1, []))
    if not any(cell.strip() for cell in header):
        raise InputError("The file is empty.", str(path), "Export it again, with a first row that names the columns.")
    columns = recognise(header, str(path), told=told)
    rows = _rows(path, delimiter, columns, first=number, skip=bool(marked))
    return Table("CSV", digest, rows, columns)


@contextmanager
def _opened(path: Path) -> Iterator[IO[str]]:
    with path.open(encoding=_encoding(path), newline="", errors="strict") as opened:
        yield opened


def _encoding(path: Path) -> str:
    """Return the encoding that the first bytes tell."""
    with path.open("rb") as file:
        return "utf-16" if file.read(2) in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"


def _refuse_other_encodings(path: Path) -> None:
    """Refuse, before a row is read, a file that is not what its first bytes say."""
    encoding, line = _encoding(path), 1
    decoder = getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                line += decoder.decode(piece).count("\n")
            decoder.decode(b"", final=True)
    except UnicodeError as error:
        if isinstance(error, UnicodeDecodeError) and encoding != "utf-16":
            line += error.object[: error.start].count(b"\n")
        name = "UTF-16" if encoding == "utf-16" else "UTF-8"
        hint = "Save it as “CSV UTF-8”, and import that."
        raise InputError(f"The file is not {name}: this line cannot be read.", f"{path}:{line}", hint) from None


def _rows(path: Path, delimiter: str, columns: Columns, *, first: int, skip: bool) -> Iterator[Row]:
    with _opened(path) as file:
        for number, cells in _records(file, delimiter, path, skip=skip):
            if number > first:
                yield _row(number, cells, columns)


def _row(number: int, cells: list[str], columns: Columns) -> Row:
    while len(cells) > columns.count and not cells[-1].strip():
        cells.pop()
    if not any(cell.strip() for cell in cells):
        return Row(number)
    if len(cells) != columns.count:
        return Row(number, refused=f"it has {len(cells)} cells, and the header has {columns.count}")
    values = columns.values(cells)
    return Row(number, values, refusal(values))


def _records(file: IO[str], delimiter: str, path: Path, *, skip: bool = False) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with its number, the first being 1; what CSV cannot be ends the reading."""
    number = 0
    csv.field_size_limit(FIELD_AT_MOST)
    reader = csv.reader(file, delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if skip:
                skip = False
                continue
            number += 1
            yield number, cells
    except csv.Error as error:
        raise _broken(str(error), path, number + 1, reader.line_num) from None


def _broken(message: str, path: Path, row: int, line: int) -> InputError:
    """Tell where the quotation marks go wrong. The rows after it cannot be trusted, so none was taken."""
    if "field larger" in message:
        what = f"A cell has more than {FIELD_AT_MOST:,} characters: a quotation mark before it does not close."
    elif "unexpected end" in message:
        what = "A quotation mark that opens in this row never closes."
    else:
        what = "A quotation mark stands in the middle of a cell, where it must be doubled."
    hint = "Correct the row, or export the file again. Nothing was imported."
    return InputError(what, f"{path}, row {row} (line {line})", hint)


def as_csv(rows: Iterator[list[str]]) -> str:
    """Return rows as CSV with the line ends of RFC 4180."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()
