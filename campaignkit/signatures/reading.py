"""A file of signatures as rows, whatever its form; the form is told by the bytes, the suffix only helps."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from campaignkit.errors import InputError, UsageError
from campaignkit.signatures.osdi import read_osdi
from campaignkit.signatures.rows import Table
from campaignkit.signatures.tabular import read_csv
from campaignkit.signatures.workbook import read_xlsx


def read_table(path: Path, *, told: Mapping[str, str] | None = None) -> Table:
    """Return the rows of a CSV, XLSX or OSDI JSON file; an export that is named .csv.xls and holds CSV is read as CSV.

    Raises:
        InputError: It cannot be read, or as for the reader of its form.
        UsageError: Columns were told of a file that has none.
        MissingExtraError: The library for its form is not installed.
    """
    head = _head(path)
    if head.startswith(b"PK\x03\x04"):
        return read_xlsx(path, told=told)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        what = "This is a workbook of the old kind (.xls), or one with a password."
        raise InputError(what, str(path), "Open it in a spreadsheet program and save it as .xlsx or as CSV UTF-8.")
    if path.suffix.lower() == ".json" or head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        if told:
            raise UsageError("A JSON file has no columns.", "--column", "Leave --column out.")
        return read_osdi(path)
    return read_csv(path, told=told)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(64)
    except OSError as error:
        what = f"The file cannot be read ({error.strerror or type(error).__name__})."
        raise InputError(what, str(path), "Look at the name and the folder.") from None
