"""XLSX files (extra `xlsx`), a row at a time."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

from campaignkit.errors import InputError, missing_extra
from campaignkit.signatures.columns import Columns, recognise
from campaignkit.signatures.rows import Row, Table, refusal, sha256_of

UNPACKED_AT_MOST = 1_000_000_000  # bytes
_HINT = "Open it in a spreadsheet program and save it as .xlsx or as CSV UTF-8."


def read_xlsx(path: Path, *, told: Mapping[str, str] | None = None) -> Table:
    """Return the first sheet of a workbook as rows; of a formula, the value that was saved with it.

    Raises:
        InputError: It cannot be read, is no workbook, would unpack to more than a gigabyte, or as for `recognise`.
        MissingExtraError: openpyxl is not installed.
    """
    digest = sha256_of(path)
    _refuse_bomb(path)
    book = _loaded(path)
    sheet = book.worksheets[0]
    notes = () if len(book.worksheets) == 1 else (f"Only the first of {len(book.worksheets)} sheets is read.",)
    sheet.reset_dimensions()  # what a file says of its own size is often wrong
    records = _records(sheet.iter_rows(values_only=True))
    header = next(records, [])
    if not any(header):
        raise InputError("The first sheet is empty.", str(path), "Put the signatures on the first sheet.")
    columns = recognise(header, str(path), told=told)
    return Table("XLSX", digest, _closing(book, _rows(records, columns)), columns, notes)


def _closing(book: Any, rows: Iterator[Row]) -> Iterator[Row]:
    with closing(book):
        yield from rows


def _loaded(path: Path) -> Any:
    try:
        import openpyxl  # type: ignore[import-untyped]
    except ImportError:
        raise missing_extra("Reading an .xlsx file needs openpyxl.", "xlsx", str(path)) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and rules that a reader of cells need not know
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # noqa: BLE001  # what it raises for a broken file is of a dozen kinds
        raise InputError(f"The workbook cannot be read ({type(error).__name__}).", str(path), _HINT) from None
    if not book.worksheets:
        raise InputError("The workbook has no sheet.", str(path), _HINT)
    return book


def _refuse_bomb(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        raise InputError("This is not an .xlsx workbook.", str(path), _HINT) from None
    if size > UNPACKED_AT_MOST:
        raise InputError(f"The workbook would unpack to {size:,} bytes.", str(path), "Save it as CSV UTF-8.")


def _records(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[str]]:
    for row in rows:
        yield [_cell(value) for value in row]


def _rows(records: Iterator[list[str]], columns: Columns) -> Iterator[Row]:
    for number, cells in enumerate(records, start=2):
        cells += [""] * (columns.count - len(cells))
        if not any(cell.strip() for cell in cells):
            yield Row(number)
        elif any(cell.strip() for cell in cells[columns.count :]):
            yield Row(number, refused=f"it has more cells than the header, which has {columns.count}")
        else:
            values = columns.values(cells)
            yield Row(number, values, refusal(values))


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.isoformat(sep=" ") if value.time().isoformat() != "00:00:00" else value.date().isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value).replace("_x000D_", "")
